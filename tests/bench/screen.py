"""From a key to updated awards on the screen: 200 achievements, 1,000 awards before them.

The yardstick is measured between the keys, in the same run: the bare evaluation of the same application, and
the awards painted once more as they stand. What the desk adds to the two (reading the row, telling the lines
apart, materials, notices) is what the ratio shows.
"""

import datetime
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ipdesk.models.core.actor import NOBODY
from tests.actors import CLERK

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ipdesk.app import rest_memory
from ipdesk.models import queries
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.commands import (
    AcceptApplication,
    ConfirmApplication,
    RegisterApplicant,
    SaveDraft,
    SetUpOffice,
)
from ipdesk.models.records import (
    ApplicantDetails,
    ApplicationParticulars,
    DraftTotals,
    Office,
    Person,
    RawAchievement,
    TraitPeriod,
)
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui import theme
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Tasks
from ipdesk.ui.shell.window import DeskWindow
from tests.bench.report import Figure

MEDIAN = 1.5  # times evaluation and painting
SLOWEST = 2.0  # times the median
KEYS = 120
ACHIEVEMENTS = 200
HISTORY = 1_000
POLICY = "shaoguan-2021"
TODAY = datetime.date(2024, 6, 20)


class Times(NamedTuple):
    """What one key took until its awards were painted, and the two yardsticks right after it, in ms."""

    key: float
    evaluation: float
    painting: float


def run() -> list[Figure]:
    """Type figures into a sum, again and again, and wait each time until the awards have been painted."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        tasks = Tasks()
        try:
            applicant = _earlier_awards(store)
            desk = Desk(store, standard_library(), tasks, lambda: TODAY)
            desk.set_person(Person(1, "陈晓敏"))
            times = _measure(app, desk, applicant)
        finally:
            tasks.close()
            store.close()
    return _figures(times)


def _figures(times: list[Times]) -> list[Figure]:
    keys = [found.key for found in times]
    middle, slow = statistics.median(keys), statistics.quantiles(keys, n=20)[-1]
    bare = statistics.median(found.evaluation + found.painting for found in times)
    what = f"{ACHIEVEMENTS} achievements, {HISTORY:,} awards before; {len(times)} keys"
    told = f"{middle:.1f} ms to {bare:.1f} ms of evaluation and painting; {what}"
    return [
        Figure("key to painted awards, median", middle / bare, MEDIAN, False, told),
        Figure("the slowest key of twenty to the median", slow / middle, SLOWEST, False, f"{slow:.1f} ms"),
    ]


# --- the data ---


def _earlier_awards(store: Store) -> int:
    """Register an applicant and have it granted the history, a hundred works in each of ten years."""
    office = Office(
        name="示例县市场监督管理局", red_header="示例县市场监督管理局", number_prefix="示市监知资"
    )
    store.run(SetUpOffice(office=office, person="陈晓敏"), NOBODY)
    details = ApplicantDetails(
        kind="enterprise",
        name="韶关市示例精密电子有限公司",
        identity="91440200MA0000000C",
        traits=(TraitPeriod("sme"),),
    )
    applicant = store.run(RegisterApplicant(details=details), CLERK).value
    rows = tuple(
        RawAchievement(
            id=f"h{year}", kind="work_registration", ref=f"粤作登字-2022-F-{year}0001", count="100",
            date="2022-03-12", year=str(year), facts={"registrar": "guangdong"},
            confirmed=frozenset({"year"}),
        )
        for year in range(2022 - HISTORY // 100, 2022)
    )  # fmt: skip
    _grant(store, applicant, rows)
    return applicant


def _grant(store: Store, applicant: int, rows: tuple[RawAchievement, ...]) -> None:
    policy = standard_library().policy(POLICY)
    saved = store.run(
        SaveDraft(applicant=applicant, policy=POLICY, year=2022, rows=rows, totals=DraftTotals()), CLERK
    ).value
    result = store.run(
        AcceptApplication(application=saved.application, revision=saved.revision, policy=policy), CLERK
    ).value
    store.run(
        ConfirmApplication(
            application=saved.application, policy=policy, decided=(), lowered=(), minutes_number="1",
            minutes_date=datetime.date.today(), shown=shown_lines(result.lines, policy),
        ), CLERK
    )  # fmt: skip


def _rows() -> list[RawAchievement]:
    """Return a large application: sums, numbers, titles and ranges in turn."""
    return [_row(number) for number in range(ACHIEVEMENTS)]


def _row(number: int) -> RawAchievement:
    common = {"id": f"r{number}", "date": f"2022-{number % 12 + 1:02d}-15"}
    if number % 4 == 0:
        facts = {"contract_amount": f"{100000 + number * 731}.00", "recorded": "true", "implemented": "true"}
        return RawAchievement(kind="patent_transaction", ref=f"Y2022440{number:06d}", facts=facts, **common)
    if number % 4 == 1:
        facts = {"ip_type": "patent", "premium": f"{3000 + number}.50"}
        return RawAchievement(kind="ip_insurance", ref=f"PIP-2022-{number:04d}", facts=facts, **common)
    if number % 4 == 2:
        ref = f"粤作登字-2022-F-{number:08d}"
        return RawAchievement(kind="work_registration", ref=ref, facts={"registrar": "guangdong"}, **common)
    facts = {"mark_type": "collective", "geographical": "false"}
    return RawAchievement(kind="trademark_registration", ref=f"{50000000 + number}", facts=facts, **common)


# --- the measurement ---


class _Painted(QObject):
    """Notices when a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen = True
        return False


