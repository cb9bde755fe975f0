"""``ipdesk recheck``: a year's applications evaluated again by the present packs, and what that changes."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, tee
from pathlib import Path
from threading import Event
from typing import NamedTuple

from ipdesk.cli import known_policies
from ipdesk.models import queries
from ipdesk.models.errors import DeskError
from ipdesk.models.evaluation import evaluate_case
from ipdesk.models.records import STATE_NAMES, RecheckCase
from ipdesk.models.store import Store
from ipdesk.paths import default_data_dir
from ipdesk.rules.batch import LineChange, compare, evaluate_all
from ipdesk.rules.case import Case
from ipdesk.rules.findings import PackError
from ipdesk.rules.library import PolicyLibrary
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Line, Result, Status

CHANGED, FAILED, INTERRUPTED = 1, 2, 130

_WORDS = {
    Status.AWARDED: "资助",
    Status.REDUCED: "限额核减后资助",
    Status.EXCLUDED: "不予重复或已达上限",
    Status.INELIGIBLE: "不符合条件",
    Status.INCOMPLETE: "信息不全",
    Status.UNDECIDED: "待核定",
    Status.REFERRED: "另按规定",
}

Progress = Callable[[int, int], None]


class _Unknown(Exception):
    """A policy that is not among the packs."""


class _Found(NamedTuple):
    """How far it came, and what was found: how many applications changed, by how much in all (fen)."""

    done: int
    changed: int
    difference: int


def show_progress(done: int, total: int) -> None:
    """Say how far it is: over and over in one line on a screen, now and then in a file."""
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
    try:
        folder = data_dir or default_data_dir()
        store = Store.open_to_read(folder)
        try:
            return _recheck(store, year, policy, known_policies(packs, folder), progress)
        finally:
            store.close()
    except (DeskError, PackError, _Unknown) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"无法读取 {error.filename}。", file=sys.stderr)
    return FAILED


def _recheck(store: Store, year: int, policy: str | None, library: PolicyLibrary, progress: Progress) -> int:
    policy_of = _policies(library)
    if policy is not None:
        policy_of(policy)
    ids = store.read(queries.recheck_ids, year, policy)
    cases = (store.read(queries.recheck_case, found, policy_of) for found in ids)
    with _interrupts() as wanted:
        found = _evaluate(cases, policy_of, lambda done: progress(done, len(ids)), wanted.is_set)
    if found.done < len(ids):
        print(f"\n已中断：共 {len(ids)} 份申请件，已核算 {found.done} 份，其余没有核算。", file=sys.stderr)
        return INTERRUPTED
    print(_summary(year, found))
    return CHANGED if found.changed else 0


def _policies(library: PolicyLibrary) -> Callable[[str], Policy]:
    def policy_of(policy_id: str) -> Policy:
        if policy_id not in library.ids():
            raise _Unknown(f"没有政策 {policy_id} 的文件；可用 --pack 另加。")
        return library.policy(policy_id)

    return policy_of


@contextmanager
def _interrupts() -> Iterator[Event]:
    """Turn Ctrl+C into a wish, so that what is being printed is finished first."""
    wanted = Event()
    before = signal.signal(signal.SIGINT, lambda *_: wanted.set())
    try:
        yield wanted
    finally:
        signal.signal(signal.SIGINT, before)


def _evaluate(
    cases: Iterable[RecheckCase],
    policy_of: Callable[[str], Policy],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> _Found:
    """Print every application that changed as soon as it is found."""
    asked, given = tee(cases)
    current: list[RecheckCase] = []

    def plain() -> Iterator[Case]:
        for item in asked:
            current[:] = [item]
            yield item.case

    def again(policy: Policy, case: Case) -> Result:
        return evaluate_case(policy, case, current[0].lowered)

    done = changed = difference = 0
    results = evaluate_all(plain(), policy_of, progress, cancelled, again)
    for result, item in zip(results, given, strict=False):
        changes = compare(item.kept, result)
        done, changed = done + 1, changed + bool(changes)
        difference += sum(change.difference for change in changes)
        if changes:
            print(_told(item, changes, policy_of(item.case.policy)))
    return _Found(done, changed, difference)


# --- in words ---


def _summary(year: int, found: _Found) -> str:
    if not found.changed:
        return f"{year} 年度共核算 {found.done} 份申请件，没有变化。"
    return (
        f"{year} 年度共核算 {found.done} 份申请件，{found.changed} 份有变化，"
        f"合计{_signed(found.difference)}。"
    )


def _told(item: RecheckCase, changes: Sequence[LineChange], policy: Policy) -> str:
    row = item.application
    lines = [f"{row.number} {row.applicant_name}（{policy.pack.short_title}，{STATE_NAMES[row.state]}）"]
    refs = {found.id: found.ref or found.id for found in item.case.achievements}
    for _, alike in groupby(changes, key=_likeness):
        lines += _sentences([*alike], refs, policy)
    return "\n".join(lines)


def _likeness(change: LineChange) -> tuple[object, ...]:
    """Say what makes changes one: a range of works changes in one breath."""
    return change.rule, _outcome(change.before), _outcome(change.after), change.why


def _sentences(alike: Sequence[LineChange], refs: dict[str, str], policy: Policy) -> Iterator[str]:
    first = alike[0]
    several = f" 等 {len(alike)} 项" if len(alike) > 1 else ""
    total = _signed(sum(change.difference for change in alike))
    yield (
        f"  {refs[first.achievement]}{several}，{_clause(first, policy)}："
        f"{_outcome(first.before)} → {_outcome(first.after)}（{total}）"
    )
    yield from (f"    {sentence}" for sentence in _reasons(first))


def _clause(change: LineChange, policy: Policy) -> str:
    known = change.rule in policy.rule_ids()
    return policy.rule(change.rule).title if known else change.rule


def _reasons(change: LineChange) -> tuple[str, ...]:
    if change.after is None:
        return ("现行政策文件中，这项规定不再适用于本项。",)
    return change.why or ("理由相同，只有金额不同。",)


def _outcome(line: Line | None) -> str:
    if line is None:
        return "无"
    word = _WORDS[line.status]
    if line.amount:
        return f"{word} {grouped_yuan(line.amount)} 元"
    return f"{word}（按规定计算 {grouped_yuan(line.computed)} 元）" if line.computed else word


def _signed(fen: int) -> str:
    if not fen:
        return "金额不变"
    return f"{'增加' if fen > 0 else '减少'} {grouped_yuan(abs(fen))} 元"
