"""What was typed is on disk a moment later, and what cannot go there is never lost."""

import datetime
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ipdesk.models import queries
from ipdesk.models.commands import AcceptApplication, SaveDraft
from ipdesk.models.records import DraftTotals
from ipdesk.models.store import DATABASE_NAME
from ipdesk.ui.desk.autosave import Pauses, Stage
from ipdesk.ui.desk.destinations import ContinueDraft
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.widgets import Dialog
from tests.actors import CLERK
from tests.faults import locked
from tests.ui.counter.conftest import COMPANY, USCC, Clerk

Sit = Callable[..., Clerk]


def stage(clerk: Clerk) -> Stage:
    return clerk.page.autosave.state.stage


def test_a_draft_saves_itself_and_is_there_after_a_restart(sit_down: Sit) -> None:
    clerk = sit_down()
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098", date="二零二二年", premium="壹万")
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    assert clerk.page.foot.state() == "草稿已自动保存 10:42:18"
    clerk.page.foot.show_saving(clerk.page.autosave.state, clerk.desk.today() + datetime.timedelta(days=1))
    said = f"草稿已自动保存 {clerk.desk.today():%m-%d} 10:42:18"
    assert clerk.page.foot.state() == said, "of another day with that day"
    application = clerk.page.draft.file.id
    assert application is not None
    clerk.leave()

    again = sit_down()
    again.desk.open(ContinueDraft(application))
    again.answered()
    inputs = again.form().inputs
    assert (inputs["ref"].read(), inputs["date"].read(), inputs["premium"].read()) == (
        "PIP-2022-0098", "二零二二年", "壹万",
    )  # fmt: skip


def test_closing_saves_what_was_typed_a_moment_ago(sit_down: Sit) -> None:
    clerk = sit_down()
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    assert stage(clerk) is Stage.WAITING
    assert clerk.window.close()
    rows = clerk.store.read(queries.draft, 1)
    assert rows is not None
    assert rows.rows[0].ref == "PIP-2022-0098"


def test_a_locked_database_is_said_plainly_while_typing_goes_on(sit_down: Sit, data_dir: Path) -> None:
    clerk = sit_down(patience=0.05)
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098", date="2022-05-06", premium="180000", ip_type="patent")
    with locked(data_dir):
        clerk.ctrl(Qt.Key.Key_S)
        clerk.until(lambda: stage(clerk) is Stage.FAILED)
        assert "还没有存上" in clerk.page.foot.state()
        assert clerk.page.message.sentence()
        clerk.write(premium="90000")
        assert clerk.awards() == [("知识产权保险", "awarded", 2_700_000)]
        assert clerk.form().inputs["ref"].read() == "PIP-2022-0098"
    clerk.page.message.act(0)  # 再保存
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    assert clerk.page.message.isHidden()


def test_a_failed_save_is_tried_again_by_itself(sit_down: Sit, data_dir: Path) -> None:
    clerk = sit_down(patience=0.05, pauses=Pauses(rest=10, again=10))
    clerk.seat(clerk.registered())
    with locked(data_dir):
        clerk.add("ip_insurance", ref="PIP-2022-0098")
        clerk.until(lambda: stage(clerk) is Stage.FAILED)
    clerk.until(lambda: stage(clerk) is Stage.SAVED)


def test_a_long_job_behind_the_window_holds_no_save_up(clerk: Clerk) -> None:
    gate = threading.Event()
    clerk.seat(clerk.registered())
    clerk.tasks.start(Lane.LONG, lambda _: gate.wait())
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    assert clerk.tasks.busy(Lane.LONG)
    gate.set()


def test_a_save_that_waits_for_a_lock_holds_no_page_up(clerk: Clerk, data_dir: Path) -> None:
    applicant = clerk.registered()
    clerk.seat(applicant)
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    with locked(data_dir):
        clerk.ctrl(Qt.Key.Key_S)
        clerk.page.applicant.search()
        clerk.tasks.settle(Lane.READING)
        assert [hit.id for hit in clerk.page.applicant.finder.model.hits] == [applicant]
        assert clerk.tasks.busy(Lane.SAVING)
    clerk.until(lambda: stage(clerk) is Stage.SAVED)


