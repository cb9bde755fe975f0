"""What leaves the store: plain frozen records. Money is fen; moments carry the local zone."""

from ipdesk.models.records.applicants import (
    ApplicantDetails,
    ApplicantHit,
    ApplicantRecord,
    Likeness,
    Received,
    SimilarApplicant,
    TraitPeriod,
)
from ipdesk.models.records.decisions import DecidedAmount, DecisionRecord, LoweredAmount, ShownLine
from ipdesk.models.records.details import (
    ApplicantDetail,
    ApplicationDetail,
    AwardLine,
    StepRecord,
    StoredAchievement,
)
from ipdesk.models.records.forms import (
    DecisionDraft,
    Draft,
    DraftTotals,
    RawAchievement,
    RawDecision,
    SavedDraft,
)
from ipdesk.models.records.letters import IssuedLetter, LetterDocument, LetterRow, RenderedLetter
from ipdesk.models.records.lists import (
    STATE_NAMES,
    ApplicationFilter,
    ApplicationRow,
    FilterChoices,
    Hit,
    HitKind,
    OpenHolder,
    Sort,
    State,
    Totals,
)
from ipdesk.models.records.people import AuditRecord, Office, Person

__all__ = [
    "STATE_NAMES",
    "ApplicantDetail",
    "ApplicantDetails",
    "ApplicantHit",
    "ApplicantRecord",
    "ApplicationDetail",
    "ApplicationFilter",
    "ApplicationRow",
    "AuditRecord",
    "AwardLine",
    "DecidedAmount",
    "DecisionDraft",
    "DecisionRecord",
    "Draft",
    "DraftTotals",
    "FilterChoices",
    "Hit",
    "HitKind",
    "IssuedLetter",
    "LetterDocument",
    "LetterRow",
    "Likeness",
    "LoweredAmount",
    "Office",
    "OpenHolder",
    "Person",
    "RawAchievement",
    "RawDecision",
    "Received",
    "RenderedLetter",
    "SavedDraft",
    "ShownLine",
    "SimilarApplicant",
    "Sort",
    "State",
    "StepRecord",
    "StoredAchievement",
    "Totals",
    "TraitPeriod",
]
