"""The form of the decision shows the line in hand of the file in hand, whatever led there."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.models.awards.decision_draft import readable_amount
from ipdesk.models.parsing.values.amounts import WAN, YUAN
from ipdesk.models.records import RawAchievement
from ipdesk.rules.library.policy_library import library_with
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.steps.offered_step import NextStep
from tests.models.desk import cultivation, licence, works
from tests.ui.rig import Rig

ENTER, ESCAPE, DOWN, F9, F10 = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_F9,
    Qt.Key.Key_F10,
)
FIRST, SECOND = "示例甲精密电子有限公司", "示例乙新材料有限公司"
REASON = "合同只履行了一部分"


def lines_of(word: str, file: int) -> tuple[RawAchievement, ...]:
    """Return the rows that a word names; the registers' numbers differ from file to file."""
    made = {
        "licence": licence(f"{80 - file}万", id="1", ref=f"Y202244000010{file}"),
        "decided": cultivation(f"SF-PY-00{file}", id="2"),
        "works": works(f"粤作登字-2022-F-0000{file}001", "3", id="3"),
        "many": works(f"粤作登字-2022-F-0000{file}001", "101", id="3"),
    }
    return tuple(made[one] for one in word.split())


def accepted(rig: Rig, *files: str) -> list[int]:
    """Accept one application for each word; the names of the applicants are FIRST and SECOND."""
    ids = []
    for place, word in enumerate(files):
        applicant = rig.steps.register((FIRST, SECOND)[place % 2])
        draft = rig.steps.draft(applicant, *lines_of(word, place))
        rig.steps.accept(draft)
        ids.append(draft.application)
    return ids


def shown(rig: Rig) -> ApplicationsPage:
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    rig.window.setUpdatesEnabled(False)  # what is held here is read; painting it would take a third
    page.list.table.setFocus()
    return page


def batch(rig: Rig, page: ApplicationsPage, ids: Sequence[int]) -> DecisionController:
    """Decide several, one after the other."""
    page.take_step(NextStep("decide", "", tuple(ids)))
    rig.settle()
    return page.decision


def leave(rig: Rig, decision: DecisionController) -> None:
    """Turn to another page, and wait until what was typed is kept."""
    decision.leaving()
    rig.settle()


def holds(decision: DecisionController) -> None:
    """Hold that form, reasoning and head are those of the line in hand of the file in hand."""
    view, form = decision.view, decision.view.form
    group, sheet = view.current(), view.sheet
    assert sheet is not None and group is not None
    assert view.subject.name.whole() == sheet.detail.applicant.name
    assert sheet.detail.application.id == decision.application()
    assert form.head.whole() == f"第 {group.number} 项　{group.view.title}"
    assert view.outcome.awards.lines() == (group.view,)
    assert form.pairs == group.pairs
    if group.open:
        typed = sheet.typed(group.pairs[0])
        text = typed.decided if group.decidable else typed.granted
        computed = None if group.decidable else group.lines[0].amount
        assert form.amount.fen() == (readable_amount(text) if text else computed)
        assert form.reason.text() == typed.reason


def lower(rig: Rig, decision: DecisionController) -> None:
    rig.type(decision.view.form.amount, "1000")
    rig.type(decision.view.form.reason, REASON)
    decision.view.form.ground.set_key("other")
    rig.settle()


def stored(rig: Rig, application: int) -> list[tuple[str, str, str]]:
    draft = rig.store.read(queries.decision_draft, application)
    return [(raw.granted, raw.decided, raw.reason) for raw in (draft.lines if draft else ())]