def test_saving_goes_on_after_an_error_that_nobody_expected(sit_down: Sit, data_dir: Path) -> None:
    """As after the series of numbers was set back: the next number is taken already."""
    clerk = sit_down(pauses=Pauses(rest=10, again=10))
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    series(data_dir, "next_number = 1")
    clerk.seat(1)
    with clerk.qtbot.capture_exceptions() as errors:
        clerk.add("ip_insurance", ref="PIP-2022-0099")
        clerk.until(lambda: stage(clerk) is Stage.FAILED)
        assert "意外" in clerk.page.message.sentence()
        assert "还没有存上" in clerk.page.foot.state()
        clerk.write(premium="90000")
    assert [type(error).__name__ for _, error, _ in errors] == ["IntegrityError"], "it is reported, and once"
    series(data_dir, "next_number = 2")
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    draft = clerk.store.read(queries.draft, 2)
    assert draft is not None and draft.rows[0].facts["premium"]


def series(data_dir: Path, change: str) -> None:
    """Change the series of the applications' numbers behind the program."""
    database = sqlite3.connect(data_dir / DATABASE_NAME)
    with database:
        database.execute(f"UPDATE number_series SET {change} WHERE name = 'application'")
    database.close()


def test_an_error_that_nobody_expected_leaves_the_form_of_an_applicant_usable(
    clerk: Clerk, data_dir: Path
) -> None:
    database = sqlite3.connect(data_dir / DATABASE_NAME)
    refusal = "CREATE TRIGGER refuse BEFORE INSERT ON applicant BEGIN SELECT RAISE(ABORT, 'no'); END"
    database.execute(refusal)
    clerk.alt(Qt.Key.Key_N)
    form = clerk.page.applicant.form
    form.inputs["name"].setText(COMPANY)
    form.inputs["identity"].setText(USCC)
    with clerk.qtbot.capture_exceptions() as errors:
        form.submit.click()
        clerk.answered()
    assert len(errors) == 1
    assert form.submit.isEnabled() and form.isVisible()
    assert "意外" in clerk.page.applicant.message.sentence()
    database.execute("DROP TRIGGER refuse")
    database.close()
    form.submit.click()
    clerk.answered()
    assert clerk.page.draft.applicant is not None and clerk.page.draft.applicant.name == COMPANY


def test_what_a_locked_database_did_not_take_comes_back_at_the_next_start(
    sit_down: Sit, data_dir: Path
) -> None:
    clerk = sit_down(patience=0.05)
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    with locked(data_dir):
        assert clerk.window.close()
        clerk.leave()

    again = sit_down()
    assert again.page.draft.rows[0].ref == "PIP-2022-0098"
    assert again.page.applicant.summary.name.whole() == "韶关市示例精密电子有限公司"
    assert "找回" in again.page.message.sentence()
    again.until(lambda: stage(again) is Stage.SAVED)
    again.leave()
    assert sit_down().page.draft.rows == []


def test_achievements_without_an_applicant_come_back_too(sit_down: Sit) -> None:
    clerk = sit_down()
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    assert "选定申请人" in clerk.page.foot.state()
    assert clerk.window.close()
    clerk.leave()
    again = sit_down()
    assert again.page.draft.rows[0].ref == "PIP-2022-0098"


def test_a_half_filled_registration_comes_back_too(sit_down: Sit) -> None:
    clerk = sit_down()
    clerk.alt(Qt.Key.Key_N)
    clerk.fill("半途而止有限公司", "9144")
    assert clerk.window.close()
    clerk.leave()
    form = sit_down().page.applicant.form
    assert (form.inputs["name"].text(), form.inputs["identity"].text()) == ("半途而止有限公司", "9144")


def test_what_can_be_kept_nowhere_is_asked_about_before_the_window_closes(
    sit_down: Sit, data_dir: Path
) -> None:
    clerk = sit_down(rescue_dir=data_dir / "gone")
    clerk.add("ip_insurance", ref="PIP-2022-0098")

    def go_back() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        dialog.reject()

    QTimer.singleShot(0, go_back)
    assert not clerk.window.close()
    assert clerk.window.isVisible()
    assert clerk.page.draft.rows[0].ref == "PIP-2022-0098"
    clerk.page.foot.new.click()
    assert len(clerk.page.draft.rows) == 1, "what cannot be put aside stays in sight"
    assert "还没有存上" in clerk.page.message.sentence()
    clerk.page.switching.clear()


