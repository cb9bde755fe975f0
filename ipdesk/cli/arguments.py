"""The arguments of the command line, and which command carries them out."""

from __future__ import annotations

import argparse
import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from ipdesk import __version__
from ipdesk.cli.common import INTERRUPTED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ipdesk``; returns the exit status."""
    if getattr(sys, "frozen", False):
        _serve_as_process()
    _keep_writing()
    _collect_rarely()
    options = _parser().parse_args(arguments)
    if "script" in options:
        try:
            return int(options.script(options))
        except KeyboardInterrupt:
            print("已中断。", file=sys.stderr)
            return INTERRUPTED
    from ipdesk import app

    return app.run(options)


def _serve_as_process() -> None:
    """Do what the window has its own processes do, and end, where this is one of them.

    A frozen program has no other interpreter to start: each of them is the program again.
    """
    import multiprocessing

    multiprocessing.freeze_support()


def _keep_writing() -> None:
    """Let a name in rare characters not end a command where a terminal or its pipe cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _collect_rarely() -> None:
    """Look for garbage in cycles rarely: modules and records stay, and what is dropped is freed without."""
    gc.set_threshold(10_000, 20, 20)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ipdesk", description="知识产权资助受理：不带参数时打开窗口。")
    parser.add_argument("--version", action="version", version=f"ipdesk {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="目录", help="数据存放的目录（默认在用户数据目录）")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    _add_evaluate(commands.add_parser("evaluate", help="核算 JSON Lines 形式的案例，逐行给出结果"))
    _add_check(commands.add_parser("check", help="检查政策文件：写法、词汇、上限和算例"))
    _add_recheck(commands.add_parser("recheck", help="按现行政策文件重新核算一个年度，列出变化；不改动数据"))
    _add_audit(commands.add_parser("audit", help="核对操作记录的校验链是否完整，可另存记录；不改动数据"))
    _add_read(commands.add_parser("read", help="读出证书（PDF）写明的内容，一份一行 JSON；不写入数据"))
    _add_import(commands.add_parser("import", help="读一份清单（Excel、CSV），一行一个 JSON；--write 才写入"))
    _add_fund_report(commands.add_parser("fund-report", help="生成专项资金绩效自评报告（PDF 和工作簿）"))
    _add_showing(commands.add_parser("demo", help="离屏演示一遍受理流程"))
    _add_showing(commands.add_parser("screenshots", help="生成各页面的截图"))
    return parser


def _add_evaluate(evaluating: argparse.ArgumentParser) -> None:
    evaluating.add_argument("cases", metavar="CASES.jsonl", help="案例文件，- 表示标准输入")
    evaluating.add_argument("--pack", action="append", type=Path, default=[], help="另加一个政策文件，可重复")
    evaluating.add_argument("--guards", action="store_true", help="按国家有关规定附加提示，不改变金额")
    evaluating.set_defaults(script=_evaluate)


def _evaluate(options: argparse.Namespace) -> int:
    from ipdesk.cli import evaluate

    return evaluate.run(options.cases, options.pack, options.data_dir, guarded=options.guards)


def _add_check(checking: argparse.ArgumentParser) -> None:
    checking.add_argument("packs", nargs="+", type=Path, metavar="PACK", help="政策文件，可以写几个")
    checking.set_defaults(script=_check)


def _check(options: argparse.Namespace) -> int:
    from ipdesk.cli import check

    return check.run(options.packs)


def _add_recheck(rechecking: argparse.ArgumentParser) -> None:
    rechecking.add_argument("--year", type=int, required=True, metavar="年度", help="申报年度")
    rechecking.add_argument("--policy", metavar="ID", help="只核算这一项政策")
    rechecking.add_argument("--pack", action="append", type=Path, default=[], help="另加一个政策文件，可重复")
    _add_data_dir(rechecking)
    rechecking.set_defaults(script=_recheck)


def _recheck(options: argparse.Namespace) -> int:
    from ipdesk.cli import recheck

    return recheck.run(options.year, options.policy, options.data_dir, options.pack)


def _add_audit(auditing: argparse.ArgumentParser) -> None:
    auditing.add_argument("--json", action="store_true", help="结果写成一行 JSON")
    kept = "另把全部操作记录存为 JSON Lines 文件，供检查人员用其他程序核对；只有编号，没有姓名和内容"
    auditing.add_argument("--entries", type=Path, metavar="文件", help=kept)
    _add_data_dir(auditing)
    auditing.set_defaults(script=_audit)


def _audit(options: argparse.Namespace) -> int:
    from ipdesk.cli import audit

    return audit.run(options.data_dir, as_json=options.json, entries=options.entries)


def _add_fund_report(reporting: argparse.ArgumentParser) -> None:
    reporting.add_argument("--sample", required=True, metavar="ID", help="随程序提供的样例资金")
    reporting.add_argument("--out", type=Path, required=True, metavar="目录", help="报告存放的目录")
    reporting.set_defaults(script=_fund_report)


def _fund_report(options: argparse.Namespace) -> int:
    from ipdesk.cli import fund_report

    return fund_report.run(options.sample, options.out)


def _add_read(reading: argparse.ArgumentParser) -> None:
    reading.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDF 文件，可以写几个")
    _add_data_dir(reading)
    reading.set_defaults(script=_read)


def _read(options: argparse.Namespace) -> int:
    from ipdesk.cli import read

    return read.run(options.files, options.data_dir)


def _add_import(importing: argparse.ArgumentParser) -> None:
    importing.add_argument("file", type=Path, metavar="FILE", help="授权、登记清单：.xlsx、.xls 或 .csv")
    importing.add_argument("--write", action="store_true", help="登记新的成果")
    importing.add_argument("--changed", action="store_true", help="和 --write 一起：有变化的也改")
    chosen = "几列都像时选定一列，如 date=授权公告日，可重复"
    importing.add_argument("--column", action="append", default=[], metavar="项=列名", help=chosen)
    importing.add_argument("--person", default="", metavar="姓名", help="由谁导入；登录要密码的单位必须写明")
    _add_data_dir(importing)
    importing.set_defaults(script=_import)


def _import(options: argparse.Namespace) -> int:
    from ipdesk.cli import import_list

    wishes = import_list.Wishes(
        write=options.write,
        changed=options.changed,
        columns=tuple(options.column),
        person=options.person,
    )
    return import_list.run(options.file, options.data_dir, wishes)


def _add_showing(showing: argparse.ArgumentParser) -> None:
    showing.add_argument("--out", type=Path, required=True, metavar="目录", help="图片和文书存放的目录")


def _add_data_dir(parser: argparse.ArgumentParser) -> None:
    """Take the folder behind the word, too: with a default of its own it would forget what stood before."""
    parser.add_argument("--data-dir", type=Path, metavar="目录", default=argparse.SUPPRESS)