PAIRS = [
    ("licence", "licence"),  # as many lines, the same titles
    ("licence", "decided"),  # as many lines, other titles
    ("licence decided", "decided licence"),
    ("licence", "licence works"),
    ("licence works", "licence"),
    ("licence many", "licence works decided"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_another_file_in_hand_is_the_one_shown_and_the_one_typed_in(rig: Rig, one: str, other: str) -> None:
    ids = accepted(rig, one, other)
    page = shown(rig)
    decision = batch(rig, page, ids)
    decision.view.table.select_row(0)
    lower(rig, decision)
    rig.press(F10)
    assert decision.view.subject.name.whole() == SECOND, "the next file of a batch"
    holds(decision)
    before = stored(rig, ids[0])
    assert REASON in [reason for _, _, reason in before]
    assert stored(rig, ids[1]) == []
    decision.view.table.select_row(0)
    decision.view.form.reason.setFocus()
    decision.view.form.reason.insert("补")
    decision.view.form.reason.textEdited.emit(decision.view.form.reason.text())
    leave(rig, decision)
    assert stored(rig, ids[0]) == before, "what is typed is kept with the file on show"
    assert [reason for _, _, reason in stored(rig, ids[1])] == ["补"]
    rig.press(ESCAPE)
    page.list.table.setFocus()
    rig.press(DOWN)
    rig.press(ENTER)
    rig.press(ENTER)
    assert decision.application() == ids[0], "a file opened from the list after another"
    holds(decision)


def test_what_stands_in_the_box_is_what_is_confirmed(rig: Rig) -> None:
    ids = accepted(rig, "licence", "licence")
    decision = batch(rig, shown(rig), ids)
    lower(rig, decision)
    rig.press(F10)
    rig.type(decision.view.outcome.minutes, "局务会纪要〔2024〕8号")
    rig.type(decision.view.outcome.day, "20240620")
    rig.settle()
    standing = decision.view.form.amount.fen()
    rig.answer()
    rig.press(F9)
    (line,) = rig.steps.detail(ids[1]).lines
    assert line.granted == standing == 790_000


def test_every_line_and_every_file_opens_in_yuan(rig: Rig) -> None:
    ids = accepted(rig, "licence works", "decided")
    decision = batch(rig, shown(rig), ids)
    form = decision.view.form
    form.enter()
    rig.qtbot.keyClicks(form.amount, "0.5w")
    assert form.amount.unit() == WAN
    decision.view.next_line()
    assert (form.amount.unit(), form.amount.text()) == (YUAN, "200.00")
    form.enter()
    rig.qtbot.keyClicks(form.amount, "w")
    rig.press(F10)
    form.enter()
    form.amount.insert("15000")
    rig.settle()
    assert decision.view.outcome.total.text() == "15,000.00"


def test_keys_that_come_before_the_next_file_is_read_reach_neither(rig: Rig) -> None:
    ids = accepted(rig, "licence", "licence")
    decision = batch(rig, shown(rig), ids)
    rig.type(decision.view.form.amount, "5000")
    rig.settle()
    decision.next.click()  # its answer is on its way
    decision.view.form.amount.setFocus()
    rig.qtbot.keyClicks(decision.view.form.amount, "9")
    leave(rig, decision)
    holds(decision)
    assert stored(rig, ids[0]) == [("5,000.00", "", "")]
    assert stored(rig, ids[1]) == []


CAPPED = """
format: 1
id: capped
title: 总额限制写法样例
short_title: 总额样例
document: 样〔2022〕5号
issuer: 某县
level: local
term: {from: 2022-01-01, until: 2024-12-31}
rules:
  - id: works
    article: 一
    title: 作品登记
    summary: 按核定金额资助
    who: any
    about: {kind: work_registration}
    amount: {decided: {}}
limits:
  - {id: year, name: 年度总额, rules: works, per: [applicant, year], sum: 500}
"""


def test_a_range_that_parts_while_it_is_typed_takes_the_amount_whole(qtbot: QtBot, tmp_path: Path) -> None:
    """Twice 300 is beyond the limit of 500: the lines part at the third key, and the typing goes on."""
    pack = tmp_path / "capped.yaml"
    pack.write_text(CAPPED, encoding="utf-8")
    rig = Rig(qtbot, tmp_path, library_with([pack]))
    rig.steps.policy = rig.desk.policy("capped")
    draft = rig.steps.draft(rig.steps.register(FIRST), works(count="2"))
    rig.steps.accept(draft)
    decision = batch(rig, shown(rig), [draft.application])
    form = decision.view.form
    form.enter()
    form.amount.selectAll()
    for key in ("3", "0", "0", ".", "5"):
        rig.qtbot.keyClicks(form.amount, key)
        rig.settle()
    assert len(decision.view.model.groups) == 2
    assert form.amount.text() == "300.5"
    leave(rig, decision)
    assert [decided for _, decided, _ in stored(rig, draft.application)] == ["300.50", "300.50"]
    rig.leave()


@pytest.mark.parametrize("rows", ["licence", "licence works decided"])
def test_history_read_again_keeps_the_line_in_hand(rig: Rig, rows: str) -> None:
    (application,) = accepted(rig, rows)
    decision = batch(rig, shown(rig), [application])
    for row in range(len(decision.view.model.groups)):
        decision.view.table.select_row(row)
        decision.reload()
        rig.settle()
        assert decision.view.table.current_row() == row
        holds(decision)


def test_a_file_that_cannot_be_read_leaves_no_other_on_show(rig: Rig) -> None:
    ids = accepted(rig, "licence")
    decision = batch(rig, shown(rig), [ids[0], 999])
    rig.press(F10)
    assert decision.view.sheet is None
    assert decision.view.subject.name.whole() == ""
    assert not decision.view.form.isVisible()
    assert decision.view.message.sentence()
    assert not decision.primary.isEnabled()


# --- whatever order of keys ---

STEPS = st.lists(
    st.sampled_from(["F10", "Enter", "Down", "Up", "amount", "reason", "wan", "again", "list"]),
    min_size=3,
    max_size=14,
)


@pytest.fixture
def files(rig: Rig) -> Iterator[tuple[Rig, ApplicationsPage, list[int]]]:
    """Return a page with files of equal and of different numbers of lines."""
    words = ("licence works", "licence", "decided licence", "many", "licence works")
    ids = accepted(rig, *words)
    yield rig, shown(rig), ids


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, start=st.integers(0, 4))
def test_the_form_follows_whatever_is_pressed(
    files: tuple[Rig, ApplicationsPage, list[int]], steps: list[str], start: int
) -> None:
    rig, page, ids = files
    decision = batch(rig, page, (*ids[start:], *ids[:start]))
    holds(decision)
    for count, step in enumerate(steps):
        _do(rig, page, decision, step, count)
        if page._stack.currentIndex() == 1:
            holds(decision)
    leave(rig, decision)
    for application in ids:
        assert {reason for _, _, reason in stored(rig, application)} <= {"", f"第{application}件"}


def _do(rig: Rig, page: ApplicationsPage, decision: DecisionController, step: str, count: int) -> None:
    form, table = decision.view.form, decision.view.table
    keys = {"F10": F10, "Enter": ENTER}
    if step in keys:
        rig.press(keys[step])
    elif step in ("Down", "Up"):
        table.setFocus()
        rig.press(DOWN if step == "Down" else Qt.Key.Key_Up)
    elif step == "amount" and form.grid.isVisible():
        rig.type(form.amount, str(10 + count))
    elif step == "reason" and form.reason_field.isVisible():
        rig.type(form.reason, f"第{decision.application()}件")
        form.ground.set_key("other")
    elif step == "wan" and form.grid.isVisible():
        form.amount.setFocus()
        rig.qtbot.keyClicks(form.amount, "w")
    elif step == "again":
        decision.reload()
    elif step == "list":
        _by_the_list(rig, page, decision)
    rig.settle()


def _by_the_list(rig: Rig, page: ApplicationsPage, decision: DecisionController) -> None:
    rig.press(ESCAPE, on=decision.view.table)
    page.list.table.setFocus()
    rig.press(DOWN)
    page._open(page.list.current())
