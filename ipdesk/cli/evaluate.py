"""``ipdesk evaluate``: cases from a file or standard input, answered line by line on standard output."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ipdesk.cli.common import UnreadablePack, known_policies, unreadable

if TYPE_CHECKING:
    from ipdesk.rules.library.evaluate_stream import Answer


def run(
    cases: str, packs: Sequence[Path] = (), data_dir: Path | None = None, *, guarded: bool = False
) -> int:
    """Answer the cases of a file or of standard input on standard output; 1 if any could not be read.

    ``packs`` are known besides the program's own, and so are those that the office keeps in ``data_dir``;
    with ``guarded`` the national rules add their notices.
    """
    if cases == "-":
        return _evaluate(sys.stdin.buffer, packs, data_dir, guarded)
    try:
        lines = Path(cases).open("rb")  # noqa: SIM115 - only opening may fail here; what follows writes
    except OSError as error:
        print(unreadable(cases, error), file=sys.stderr)
        return 2
    with lines:
        return _evaluate(lines, packs, data_dir, guarded)


def _evaluate(lines: BinaryIO, packs: Sequence[Path], data_dir: Path | None, guarded: bool) -> int:
    from ipdesk.rules.analysis.national_guards import standard_guards
    from ipdesk.rules.library.evaluate_stream import evaluate_lines
    from ipdesk.rules.source.findings import PackError

    guards = standard_guards() if guarded else ()
    try:
        return _answer(evaluate_lines(lines, known_policies(packs, data_dir), guards))
    except (PackError, UnreadablePack) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(unreadable(error.filename or "", error), file=sys.stderr)
    return 2


def _answer(answers: Iterable[Answer]) -> int:
    failed, out = False, sys.stdout.buffer
    for answer in answers:
        # A lone surrogate in a name becomes its JSON escape instead of ending the stream.
        text = answer.text.encode("utf-8", errors="backslashreplace") + b"\n"
        try:
            out.write(text)
            out.flush()
        except BrokenPipeError:
            return _reader_left()
        except OSError as error:
            return _unwritten(error)
        failed = failed or answer.failed
    return int(failed)


def _unwritten(error: OSError) -> int:
    """Say that the answers could not be written; what was not written is given to nobody."""
    reason = "磁盘已满" if error.errno == errno.ENOSPC else "写入时出错"
    print(f"结果没有写完：{reason}。请腾出空间或者换一个位置，再执行一次。", file=sys.stderr)
    _reader_left()
    return 2


def _reader_left() -> int:
    """Give the unwritten rest to nobody, so that closing the stream at exit does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
