"""A kind of document as the register knows it: from what it is made, by which template and layout."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import Content, ShownPicture
from ipdesk.documents.letters.data import Data
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import short_title
from ipdesk.models.applications.authority import Authority, authority_of, in_whose_name, principal_of
from ipdesk.models.applications.quoted_rules import (
    OF_OFFICE,
    Quote,
    RuleTexts,
    quotes_of,
    rule_texts,
    unquoted,
)
from ipdesk.models.records import (
    ApplicationDetail,
    ApplicationFilter,
    Call,
    CallDetails,
    DocumentKind,
    KeptPicture,
    NoticeOfApplication,
    Office,
)

if TYPE_CHECKING:
    from ipdesk.models.awards.entered_rows import EnteredForm
    from ipdesk.models.workflow import Level
    from ipdesk.rules.evaluation.policy import Policy


class Layout(Enum):
    """How a document lies on its pages. ``compose.LAYOUTS`` has what lays each of them out."""

    LETTER = "letter"  # the 函 of GB/T 9704
    SHEET = "sheet"  # forms and tables: cells with borders, and paragraphs between them


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """How many pages an issued letter has, and its title; "" for one of a time when no titles were kept.

    ``about`` is the number of the paper whose service it proves, or of the list whose publication it reports,
    "" for any other letter.
    """

    pages: int
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationSource:
    """What a document about an application is made from: the office, the application and its policy.

    ``form`` is what was entered, for those kinds that are made ``from_form``, and for those that
    ``reads_letters`` where the file was given back to the counter; ``date`` the day that the paper will bear,
    None where nobody has said: then it is that of the last change. ``papers`` are the letters issued before,
    by their ids, for those kinds that ``reads_letters``, ``pictures`` those of checks and publications, by
    hash, for those that ``reads_pictures``. ``wordings`` are what clauses say themselves, by the full ids of
    their rules, for those that ``quotes`` or ``cites``; ``notices`` those public ones in which the
    application stood, for those that ``reads_notices``. ``call`` is that of the application, None where it
    has none or is not read. ``approves`` is the kind of the paper that an approval is wanted for, "" for
    what comes next. ``paid`` are the days of payments by the books, ``paid_out`` their sum in fen, for those
    that ``reads_letters`` or ``reads_payments``; ``channel`` is that of the newest, by its value, "" without.
    What stays ``inside`` bears the office's own name, whoever has entrusted it.
    """

    office: Office
    detail: ApplicationDetail
    policy: Policy
    form: EnteredForm | None = None
    date: datetime.date | None = None
    papers: Mapping[int, KeptPaper] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[NoticeOfApplication, ...] = ()
    call: CallDetails | None = None
    approves: str = ""
    paid: tuple[datetime.date, ...] = ()
    paid_out: int = 0
    channel: str = ""
    inside: bool = False

    def shown(self, pictures: Iterable[KeptPicture]) -> tuple[ShownPicture, ...]:
        """Return pictures as a paper shows them, with their bytes."""
        return tuple(
            ShownPicture(
                *(one.sha256, one.width, one.height, self.pictures.get(one.sha256, b""), one.caption),
                *(one.taken.place, one.taken.day, one.taken.minutes),
            )
            for one in pictures
        )

    def quotes(self, *bases: str) -> tuple[Quote, ...]:
        """Return the articles that a paper against somebody rests on, with what they say.

        Raises LetterDataError where that of one is typed nowhere: a number alone tells nobody anything.
        """
        known = self.known_rules()
        if fault := next(filter(None, (unquoted(basis, known) for basis in bases)), ""):
            raise LetterDataError(fault, "rules" if OF_OFFICE in fault else "")
        return tuple(dict.fromkeys(one for basis in bases for one in quotes_of(basis, known)))

    def known_rules(self) -> RuleTexts:
        """Return what the rules say that a paper may quote, as far as they are typed."""
        policy = self.policy
        clauses: dict[str, str] = {}
        for rule in policy.rule_ids():
            cited = policy.cited(policy.rule(rule).article)
            clauses[cited] = clauses.get(cited) or self.wordings.get(rule, "")
        title = policy.pack.title
        return rule_texts(
            self.office, self.call, (title, policy.pack.short_title, short_title(title)), clauses
        )

    @property
    def authority(self) -> Authority:
        """Return by what the office decides the application."""
        return authority_of(self.office.name, self.policy, self.call, self.level)

    @property
    def level(self) -> Level:
        """Return who decides the application."""
        return self.detail.application.procedure.level

    @property
    def principal(self) -> str:
        """Return in whose name, and against whom, the paper speaks for the office; "" for its own name."""
        return "" if self.inside else principal_of(self.call, self.level)

    @property
    def issuing_office(self) -> Office:
        """Return the office as the paper names it."""
        return in_whose_name(self.office, self.call, self.level) if self.principal else self.office

    @property
    def day(self) -> datetime.date:
        """Return the day by which the paper speaks of its applicant."""
        return self.date or self.detail.application.changed_at.date()


@dataclass(frozen=True, slots=True)
class ListSource:
    """What a document about many applications is made from: those of a ``call``, or of a batch (None).

    Each application comes with its own policy, in the order in which the document lists them.
    """

    office: Office
    call: Call | None
    applications: tuple[ApplicationSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredDocument(Generic[Data]):
    """One kind of document, as the register holds it.

    ``template`` is the file in ``resources/letters``, which names what ``vocabulary`` knows. ``data`` is what
    is kept of an issued one: ``build`` makes it from its source (of an application, unless the kind is about
    something else) for a date and a number (None is a preview), ``content`` says
    what of it fills the template. Both raise a DocumentError where the document must not go out.
    Of the applications that may get one, those ``wanted`` wait for it; None waits for a kind without. Where
    it is not ``due`` nobody has to be reminded of those. ``says_sum`` tells whether a sum is its matter. One
    ``from_form`` is made from what was entered, as a draft has nothing else. One that ``lists`` is about many
    applications: it is made from a ``ListSource``, and no single application waits for it. ``matter`` is
    what a paper to an applicant is about, in the words of the proof of its service 送达回证, ``to_authority``
    what it is called where that is an authority, "" where that makes no difference. ``approves`` tells of an
    approval for which kind of paper it is, "" for none. One that ``quotes`` tells of each line what its
    clause says, or its gist where nobody typed it; one that ``cites`` goes out once its rules are typed.
    """

    kind: DocumentKind
    template: str
    vocabulary: TemplateVocabulary
    data: type[Data]
    build: Callable[[Any, datetime.date, str | None], Data]
    content: Callable[[Data], Content]
    wanted: ApplicationFilter | None = None
    layout: Layout = Layout.LETTER
    due: bool = True
    says_sum: bool = True
    from_form: bool = False
    reads_letters: bool = False
    reads_payments: bool = False
    reads_pictures: bool = False
    quotes: bool = False
    cites: bool = False
    reads_notices: bool = False
    lists: bool = False
    matter: str = ""
    to_authority: str = ""
    approves: Callable[[ApplicationDetail], str] | None = None
