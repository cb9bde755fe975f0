"""Where a clerk can be sent: what is to be shown, and the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class PageKey(StrEnum):
    """The pages of the desk, as the navigation and the shell know them."""

    COUNTER = "counter"
    APPLICATIONS = "applications"
    NOTICES = "notices"
    LETTERS = "letters"
    PAYMENTS = "payments"
    FUNDS = "funds"
    ACHIEVEMENTS = "achievements"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class NewApplication:
    """The next application, empty, or of an applicant (its id); what lies on the counter is saved before."""

    page: ClassVar[PageKey] = PageKey.COUNTER
    applicant: int | None = None


@dataclass(frozen=True, slots=True)
class ContinueDraft:
    """An application on the counter: a draft as it was left, one that was accepted to be read."""

    page: ClassVar[PageKey] = PageKey.COUNTER
    application: int


@dataclass(frozen=True, slots=True)
class OpenApplication:
    """An application in the list of all of them, with its drawer."""

    page: ClassVar[PageKey] = PageKey.APPLICATIONS
    application: int


@dataclass(frozen=True, slots=True)
class ServeLetter:
    """The record of service of a letter (its id) of an application, above that in the list.

    ``others`` are application and letter of those that come after it, each once the one before is recorded.
    """

    page: ClassVar[PageKey] = PageKey.APPLICATIONS
    application: int
    letter: int
    others: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SignSheet:
    """What was signed by hand on the approval sheet of an application, above that in the list."""

    page: ClassVar[PageKey] = PageKey.APPLICATIONS
    application: int


@dataclass(frozen=True, slots=True)
class ListCall:
    """The list of the applications that came in by a call."""

    page: ClassVar[PageKey] = PageKey.APPLICATIONS
    call: int


@dataclass(frozen=True, slots=True)
class DecideApplications:
    """The decision on applications, one after the other in this order."""

    page: ClassVar[PageKey] = PageKey.APPLICATIONS
    applications: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter among those that were issued.

    ``answered`` is the application whose objection it answers, or whose paper it announces; 0 for others.
    """

    page: ClassVar[PageKey] = PageKey.LETTERS
    letter: int
    answered: int = 0


@dataclass(frozen=True, slots=True)
class IssueLetters:
    """The letters of these applications and no others, in hand to be issued, or as they went out.

    Without applications: what waits to be issued, nothing of it ticked. ``kind`` is the id of the kind of
    document that is meant, "" for the one that they wait for.
    """

    page: ClassVar[PageKey] = PageKey.LETTERS
    applications: tuple[int, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PublishApplications:
    """These applications and no others, in hand to be published."""

    page: ClassVar[PageKey] = PageKey.NOTICES
    applications: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskAbout:
    """These applications, about which another office is to be asked."""

    page: ClassVar[PageKey] = PageKey.NOTICES
    applications: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenObjections:
    """The public notice that listed an application, with the objections to it."""

    page: ClassVar[PageKey] = PageKey.NOTICES
    application: int


@dataclass(frozen=True, slots=True)
class OpenGrant:
    """A grant of a task of a fund (their ids), among the books of that; 0 for none in particular."""

    page: ClassVar[PageKey] = PageKey.FUNDS
    fund: int
    task: int
    grant: int


@dataclass(frozen=True, slots=True)
class PayGrant:
    """A grant (its id) of a fund among what waits to be paid, or the batch in which it is."""

    page: ClassVar[PageKey] = PageKey.PAYMENTS
    fund: int
    grant: int


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """A batch of payments (its id) of a fund; ``line`` is the id of one of them, 0 for the first."""

    page: ClassVar[PageKey] = PageKey.PAYMENTS
    fund: int
    batch: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class OpenThing:
    """A thing in the register of achievements (its id)."""

    page: ClassVar[PageKey] = PageKey.ACHIEVEMENTS
    thing: int


@dataclass(frozen=True, slots=True)
class OpenSetting:
    """A setting that something waits for: the name of a field of the office, or ``errors.POLICIES``."""

    page: ClassVar[PageKey] = PageKey.SETTINGS
    name: str


@dataclass(frozen=True, slots=True)
class OpenAuditLog:
    """What everybody did and saw: the audit log among the settings."""

    page: ClassVar[PageKey] = PageKey.SETTINGS


Destination = (
    NewApplication
    | ContinueDraft
    | OpenApplication
    | ServeLetter
    | SignSheet
    | ListCall
    | DecideApplications
    | OpenLetter
    | IssueLetters
    | PublishApplications
    | AskAbout
    | OpenObjections
    | OpenGrant
    | PayGrant
    | OpenBatch
    | OpenThing
    | OpenSetting
    | OpenAuditLog
)


@dataclass(frozen=True, slots=True)
class Origin:
    """From where a clerk was sent: the word of that page in the navigation, and what leads back there."""

    page: str = ""
    come_back: Callable[[], None] = lambda: None
