"""What the commands share: exit statuses, sentences about files, the policies that they know."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy
    from ipdesk.rules.library.check_file import CheckedFile
    from ipdesk.rules.library.policy_library import PolicyLibrary

INTERRUPTED = 130
"""The exit status of what Ctrl+C ended, as shells know it."""


def unreadable(path: str | Path, error: OSError) -> str:
    """Return the sentence about a file that cannot be read."""
    reasons = {
        FileNotFoundError: "没有这个文件",
        IsADirectoryError: "这是一个文件夹",
        PermissionError: "没有读取的权限",
    }
    return f"无法读取 {path}：{reasons.get(type(error), '读取时出错')}。"


def unexpected(error: Exception, undone: str) -> str:
    """Return what to say of an error that nobody expected: ``undone`` is what was not done, then places.

    A traceback would quote what stands in the database.
    """
    from ipdesk.models.core.errors import places

    sentence = f"程序没有料到这种情况，{undone}。请把下面几行交给维护人员，其中不含申请人的任何信息："
    return "\n".join((sentence, *places(error)))


@contextmanager
def failures_told(undone: str, *known: type[Exception]) -> Iterator[None]:
    """Tell on standard error what a command fails by in the block; Ctrl+C passes.

    ``known`` errors say it themselves; ``undone`` is what was not done where nobody expected the error.
    """
    try:
        yield
    except known as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(unreadable(error.filename or "", error), file=sys.stderr)
    except Exception as error:
        print(unexpected(error, undone), file=sys.stderr)


class UnreadablePack(Exception):
    """A pack named on the command line that cannot be read; its text is the Chinese sentence."""


def known_policies(packs: Sequence[Path], data_dir: Path | None) -> PolicyLibrary:
    """Return the program's policies, those of ``packs`` and those that the office keeps in ``data_dir``.

    Packs and files of the office that cannot be used are named on standard error, and so is a pack that
    takes the place of a policy of the program. Raises UnreadablePack.
    """
    from ipdesk.rules.library import office_packs as own_packs
    from ipdesk.rules.library.policy_library import library_with

    library = library_with(())
    for policy in _sound(packs):
        library.add(policy)
    if data_dir is not None:
        own = own_packs.read_folder(data_dir / own_packs.FOLDER, library.built_in())
        library.set_own(own_packs.usable_policies(own))
        for finding in (finding for pack in own for finding in pack.errors):
            print(finding, file=sys.stderr)
    return library


def _sound(packs: Sequence[Path]) -> Iterator[Policy]:
    """Yield the policies of packs that pass the check, each file read once; says of the others why not."""
    from ipdesk.rules.library.check_file import check_file

    for path in packs:
        try:
            checked = check_file(path)
        except OSError as error:
            raise UnreadablePack(unreadable(path, error)) from error
        _tell(path, checked)
        if checked.passed and checked.policy is not None:
            yield checked.policy


def _tell(path: Path, checked: CheckedFile) -> None:
    """Name on standard error what is wrong with a pack, or that it takes the place of a built-in policy."""
    from ipdesk.rules.library.policy_library import standard_library
    from ipdesk.rules.source.findings import Severity

    for finding in checked.findings:
        if finding.severity is Severity.ERROR:
            print(finding, file=sys.stderr)
    if checked.passed and path.stem in standard_library().built_in():
        print(f"{path}：代替程序内置的政策“{path.stem}”。", file=sys.stderr)
