"""The program is killed while somebody types without a pause: what is older than two seconds is there."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext, suppress
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QLineEdit

from ipdesk.app import launch
from ipdesk.demo.clerk import Clerk
from ipdesk.demo.stage import RunningDesk, running
from ipdesk.models.commands import AcceptApplication, RegisterApplicant, SaveDraft
from ipdesk.models.records import DraftTotals, RawAchievement
from ipdesk.models.store import DATABASE_NAME
from ipdesk.ui.desk.destinations import ContinueDraft, OpenApplication
from tests.actors import CLERK
from tests.end_to_end.past import ELDER, POLICY, opened
from tests.end_to_end.typing_until_killed import open_fund, open_killed
from tests.faults import locked

AT_MOST = 2.0
"""Seconds of typing that may be lost."""
TYPED = 3.0
"""Seconds of typing before the program is killed, each in which it was not writing."""
AT_ONCE = 5
"""Programs; each takes most of a processor while it starts."""

REFUSAL = "CREATE TRIGGER refuse BEFORE {} ON {} BEGIN SELECT RAISE(ABORT, 'refused for a test'); END"
BROKEN = {
    "draft": [REFUSAL.format("INSERT", "draft")],
    "decision": [REFUSAL.format("INSERT", "decision_draft")],
}
"""What makes saving fail in a way that nobody expects."""


class Case(NamedTuple):
    """A form that is typed into, what goes on meanwhile, and what is wrong with the database."""

    form: str
    how: str = "busy"
    broken: bool = False


CASES = [
    *map(Case, ("draft", "rows", "registration", "change", "decision", "first_start", "settings", "fund")),
    Case("draft", "locked"),
    Case("draft", broken=True),
    Case("decision", broken=True),
]


@pytest.fixture(scope="module")
def strokes(
    processes: BaseContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Case, tuple[Path, list[float]]]]:
    """Have every case typed and killed; gives the data folder and the moments of the strokes."""
    folders = {case: tmp_path_factory.mktemp(case.form) for case in CASES}
    for case, folder in folders.items():
        prepare(folder, case)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        typed = list(pool.map(lambda case: typed_until_killed(processes, folders[case], case), CASES))
    yield {case: (folders[case], moments) for case, moments in zip(CASES, typed, strict=True)}


def prepare(folder: Path, case: Case) -> None:
    """Set an office up with an accepted application, unless it is the first start."""
    if case.form == "first_start":
        return
    store = opened(folder, 0)
    applicant = store.run(RegisterApplicant(details=ELDER), CLERK).value
    if case.form == "decision":
        row = RawAchievement(id="1", kind="project", ref="SF-1", date="2022-04-20",
                             facts={"type": "high_value_cultivation"})  # fmt: skip
        draft = SaveDraft(applicant=applicant, policy=POLICY.id, year=2022, rows=(row,), totals=DraftTotals())
        saved = store.run(draft, CLERK).value
        store.run(AcceptApplication(application=1, revision=saved.revision, policy=POLICY), CLERK)
    store.close()
    if case.broken:
        change(folder, *BROKEN[case.form])


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as database:
        for statement in statements:
            database.execute(statement)


def typed_until_killed(processes: BaseContext, folder: Path, case: Case) -> list[float]:
    """Start the program, have it typed into, kill it in the middle; return the moments of the strokes."""
    strokes, out = processes.Pipe(duplex=False)
    arguments = (folder, case.form, case.how, out)
    program = processes.Process(target=open_killed, args=arguments, daemon=True)
    program.start()
    out.close()
    moments = [strokes.recv()]
    with locked(folder) if case.how == "locked" else nullcontext(), suppress(EOFError):
        while moments[-1] < TYPED:
            moments.append(strokes.recv())
        program.kill()
    with suppress(EOFError):
        while True:
            moments.append(strokes.recv())
    program.join()
    return moments


@pytest.mark.usefixtures("_dressed")
@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_what_is_older_than_two_seconds_is_there_at_the_next_start(
    case: Case, strokes: dict[Case, tuple[Path, list[float]]]
) -> None:
    folder, moments = strokes[case]
    assert moments[-1] >= TYPED, "it ended by itself"
    if case.broken:
        change(folder, "DROP TRIGGER refuse")
    with running(launch, folder) as (program, clerk):
        clerk.settle()
        show(program, clerk, case.form)
        saved = sevens(clerk)
        if case.form == "settings" and saved:
            clerk.click(clerk.find("恢复原样"))  # or the window would ask before it closes
        elif case.form == "fund":
            clerk.press("Esc")  # it closes without a question
    lost = moments[saved:]
    assert not lost or moments[-1] - lost[0] <= AT_MOST, f"{len(lost)} of {len(moments)} strokes are gone"


def show(program: RunningDesk, clerk: Clerk, form: str) -> None:
    """Bring into sight what was typed, where the start does not."""
    if form == "draft" and not sevens(clerk):
        assert program.desk is not None
        program.desk.open(ContinueDraft(1))
    elif form == "decision":
        assert program.desk is not None
        program.desk.open(OpenApplication(1))
        clerk.settle()
        clerk.press("F9")
        clerk.wait_to_see("会议纪要编号")
    elif form == "settings":
        clerk.press("Ctrl+8")
    elif form == "fund":
        open_fund(clerk)
    clerk.settle()


def sevens(clerk: Clerk) -> int:
    """Return how many strokes are in sight."""
    texts = (line.text() for line in clerk.window().findChildren(QLineEdit) if line.isVisible())
    return max((len(text) for text in texts if text and set(text) == {"7"}), default=0)
