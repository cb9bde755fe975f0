"""The command line: the desk itself, and the same functions for scripts and administrators."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from ipdesk import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ipdesk``; returns the exit status."""
    options = _parser().parse_args(arguments)
    if options.command == "evaluate":
        return evaluate(options.cases)
    if options.command == "check":
        return check(options.packs)
    from ipdesk import app

    return app.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ipdesk", description="知识产权资助受理：不带参数时打开窗口。")
    parser.add_argument("--version", action="version", version=f"ipdesk {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="目录", help="数据存放的目录（默认在用户数据目录）")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    evaluating = commands.add_parser("evaluate", help="核算 JSON Lines 形式的案例，逐行给出结果")
    evaluating.add_argument("cases", metavar="CASES.jsonl", help="案例文件，- 表示标准输入")
    checking = commands.add_parser("check", help="检查政策文件")
    checking.add_argument("packs", nargs="+", type=Path, metavar="PACK")
    for name, text in (("demo", "离屏演示一遍受理流程"), ("screenshots", "生成各页面的截图")):
        showing = commands.add_parser(name, help=text)
        showing.add_argument("--out", type=Path, required=True, metavar="目录", help="图片和文书存放的目录")
    return parser


def evaluate(cases: str) -> int:
    """Answer the cases of a file or of standard input on standard output; 1 if any could not be read."""
    if cases == "-":
        return _evaluate(sys.stdin.buffer)
    try:
        with Path(cases).open("rb") as lines:
            return _evaluate(lines)
    except OSError as error:
        print(f"无法读取 {cases}：{error.strerror}", file=sys.stderr)
        return 2


def _evaluate(lines: BinaryIO) -> int:
    from ipdesk.rules.library import standard_library
    from ipdesk.rules.stream import evaluate_lines

    failed = False
    try:
        for answer in evaluate_lines(lines, standard_library()):
            # A lone surrogate in a name becomes its JSON escape instead of ending the stream.
            sys.stdout.buffer.write(answer.text.encode("utf-8", errors="backslashreplace") + b"\n")
            sys.stdout.buffer.flush()
            failed = failed or answer.failed
    except BrokenPipeError:
        return _reader_left()
    return int(failed)


def _reader_left() -> int:
    """Give the unwritten rest to nobody, so that closing the stream at exit does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def check(packs: Sequence[Path]) -> int:
    """Check packs and print every finding; 1 if any pack cannot be used."""
    from ipdesk.rules.findings import PackError
    from ipdesk.rules.library import check_file

    failed = False
    for path in packs:
        try:
            policy, findings = check_file(path)
        except PackError as error:
            failed = True
            print(error, file=sys.stderr)
        except OSError as error:
            failed = True
            print(f"无法读取 {path}：{error.strerror}", file=sys.stderr)
        else:
            failed = failed or bool(findings)
            for finding in findings:
                print(finding, file=sys.stderr)
            if not findings:
                count = len(policy.pack.rules), len(policy.pack.examples)
                print("{}：{} 条规定、{} 个例子，检查通过。".format(path.name, *count))
    return int(failed)
