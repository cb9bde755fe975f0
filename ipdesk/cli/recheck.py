"""``ipdesk recheck``: a year's applications evaluated again by the present packs, and what that changes."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from ipdesk.cli.common import INTERRUPTED, UnreadablePack, failures_told, known_policies
from ipdesk.models import queries
from ipdesk.models.awards.line_status import LINE_LABELS
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.report import Report, run_each
from ipdesk.models.services.recheck import (
    ChangedLines,
    RecheckedApplication,
    RecheckTotals,
    recheck_application,
)
from ipdesk.models.store import Store
from ipdesk.paths import default_data_dir
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Line
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.rules.source.findings import PackError

CHANGED, FAILED = 1, 2

Progress = Callable[[int, int], None]


class _Unknown(Exception):
    """A policy that is not among the packs."""


class _Progress:
    """Shows how many applications are done; once Ctrl+C was pressed the next one is not begun."""

    def __init__(self, show: Progress, wanted: Event) -> None:
        self._show, self._wanted = show, wanted
        self._done = self._total = 0

    def report(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    def stopping(self) -> bool:
        return self._wanted.is_set()

    def add(self, row: object) -> None:
        self._show(self._done + 1, self._total)


def show_progress(done: int, total: int) -> None:
    """Say how many of all applications are evaluated: in one line on a screen, now and then in a file.

    ``done`` and ``total`` are numbers of applications.
    """
    if sys.stderr.isatty():
        print(f"\r已核算 {done}/{total} 份", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done == total or done % 100 == 0:
        print(f"已核算 {done}/{total} 份", file=sys.stderr)


def run(
    year: int,
    policy: str | None = None,
    data_dir: Path | None = None,
    packs: Sequence[Path] = (),
    progress: Progress = show_progress,
) -> int:
    """Evaluate again and print what changed.

    Returns 0 if nothing did, 1 if something did, 2 if it could not be done, 130 if it was interrupted.
    """
    status, known = FAILED, (DeskError, PackError, UnreadablePack, _Unknown)
    with _interrupts() as wanted, failures_told("没有核算完", *known):
        folder = data_dir or default_data_dir()
        with closing(Store.open_to_read(folder)) as store:
            status = _recheck(store, year, policy, known_policies(packs, folder), progress, wanted)
    return status


def _recheck(
    store: Store, year: int, policy: str | None, library: PolicyLibrary, progress: Progress, wanted: Event
) -> int:
    if policy is not None and policy not in library.ids():
        raise _Unknown(f"没有政策 {policy} 的文件；可用 --pack 另加。")
    ids, found = store.read(queries.recheck_ids, year, policy), RecheckTotals()

    def again(application: int) -> Outcome[None]:
        item = recheck_application(store, application, library)
        found.count(item)
        if item.changes:
            print(_report(item))
        return Outcome(None)

    report: Report[int, None, Exception] = run_each(_Progress(progress, wanted), ids, again, ())
    if report.cut_short:
        print(f"\n已中断：共 {len(ids)} 份申请件，已核算 {found.done} 份，其余没有核算。", file=sys.stderr)
        return INTERRUPTED
    print(_summary(year, found))
    return CHANGED if found.changed else 0


@contextmanager
def _interrupts() -> Iterator[Event]:
    """Turn Ctrl+C into a wish, so that what is being printed is finished first."""
    wanted = Event()
    before = signal.signal(signal.SIGINT, lambda *_: wanted.set())
    try:
        yield wanted
    finally:
        signal.signal(signal.SIGINT, before)


# --- in words ---


def _summary(year: int, found: RecheckTotals) -> str:
    retired = f"另有 {found.retired} 份以前的资助所依据的条款已不在政策文件里。" if found.retired else ""
    if not found.changed:
        return f"{year} 年度共核算 {found.done} 份申请件，没有变化。{retired}"
    return (
        f"{year} 年度共核算 {found.done} 份申请件，{found.changed} 份有变化，"
        f"合计{_signed(found.difference)}。{retired}"
    )


def _report(item: RecheckedApplication) -> str:
    row = item.application
    lines = [f"{row.number} {row.applicant_name}（{item.policy.pack.short_title}，{row.state.label}）"]
    lines += [f"  {notice}" for notice in item.retired]
    for change in item.changes:
        lines += _sentences(change)
    return "\n".join(lines)


def _sentences(change: ChangedLines) -> Iterator[str]:
    several = f" 等 {len(change.refs)} 项" if len(change.refs) > 1 else ""
    yield (
        f"  {change.refs[0]}{several}，{change.title}："
        f"{_outcome(change.before, change.status_before)} → {_outcome(change.after, change.status_after)}"
        f"（{_signed(change.difference)}）"
    )
    yield from (f"    {sentence}" for sentence in change.why)


def _outcome(line: Line | None, status: str) -> str:
    if line is None:
        return "没有此项"
    word = LINE_LABELS[status]
    if line.amount:
        return f"{word} {grouped_yuan(line.amount)} 元"
    return f"{word}（按规定计算 {grouped_yuan(line.computed)} 元）" if line.computed else word


def _signed(fen: int) -> str:
    if not fen:
        return "金额不变"
    return f"{'增加' if fen > 0 else '减少'} {grouped_yuan(abs(fen))} 元"