def test_nothing_typed_before_a_new_application_is_lost(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    assert clerk.page.draft.empty()
    draft = clerk.store.read(queries.draft, 1)
    assert draft is not None
    assert draft.rows[0].ref == "PIP-2022-0098"


def test_a_draft_that_another_desk_saved_meanwhile_can_be_saved_as_a_new_one(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.seat(applicant)
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    file, draft = clerk.page.draft.file, clerk.page.draft
    clerk.store.run(
        SaveDraft(
            applicant=applicant, policy=draft.policy.id, year=draft.year, rows=(), totals=DraftTotals(),
            application=file.id, revision=file.revision,
        ), CLERK
    )  # fmt: skip
    clerk.write(premium="180000")
    clerk.until(lambda: stage(clerk) is Stage.REFUSED)
    assert clerk.page.message.sentence()
    clerk.page.message.act(1)  # 另存为新申请件
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    assert clerk.page.draft.file.id != file.id
    assert clerk.page.draft.rows[0].facts["premium"] == "180,000.00"


def test_a_draft_accepted_at_another_desk_is_not_accepted_again(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098", date="2022-05-06", premium="180000", ip_type="patent")
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: stage(clerk) is Stage.SAVED)
    file, policy = clerk.page.draft.file, clerk.page.draft.policy
    assert file.id is not None
    clerk.store.run(AcceptApplication(application=file.id, revision=file.revision, policy=policy), CLERK)
    clerk.accept()
    clerk.answered()
    assert clerk.page.message.isVisible()
    assert not clerk.page.draft.read_only()


NEVER_BY_ITSELF = Pauses(rest=600_000, latest=600_000, again=600_000)


def paste(clerk: Clerk) -> None:
    clerk.ctrl(Qt.Key.Key_V)


def drop(clerk: Clerk) -> None:
    """Drag a text from another program into the field in hand."""
    field, data = clerk.focused(), QMimeData()
    data.setText(QApplication.clipboard().text())
    place, copy = QPointF(field.rect().center()), Qt.DropAction.CopyAction
    hands = data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field, QDragEnterEvent(place.toPoint(), copy, *hands))
    QApplication.sendEvent(field, QDropEvent(place, copy, *hands))


def paste_by_menu(clerk: Clerk) -> None:
    field = clerk.focused()

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(next(one for one in menu.actions() if one.objectName() == "edit-paste"))
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    here = QPoint(1, 1)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, here, field.mapToGlobal(here))
    QApplication.sendEvent(field, asked)


@pytest.mark.parametrize("put_in", [paste, drop, paste_by_menu])
def test_what_comes_in_one_piece_is_saved_without_a_pause(
    sit_down: Sit, put_in: Callable[[Clerk], None]
) -> None:
    clerk = sit_down(pauses=NEVER_BY_ITSELF)
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="PIP-2022-0098")
    clerk.form().go_to("ref")
    clerk.type("P")
    clerk.answered()
    assert stage(clerk) is Stage.WAITING  # what is typed waits for the rest
    QApplication.clipboard().setText("PIP-2022-0099")
    put_in(clerk)
    clerk.answered()
    assert stage(clerk) is Stage.SAVED
    saved = clerk.store.read(queries.draft, 1)
    assert saved is not None
    assert saved.rows[0].ref.endswith("PIP-2022-0099")


def test_a_word_pasted_into_a_choice_is_saved_without_a_pause(sit_down: Sit) -> None:
    clerk = sit_down(pauses=NEVER_BY_ITSELF)
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance")
    clerk.form().go_to("ip_type")
    QApplication.clipboard().setText("专利")
    paste(clerk)
    clerk.answered()
    saved = clerk.store.read(queries.draft, 1)
    assert saved is not None
    assert saved.rows[0].facts["ip_type"] == "patent"


def test_a_registration_pasted_in_is_kept_without_a_pause(sit_down: Sit) -> None:
    """As it would be after a power cut: in the rescue file, since it is in no database yet."""
    clerk = sit_down(pauses=NEVER_BY_ITSELF)
    clerk.page.applicant.register("")
    clerk.page.applicant.form.fields["name"].editor.setFocus()
    QApplication.clipboard().setText("韶关市示例二厂")
    paste(clerk)
    clerk.answered()
    left = [path.read_text(encoding="utf-8") for path in clerk.data_dir.rglob("*.json")]
    assert any("韶关市示例二厂" in text for text in left)