def _measure(app: QApplication, desk: Desk, applicant: int) -> list[Times]:
    window = DeskWindow(desk, "示例县市场监督管理局")
    page = CounterPage(desk)
    window.add_page("counter", "受理", "file-plus", page, "work")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    draft = page.draft
    found = desk.read(queries.applicant, applicant)
    draft.load(draft.file, found, draft.policy, ApplicationParticulars(year=2022), _rows())
    _settle(app, desk)
    assert len(draft.history) == HISTORY, len(draft.history)
    assert draft.result is not None and len(draft.result.lines) == ACHIEVEMENTS
    page.achievements.select_id("r100")
    form = page.achievements.form()
    assert form is not None
    line = form.inputs["contract_amount"].line
    assert line is not None
    line.setFocus()
    line.setText("")
    _settle(app, desk)
    rest_memory()
    painted = _Painted()
    page.awards.list.viewport().installEventFilter(painted)
    times = [_times(app, page, line, number, painted) for number in range(KEYS)]
    assert draft.rows[100].facts["contract_amount"] != ""
    window.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return times


def _times(app: QApplication, page: CounterPage, line: QLineEdit, number: int, painted: _Painted) -> Times:
    """Type one figure, then evaluate the same application and paint the same awards alone."""
    key = _key(app, line, number, painted)
    case = page.draft.case()
    assert case is not None
    evaluation = _took(lambda: page.draft.policy.evaluate(case))
    return Times(key, evaluation, _took(page.awards.repaint))


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _key(app: QApplication, line: QLineEdit, number: int, painted: _Painted) -> float:
    """Type one figure, or take it back, and return how many ms it took until the awards were painted."""
    key = Qt.Key.Key_Backspace if number % 6 == 5 else Qt.Key(int(Qt.Key.Key_1) + number % 5)
    if number % 12 == 0:
        line.clear()
    app.processEvents()
    painted.seen = False
    start = time.perf_counter()
    QTest.keyClick(line, key)
    while not painted.seen:
        app.processEvents()
    return (time.perf_counter() - start) * 1000


def _settle(app: QApplication, desk: Desk) -> None:
    for _ in range(20):
        app.processEvents()
        desk.tasks.settle()
        time.sleep(0.02)


if __name__ == "__main__":
    for figure in run():
        print(figure)
