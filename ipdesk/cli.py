"""The command line: the desk itself, and the same functions for scripts and administrators."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ipdesk import __version__

if TYPE_CHECKING:
    from ipdesk.rules.library import PolicyLibrary
    from ipdesk.rules.policy import Policy
    from ipdesk.rules.stream import Answer


INTERRUPTED = 130
"""The exit status of what Ctrl+C ended, as shells know it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ipdesk``; returns the exit status."""
    options = _parser().parse_args(arguments)
    if options.command in ("evaluate", "check", "recheck"):
        try:
            return _run_script(options)
        except KeyboardInterrupt:
            print("已中断。", file=sys.stderr)
            return INTERRUPTED
    from ipdesk import app

    return app.run(options)


def _run_script(options: argparse.Namespace) -> int:
    if options.command == "evaluate":
        return evaluate(options.cases, options.pack, options.data_dir, guarded=options.guards)
    if options.command == "check":
        from ipdesk import pack_check

        return pack_check.run(options.packs)
    from ipdesk import recheck

    return recheck.run(options.year, options.policy, options.data_dir, options.pack)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ipdesk", description="知识产权资助受理：不带参数时打开窗口。")
    parser.add_argument("--version", action="version", version=f"ipdesk {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="目录", help="数据存放的目录（默认在用户数据目录）")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    evaluating = commands.add_parser("evaluate", help="核算 JSON Lines 形式的案例，逐行给出结果")
    evaluating.add_argument("cases", metavar="CASES.jsonl", help="案例文件，- 表示标准输入")
    evaluating.add_argument("--pack", action="append", type=Path, default=[], help="另加一个政策文件，可重复")
    evaluating.add_argument("--guards", action="store_true", help="按国家有关规定附加提示，不改变金额")
    checking = commands.add_parser("check", help="检查政策文件：写法、词汇、上限和算例")
    checking.add_argument("packs", nargs="+", type=Path, metavar="PACK", help="政策文件，可以写几个")
    _add_recheck(commands.add_parser("recheck", help="按现行政策文件重新核算一个年度，列出变化；不改动数据"))
    for name, text in (("demo", "离屏演示一遍受理流程"), ("screenshots", "生成各页面的截图")):
        showing = commands.add_parser(name, help=text)
        showing.add_argument("--out", type=Path, required=True, metavar="目录", help="图片和文书存放的目录")
    return parser


def _add_recheck(rechecking: argparse.ArgumentParser) -> None:
    rechecking.add_argument("--year", type=int, required=True, metavar="年度", help="申报年度")
    rechecking.add_argument("--policy", metavar="ID", help="只核算这一项政策")
    rechecking.add_argument("--pack", action="append", type=Path, default=[], help="另加一个政策文件，可重复")
    # Before or after the word: without a default of its own it would forget what stood before.
    rechecking.add_argument("--data-dir", type=Path, metavar="目录", default=argparse.SUPPRESS)


def evaluate(
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


def unreadable(path: str | Path, error: OSError) -> str:
    """Return the sentence about a file that cannot be read."""
    reasons = {
        FileNotFoundError: "没有这个文件",
        IsADirectoryError: "这是一个文件夹",
        PermissionError: "没有读取的权限",
    }
    return f"无法读取 {path}：{reasons.get(type(error), '读取时出错')}。"


def _evaluate(lines: BinaryIO, packs: Sequence[Path], data_dir: Path | None, guarded: bool) -> int:
    from ipdesk.rules.findings import PackError
    from ipdesk.rules.guards import standard_guards
    from ipdesk.rules.stream import evaluate_lines

    guards = standard_guards() if guarded else ()
    try:
        return _answer(evaluate_lines(lines, known_policies(packs, data_dir), guards))
    except PackError as error:
        print(error, file=sys.stderr)
    except UnreadablePack as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(unreadable(error.filename or "", error), file=sys.stderr)
    return 2


class UnreadablePack(Exception):
    """A pack named on the command line that cannot be read; its text is the Chinese sentence."""


def known_policies(packs: Sequence[Path], data_dir: Path | None) -> PolicyLibrary:
    """Return the program's policies, those of ``packs`` and those that the office keeps in ``data_dir``.

    Packs and files of the office that cannot be used are named on standard error, and so is a pack that
    takes the place of a policy of the program. Raises UnreadablePack.
    """
    from ipdesk.rules import own_packs
    from ipdesk.rules.library import library_with

    library = library_with(())
    for policy in _sound(packs):
        library.add(policy)
    if data_dir is not None:
        own = own_packs.read_folder(data_dir / own_packs.FOLDER, library.built_in())
        library.take_own(own_packs.offered(own))
        for finding in (finding for pack in own for finding in pack.errors):
            print(finding, file=sys.stderr)
    return library


def _sound(packs: Sequence[Path]) -> Iterator[Policy]:
    """Yield the policies of packs that pass the check, each file read once; says of the others why not."""
    from ipdesk.rules.check_file import check_file
    from ipdesk.rules.findings import Severity
    from ipdesk.rules.library import standard_library

    for path in packs:
        try:
            checked = check_file(path)
        except OSError as error:
            raise UnreadablePack(unreadable(path, error)) from error
        for finding in checked.findings:
            if finding.severity is Severity.ERROR:
                print(finding, file=sys.stderr)
        if checked.passed and checked.policy is not None:
            if path.stem in standard_library().built_in():
                print(f"{path}：代替程序内置的政策“{path.stem}”。", file=sys.stderr)
            yield checked.policy


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
