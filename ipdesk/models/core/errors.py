"""What can go wrong, sorted by who can help it. Every message is Chinese and says what to do.

For whoever maintains the program, ``places`` says where an error nobody expected happened.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

POLICIES = "policies"


class Problem(NamedTuple):
    """One remark about something that was entered.

    ``field`` is the name of the field (``name``, ``identity``, a fact's id, ``date``, ``ref`` ...), ``row``
    the id of the row it stands in (``""`` outside a table of achievements). A ``confirmable`` problem is a
    doubt: it goes away when the clerk confirms the field; the others have to be put right. ``suggestion`` is
    a text that the clerk may take instead, empty for none.
    """

    field: str
    message: str
    row: str = ""
    confirmable: bool = False
    suggestion: str = ""


class Difference(NamedTuple):
    """One line that is not as it was shown; amounts in fen, None where the line is absent."""

    achievement: str
    rule: str
    shown_status: str | None
    shown_amount: int | None
    status: str | None
    amount: int | None


class DeskError(Exception):
    """The base of all errors of the models; ``message`` is a Chinese sentence for the clerk.

    ``setting`` names what has to be set first, where that is the reason: a field of the office, or
    ``POLICIES`` for the files of policies.
    """

    def __init__(self, message: str, setting: str = "") -> None:
        self.message, self.setting = message, setting
        super().__init__(message)


class StoreError(DeskError):
    """The database could not be used; nothing was changed by the attempt."""


class LockedDatabase(StoreError):
    """Another program held the database for longer than the desk waits."""


class NewerDatabase(StoreError):
    """The database was written by a newer version; it has not been touched."""


class DamagedDatabase(StoreError):
    """The file is no database, or SQLite found it malformed."""


class MixedDatabase(StoreError):
    """The file and the log beside it are of different times; putting them together would ruin both."""


class OlderDatabase(StoreError):
    """The database lacks what was saved in its folder before; it has not been touched, and may be used."""


class MovedDatabase(StoreError):
    """The file in the data folder is no longer the one that was opened, or is gone."""


class DiskFull(StoreError):
    """There is no room left; the transaction was rolled back."""


class ReadOnlyFolder(StoreError):
    """The data folder or the file in it cannot be written."""


class InvalidInput(DeskError):
    """What was entered cannot be saved as it is; ``problems`` says why, field by field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        said = Counter(problem.message for problem in self.problems)
        super().__init__("\n".join(_counted(message, count) for message, count in said.items()))


def _counted(message: str, count: int) -> str:
    """Return a sentence that is true of several things, said once."""
    return message if count == 1 else f"{message}（共{count}处）"


def refuse(problems: Iterable[Problem]) -> None:
    """Raise InvalidInput with all problems; nothing happens where there are none."""
    found = tuple(problems)
    if found:
        raise InvalidInput(found)


def refuse_field(field: str, fault: str) -> None:
    """Raise InvalidInput about a field with the sentence ``fault``; nothing happens for ""."""
    refuse([Problem(field, fault)] if fault else ())


class Conflict(DeskError):
    """Something changed since it was shown; ``differences`` names the lines where a result is concerned."""

    def __init__(self, message: str, differences: Iterable[Difference] = ()) -> None:
        self.differences = tuple(differences)
        super().__init__(message)


class PolicyReplaced(Conflict):
    """The file of an own policy was replaced or removed since it was read; nothing was decided by it."""


class NotPermitted(DeskError):
    """Whoever acts may not do that; nothing was written."""


class NotFound(DeskError):
    """A record that was asked for is not (or no longer) there."""


def places(error: BaseException) -> Iterator[str]:
    """Yield the kinds of an error and its causes and their places in the code, line by line.

    Messages may quote what was typed and are left out.
    """
    seen: BaseException | None = error
    while seen is not None:
        yield f"{type(seen).__module__}.{type(seen).__qualname__}"
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"  {place_in_code(frame.filename)}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or seen.__context__


def place_in_code(filename: str) -> str:
    """Return the end of the path of a file: the folders before it may bear somebody's name."""
    return "/".join(Path(filename).parts[-3:])
