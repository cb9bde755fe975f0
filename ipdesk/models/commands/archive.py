"""The archive 归档, and papers that came in 来文 for the files in it."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.records import IncomingDetails, PageCount, Retention
from ipdesk.models.records.archive import ArchiveTrial
from ipdesk.models.workflow import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveApplication(Command[str]):
    """Put an application that is settled into the archive, under the next number. Answers that number 档号.

    From then on nothing is done with it but a clawback. ``unserved`` says why a letter that went out was not
    served, where one was not; ``pages`` how many pages things in the file have that the program did not
    print, where somebody counted them. Raises InvalidInput where that is not said, for pages that cannot be,
    or where the office has not said what its numbers consist of, Conflict where it lies there already, is
    not settled, or a clawback is on its way.
    """

    permission = Act.ARCHIVE.permission

    application: int
    retention: Retention
    remark: str = ""
    unserved: str = ""
    pages: tuple[PageCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutOfArchive(Command[None]):
    """Take a file out of the archive again, with a reason: it was put there by mistake, or is to go on.

    Its number stays used; in the archive again it gets another. Raises InvalidInput without a reason that
    says something, Conflict where it does not lie there.
    """

    permission = Act.TAKE_OUT.permission

    application: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveApplications(Command[tuple[str, ...]]):
    """Put applications into the archive, all of them or none; each gets the next number, in this order.

    Answers their numbers. Raises as ArchiveApplication does.
    """

    permission = Act.ARCHIVE.permission

    applications: tuple[int, ...]
    retention: Retention
    remark: str = ""
    unserved: str = ""
    pages: tuple[PageCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TryArchiving(Command[tuple[ArchiveTrial, ...]]):
    """Answer which of many applications could be put into the archive, under which numbers; write nothing.

    Nothing is raised for one that cannot be: its trial says why. Raises InvalidInput for what would be wrong
    of each.
    """

    permission = Act.ARCHIVE.permission

    archiving: ArchiveApplications


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAllOutOfArchive(Command[None]):
    """Take files out of the archive that were put there together, all of them or none.

    Raises as TakeOutOfArchive does, and NotPermitted for who is related to the applicant of one of them.
    """

    permission = Act.TAKE_OUT.permission

    applications: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIncomingPaper(Command[int]):
    """Write down a paper that came in, for the list of an application's file. Answers its id.

    Those that steps rest on are written down with these; this is for all others, and for those of an earlier
    time. Raises InvalidInput for what is missing or cannot be, Conflict where the application is no more than
    a draft, or has just this paper already. That its day lies before the application came in is a doubt,
    which ``early`` confirms. Minutes are ``alike`` for all files that were proposed or decided by them: they
    are written down in each that has none of them yet, but in none that is closed to who acts.
    """

    permission = Act.RECEIVE.permission

    application: int
    paper: IncomingDetails
    early: bool = False
    alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectIncomingPaper(Command[int]):
    """Put right what was written down of a paper, with a reason; None for ``details`` strikes it out.

    What was written before stays, and is listed no more. Answers the id of the new record. Raises
    InvalidInput as RecordIncomingPaper does and without a reason, Conflict where somebody else has put it
    right by now.
    """

    permission = Act.RECEIVE.permission

    paper: int
    details: IncomingDetails | None
    reason: str
    early: bool = False
