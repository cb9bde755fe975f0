"""Whatever is half typed when the counter goes on to something else is put aside and offered again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.commands import ChangeApplicant, DiscardDraft, SaveDraft
from ipdesk.models.core.errors import NotFound
from ipdesk.models.records import DraftTotals, RawAchievement
from ipdesk.ui.counter.unsaved_work import SECTION
from ipdesk.ui.desk.autosave import Stage
from ipdesk.ui.desk.destinations import ContinueDraft, NewApplication
from ipdesk.ui.desk.rescue.files import OwnFile
from ipdesk.ui.desk.rescue.unsaved import Unsaved, unsaved_of
from ipdesk.ui.widgets import Dialog, Text
from tests.actors import CLERK
from tests.ui.counter.conftest import COMPANY, Clerk, details

Sit = Callable[..., Clerk]
OTHER = {"name": "韶关市后溪科技有限公司", "identity": "91440299MA0X0A020Y"}


def half_registered(clerk: Clerk) -> dict[str, str]:
    """Fill half of the form of somebody new, a day that cannot be read among it."""
    clerk.page.applicant.register("")
    form = clerk.page.applicant.form
    form.kind.set_key("university")
    form.inputs["name"].setText("半途而止大学")
    form.inputs["telephone"].setText("0751－")
    form.traits.add(details().traits[0]).since.setText("去年春天")
    return shown(clerk)


def half_changed(clerk: Clerk) -> dict[str, str]:
    """Change a registered applicant by half."""
    clerk.seat(clerk.registered())
    clerk.page.applicant.change.click()
    form = clerk.page.applicant.form
    form.inputs["legal_representative"].setText("张㛃")
    form.inputs["telephone"].setText("13800000000")
    return shown(clerk)


def rows_of_nobody(clerk: Clerk) -> dict[str, str]:
    clerk.add("ip_insurance", ref="PIP-2022-0098", premium="18万")
    return shown(clerk)


def shown(clerk: Clerk) -> dict[str, str]:
    """Return every text that the clerk has typed and sees."""
    form, draft = clerk.page.applicant.form, clerk.page.draft
    found = {f"row {place}": str(raw) for place, raw in enumerate(draft.rows)}
    if form.isVisible():
        found |= {"form": str(form.typed()), "word": form.submit.text()}
    return found


THIRD = {"name": "示例三厂", "identity": "91440200MA0000002J"}
HALVES = [half_registered, half_changed, rows_of_nobody]


def press_new(clerk: Clerk) -> None:
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()


def find_another(clerk: Clerk) -> None:
    clerk.desk.open(NewApplication(clerk.registered(**OTHER)))
    clerk.answered()
    assert clerk.page.draft.applicant is not None and clerk.page.draft.applicant.name == OTHER["name"]


def open_draft(clerk: Clerk) -> None:
    draft = SaveDraft(
        applicant=clerk.registered(**OTHER), policy="shaoguan-2021", year=2022, totals=DraftTotals(),
        rows=(RawAchievement(id="1", kind="gi_product", ref="GI-1"),),
    )  # fmt: skip
    clerk.desk.open(ContinueDraft(clerk.run(draft).application))
    clerk.answered()
    assert [raw.ref for raw in clerk.page.draft.rows] == ["GI-1"]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("leave", [press_new, find_another, open_draft])
def test_what_is_half_typed_is_offered_again_whatever_comes_in_between(
    clerk: Clerk, half: Callable[[Clerk], dict[str, str]], leave: Callable[[Clerk], None]
) -> None:
    typed = half(clerk)
    leave(clerk)
    assert shown(clerk) != typed
    assert "放在一边" in clerk.page.message.sentence()
    clerk.page.message.act(0)  # 接着填
    clerk.answered()
    assert shown(clerk) == typed


@pytest.mark.parametrize("half", HALVES)
def test_closing_keeps_it_without_a_question_and_the_next_start_lays_it_out(
    sit_down: Sit, half: Callable[[Clerk], dict[str, str]]
) -> None:
    clerk = sit_down()
    typed = half(clerk)
    assert clerk.window.close()
    clerk.leave()
    again = sit_down()
    assert "找回" in again.page.message.sentence()
    assert shown(again) == typed


def test_several_are_offered_one_after_the_other(sit_down: Sit) -> None:
    clerk = sit_down()
    typed = half_registered(clerk)
    press_new(clerk)
    rows = rows_of_nobody(clerk)
    press_new(clerk)
    assert clerk.window.close()
    clerk.leave()

    again = sit_down()
    assert "另有 1 份" in again.page.message.sentence()
    assert shown(again) == typed
    again.page.applicant.form.cancelled.emit()
    press_new(again)
    assert "1 项成果" in again.page.message.sentence()
    again.page.message.act(0)  # 接着填
    assert shown(again) == rows
    again.page.switching.clear()
    assert again.window.close()
    again.leave()
    assert sit_down().page.draft.empty()


def test_only_the_clerk_throws_it_away(clerk: Clerk) -> None:
    half_registered(clerk)
    press_new(clerk)
    asked = answering(clerk, yes=False)
    clerk.page.message.act(1)  # 不要了
    assert "半途而止大学" in asked()
    assert clerk.page.message.isVisible(), "it is still offered"
    answering(clerk)
    clerk.page.message.act(1)
    assert not clerk.page.message.isVisible()
    press_new(clerk)
    assert not clerk.page.message.isVisible()


def answering(clerk: Clerk, yes: bool = True) -> Callable[[], str]:
    """Answer the next question; the function returned gives what was asked."""
    asked: list[str] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, Dialog):
            timer.stop()
            asked.append("\n".join(text.text() for text in sheet.findChildren(Text)))
            (sheet.accept if yes else sheet.reject)()

    timer = QTimer(clerk.window)
    timer.timeout.connect(look)
    timer.start(1)
    return lambda: asked[0]


def test_a_change_that_somebody_else_overtook_is_refused_and_can_be_given_up(sit_down: Sit) -> None:
    clerk = sit_down()
    half_changed(clerk)
    assert clerk.window.close()
    store, applicant = clerk.store, clerk.page.draft.applicant
    assert applicant is not None
    elsewhere = details(telephone="0751-8881234")
    store.run(ChangeApplicant(applicant=applicant.id, revision=applicant.revision, details=elsewhere), CLERK)
    clerk.leave()

    again = sit_down()
    panel = again.page.applicant
    panel.form.submit.click()
    again.answered()
    assert "另一处修改" in panel.message.sentence()
    assert panel.form.inputs["telephone"].text() == "13800000000", "nothing typed is lost yet"
    panel.message.act(0)  # 放弃这里的修改，看最新的
    assert again.page.draft.applicant is not None
    assert again.page.draft.applicant.telephone == "0751-8881234"
    assert panel.summary.isVisible()


# --- drafts of which another desk saved a newer one ---


@pytest.fixture
def refused(clerk: Clerk) -> Clerk:
    """Return a counter with a draft that was saved at another desk meanwhile."""
    applicant = clerk.registered()
    clerk.seat(applicant)
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: clerk.page.autosave.state.stage is Stage.SAVED)
    file, draft = clerk.page.draft.file, clerk.page.draft
    elsewhere = (RawAchievement(id="9", kind="gi_product", ref="GI-9"),)
    clerk.store.run(
        SaveDraft(
            applicant=applicant, policy=draft.policy.id, year=draft.year, rows=elsewhere,
            totals=DraftTotals(), application=file.id, revision=file.revision,
        ), CLERK
    )  # fmt: skip
    clerk.write(premium="180000")
    clerk.until(lambda: clerk.page.autosave.state.stage is Stage.REFUSED)
    return clerk


def test_the_newest_draft_can_be_opened_in_place_of_what_was_typed(refused: Clerk) -> None:
    assert "另一处保存" in refused.page.message.sentence()
    refused.page.message.act(0)  # 放弃这里的修改，打开最新的
    assert [raw.ref for raw in refused.page.draft.rows] == ["GI-9"]
    assert refused.page.autosave.state.stage is Stage.SAVED
    refused.write(ref="GI-10")
    refused.until(lambda: not refused.page.autosave.dirty())
    draft = refused.store.read(queries.draft, 1)
    assert draft is not None and [raw.ref for raw in draft.rows] == ["GI-10"]


@pytest.mark.parametrize("leave", [press_new, lambda clerk: clerk.desk.open(ContinueDraft(1))])
def test_the_counter_can_be_left_and_what_was_typed_is_offered_again(
    refused: Clerk, leave: Callable[[Clerk], None]
) -> None:
    leave(refused)
    assert "PIP-2022-0098" not in [raw.ref for raw in refused.page.draft.rows]
    refused.page.message.act(0)  # 接着填
    refused.until(lambda: refused.page.autosave.state.stage is Stage.REFUSED)
    assert refused.page.draft.rows[0].facts["premium"]
    refused.page.message.act(1)  # 另存为新申请件
    refused.until(lambda: refused.page.autosave.state.stage is Stage.SAVED)
    assert refused.page.draft.file.id == 2


def test_a_draft_that_another_desk_discarded_can_be_given_up(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: clerk.page.autosave.state.stage is Stage.SAVED)
    clerk.store.run(DiscardDraft(application=1), CLERK)
    clerk.write(premium="180000")
    clerk.until(lambda: clerk.page.autosave.state.stage is Stage.REFUSED)
    clerk.page.message.act(0)  # 放弃这里的修改，打开最新的
    assert clerk.page.draft.empty()


# --- discarding ---


def test_a_draft_is_discarded_after_a_question_that_names_it(clerk: Clerk) -> None:
    assert not clerk.page.foot.discard.isVisible()
    clerk.seat(clerk.registered())
    for number in ("1", "2"):
        clerk.add("ip_insurance", ref=f"PIP-2022-{number}")
    asked = answering(clerk, yes=False)
    clerk.page.foot.discard.click()
    clerk.answered()
    assert COMPANY in asked() and "2022-0001" in asked() and "2 项成果" in asked()
    assert len(clerk.page.draft.rows) == 2
    answering(clerk)
    clerk.page.foot.discard.click()
    clerk.answered()
    assert clerk.page.draft.empty()
    with pytest.raises(NotFound):
        clerk.store.read(queries.application_detail, 1)
    assert clerk.page.unsaved() == ""


def test_rows_of_nobody_are_discarded_like_a_draft(clerk: Clerk, data_dir: Path) -> None:
    rows_of_nobody(clerk)
    asked = answering(clerk)
    clerk.page.foot.discard.click()
    assert "没有选定申请人" in asked() and "1 项成果" in asked()
    assert clerk.page.draft.empty()
    assert clerk.page.unsaved() == ""
    assert list(data_dir.glob("unsaved-*.json")) == []


def test_a_form_that_esc_closed_is_offered_again_after_the_window_was_closed(sit_down: Sit) -> None:
    clerk = sit_down()
    typed = half_registered(clerk)
    clerk.page.applicant.form.inputs["name"].setFocus()
    for _ in range(2):  # the second one answers the message
        clerk.press(Qt.Key.Key_Escape)
    clerk.leave()

    again = sit_down()
    assert "就取消了，内容还在" in again.page.message.sentence()
    again.press(Qt.Key.Key_F11)  # 接着填
    again.answered()
    assert shown(again) == typed


# --- what is written down ---


def test_what_is_written_down_reads_back_as_it_was(clerk: Clerk) -> None:
    half_registered(clerk)
    present = clerk.page.switching.work.present()
    assert unsaved_of(json.loads(json.dumps(present.plain()))) == present
    rows = Unsaved(
        policy="shaoguan-2021", year=2022, rows=(RawAchievement(id="1", kind="gi_product", date="去年"),)
    )
    assert unsaved_of(json.loads(json.dumps(rows.plain()))) == rows


def test_a_form_put_aside_is_over_once_its_applicant_is_on_the_counter(clerk: Clerk) -> None:
    clerk.page.applicant.register("")
    clerk.page.applicant.form.inputs["name"].setText("韶关市后溪科技有限公司")
    press_new(clerk)
    assert "放在一边" in clerk.page.message.sentence()
    clerk.seat(clerk.registered())
    assert "放在一边" in clerk.page.message.sentence(), "somebody else is on the counter"
    clerk.seat(clerk.registered(**OTHER))
    assert clerk.page.message.sentence() == "" and clerk.page.unsaved() == ""


def test_what_cannot_be_understood_is_carried_along(sit_down: Sit, data_dir: Path) -> None:
    strange = {"from": "a later version"}
    left = OwnFile(data_dir)
    left.write(json.dumps({SECTION: [strange]}))
    left.close()
    clerk = sit_down()
    rows_of_nobody(clerk)
    assert clerk.page.unsaved() == ""
    [path] = data_dir.glob("unsaved-*.json")
    assert json.loads(path.read_text(encoding="utf-8"))[SECTION][0] == strange


def test_what_was_put_aside_is_told_once_and_not_over_every_other_application(clerk: Clerk) -> None:
    half_registered(clerk)
    open_draft(clerk)
    assert "放在一边" in clerk.page.message.sentence()
    first = clerk.page.draft.file.id
    draft = SaveDraft(
        applicant=clerk.registered(**THIRD), policy="shaoguan-2021", year=2022,
        totals=DraftTotals(), rows=(RawAchievement(id="1", kind="gi_product", ref="GI-2"),),
    )  # fmt: skip
    clerk.desk.open(ContinueDraft(clerk.run(draft).application))
    clerk.answered()
    assert clerk.page.draft.file.id != first
    assert clerk.page.message.sentence() == ""
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    assert "放在一边" in clerk.page.message.sentence()


def test_the_notice_of_what_was_put_aside_is_answered_by_its_keys(clerk: Clerk) -> None:
    typed = half_registered(clerk)
    telephone = clerk.page.applicant.form.inputs["telephone"]
    telephone.setFocus()
    clerk.press(Qt.Key.Key_F9)
    said = "正在登记申请人：按 Ctrl+Enter 登记，或按 Esc 取消，再受理。"
    assert clerk.page.message.sentence() == said and telephone.hasFocus(), "the next digit is typed there"
    telephone.setText("0751－8")
    assert clerk.page.message.sentence() == "", "somebody has gone on with the form"
    telephone.setText("0751－")
    for key, then in ((Qt.Key.Key_F3, "添加成果"), (Qt.Key.Key_F6, "看额度余额")):
        clerk.press(key)
        assert clerk.page.message.sentence() == said.replace("受理。", f"{then}。"), then
    assert telephone.hasFocus() and not clerk.page.achievements.isVisible()
    press_new(clerk)
    clerk.press(Qt.Key.Key_F11)
    clerk.answered()
    assert shown(clerk) == typed


def test_what_was_put_aside_is_offered_still_after_a_notice_over_it(clerk: Clerk) -> None:
    typed = half_registered(clerk)
    press_new(clerk)
    clerk.press(Qt.Key.Key_F9)
    assert "先选定或登记申请人" in clerk.page.message.sentence()
    for _ in range(2):  # and not even the second one, which answers nothing, takes it away
        clerk.press(Qt.Key.Key_Escape)
        assert "放在一边" in clerk.page.message.sentence()
    clerk.press(Qt.Key.Key_F11)  # 接着填
    clerk.answered()
    assert shown(clerk) == typed
