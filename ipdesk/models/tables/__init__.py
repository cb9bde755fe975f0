"""The tables. Importing this package makes every one of them known to ``Base.metadata``."""

from ipdesk.models.tables.access import PasswordEntry, RecoveryCodeEntry
from ipdesk.models.tables.applicants import ApplicantTrait, RegisteredApplicant
from ipdesk.models.tables.applications import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    ApplicationStep,
    CorrectionEntry,
    DecisionText,
    DraftRef,
    DraftText,
    ReceivedMaterial,
    StoredRefForm,
)
from ipdesk.models.tables.archive import ArchiveEntry, CountedPages, IncomingPaperEntry, TakenOutEntry
from ipdesk.models.tables.awards import AwardEntry, DecisionEntry, NoticeAnswerEntry, PolicyPack
from ipdesk.models.tables.bars import BarEntry, PassedBarEntry
from ipdesk.models.tables.base import Base
from ipdesk.models.tables.batches import BatchEntry, BatchMember
from ipdesk.models.tables.calendar import CalendarDayEntry, CalendarYear
from ipdesk.models.tables.calls import CallChangeEntry, CallEntry
from ipdesk.models.tables.checks import (
    CheckEntry,
    CheckPictureEntry,
    PictureEntry,
    ReviewText,
    ReviewTextPicture,
)
from ipdesk.models.tables.forwarding import ReturnedAnswerEntry, UpperAnswerEntry
from ipdesk.models.tables.letters import (
    IssuedLetterEntry,
    LetterContent,
    ListedApplication,
    PublicationPictureEntry,
    ReissuedLetter,
    ServiceAnnouncementEntry,
    ServiceEntry,
    ServicePublicationEntry,
    VoidedLetter,
)
from ipdesk.models.tables.office import (
    AuditEntry,
    ClauseWordingEntry,
    NumberSeries,
    OfficeEntry,
    OwnRemediesEntry,
    PersonEntry,
    PersonRole,
)
from ipdesk.models.tables.proposals import (
    DepartureEntry,
    ExpertScoreEntry,
    ProposalEntry,
    ProposalLineEntry,
)
from ipdesk.models.tables.public_notices import (
    InquiryEntry,
    ObjectedLineEntry,
    ObjectionEntry,
    ObjectionScopeEntry,
    PublicNoticeEntry,
    PublishedLineEntry,
    UnpublishedChangeEntry,
)
from ipdesk.models.tables.recusals import RecusalEntry
from ipdesk.models.tables.reversals import (
    ClawbackBar,
    ClawbackEntry,
    ClawbackLine,
    ClawbackReturnEntry,
    ReversalEntry,
)
from ipdesk.models.tables.settlements import SettlementEntry, SettlementMember

__all__ = [
    "AchievementEntry",
    "ApplicantTrait",
    "Application",
    "ApplicationAchievement",
    "ApplicationStep",
    "ArchiveEntry",
    "AuditEntry",
    "AwardEntry",
    "BarEntry",
    "Base",
    "BatchEntry",
    "BatchMember",
    "CalendarDayEntry",
    "CalendarYear",
    "CallChangeEntry",
    "CallEntry",
    "CheckEntry",
    "CheckPictureEntry",
    "ClauseWordingEntry",
    "ClawbackBar",
    "ClawbackEntry",
    "ClawbackLine",
    "ClawbackReturnEntry",
    "CorrectionEntry",
    "CountedPages",
    "DecisionEntry",
    "DecisionText",
    "DepartureEntry",
    "DraftRef",
    "DraftText",
    "ExpertScoreEntry",
    "IncomingPaperEntry",
    "InquiryEntry",
    "IssuedLetterEntry",
    "LetterContent",
    "ListedApplication",
    "NoticeAnswerEntry",
    "NumberSeries",
    "ObjectedLineEntry",
    "ObjectionEntry",
    "ObjectionScopeEntry",
    "OfficeEntry",
    "OwnRemediesEntry",
    "PassedBarEntry",
    "PasswordEntry",
    "PersonEntry",
    "PersonRole",
    "PictureEntry",
    "PolicyPack",
    "ProposalEntry",
    "ProposalLineEntry",
    "PublicNoticeEntry",
    "PublicationPictureEntry",
    "PublishedLineEntry",
    "ReceivedMaterial",
    "RecoveryCodeEntry",
    "RecusalEntry",
    "RegisteredApplicant",
    "ReissuedLetter",
    "ReturnedAnswerEntry",
    "ReversalEntry",
    "ReviewText",
    "ReviewTextPicture",
    "ServiceAnnouncementEntry",
    "ServiceEntry",
    "ServicePublicationEntry",
    "SettlementEntry",
    "SettlementMember",
    "StoredRefForm",
    "TakenOutEntry",
    "UnpublishedChangeEntry",
    "UpperAnswerEntry",
    "VoidedLetter",
]
