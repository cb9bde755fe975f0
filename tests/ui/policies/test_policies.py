"""设置 › 政策: policies read, imported, replaced, restored, removed and exported, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.models.commands import DiscardDraft
from ipdesk.models.records import ApplicationParticulars
from ipdesk.rules.library.policy_library import library_with
from ipdesk.ui import theme
from ipdesk.ui.counter.particulars.dialog import PolicyDialog
from ipdesk.ui.policies.former_dialog import FormerFilesDialog
from ipdesk.ui.policies.import_dialog import FindingsDialog, ImportDialog
from ipdesk.ui.policies.view import PoliciesView
from ipdesk.ui.policies.wording_dialog import WordingDialog
from ipdesk.ui.settings import SettingsPage
from tests import faults
from tests.actors import CLERK
from tests.models.desk import works
from tests.rules.checking.test_size import pack
from tests.rules.pack.small_pack import SMALL, small
from tests.ui.rig import Rig, counts_on

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WARNED = small(old="amount: {percent: {rate: 5, of: contract_amount}}", new="""amount:
      tiers:
        by: contract_amount
        steps: [{at_least: 1000, amount: 900000}, {otherwise: 1}]""")  # fmt: skip


@pytest.fixture
def rig(qtbot: QtBot, data_dir: Path) -> Iterator[Rig]:
    made = Rig(qtbot, data_dir, library_with(()))
    yield made
    made.leave()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return the folder of a USB stick with the small pack on it."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    (folder / "某县办法.yaml").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def view(rig: Rig) -> PoliciesView:
    page = SettingsPage(rig.desk)
    rig.show(settings=page)
    rig.press(Qt.Key.Key_2, modifier=ALT)
    assert page.policies.isVisible()
    return page.policies


def answer(rig: Rig, kind: type[QDialog], do: Callable[[QDialog], object]) -> list[str]:
    """Do something with the next dialog of a kind; the list returned then holds what it says."""
    said: list[str] = []
    timer = QTimer(rig.window)
    timer.setObjectName("answer")
    timer.setInterval(5)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            timer.stop()
            said.append(text_of(dialog))
            do(dialog)

    timer.timeout.connect(look)
    timer.start()
    return said


def text_of(dialog: QDialog) -> str:
    parts = [dialog.windowTitle()]
    if isinstance(dialog, FindingsDialog | ImportDialog):
        parts += [dialog.sentence.text(), dialog.view.toPlainText()]
    return "\n".join(parts)


def bring(rig: Rig, view: PoliciesView, path: Path, *, accept: bool = True) -> str:
    """Import a file and answer what is asked; returns what was said, nothing where nothing was asked."""
    said = answer(rig, QDialog, lambda sheet: sheet.accept() if accept else sheet.reject())
    view.import_file(path)
    rig.settle()
    for timer in rig.window.findChildren(QTimer, "answer"):
        timer.stop()
    return said[0] if said else ""


def listed(view: PoliciesView) -> list[tuple[str, ...]]:
    model = view.list.table.model()
    return [
        tuple(str(model.index(row, column).data() or "") for column in range(4))
        for row in range(model.rowCount())
    ]


def offered_at_the_counter(rig: Rig) -> bool:
    sheet = PolicyDialog(
        rig.desk.policies, "small", ApplicationParticulars(year=2024), rig.desk.today(), rig.window
    )
    sheet.deleteLater()
    return sheet.policy == "small"


def files(data_dir: Path) -> list[str]:
    folder = data_dir / "policies"
    return sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


# --- reading ---


def test_the_programs_policies_are_read(rig: Rig, view: PoliciesView) -> None:
    the_programs_policies_are_listed_and_read_as_documents(view)
    the_arrows_go_from_policy_to_policy_and_enter_into_the_text(rig, view)
    another_density_keeps_the_text(rig, view)
    what_clauses_say_themselves_is_typed_one_after_the_other(rig, view)


def the_programs_policies_are_listed_and_read_as_documents(view: PoliciesView) -> None:
    assert ("清远市专利工作办法", "清府办〔2018〕27号", "内置", "已到期") in listed(view)
    assert ("连州市知识产权办法（草案）", "只能试算") in [(row[0], row[3]) for row in listed(view)]
    text = view.text.toPlainText()
    for words in (
        "韶关市人民政府办公室", "2021-12-21 至 2024-12-31", "上级审定", "41 条规定，7 项限制",
        "第（四）项　作品著作权登记", "每件 200.00 元", "作品登记证书复印件", "单位年度件数上限",
    ):  # fmt: skip
        assert words in text
    assert not view.bar.remove_button.isEnabled()


def the_arrows_go_from_policy_to_policy_and_enter_into_the_text(rig: Rig, view: PoliciesView) -> None:
    assert view.list.table.hasFocus()
    rig.press(Qt.Key.Key_Down)
    assert "肇庆" in view.text.toPlainText()
    rig.press(Qt.Key.Key_Return)
    assert view.text.hasFocus()
    rig.press(Qt.Key.Key_PageDown)
    place = view.text.verticalScrollBar().value()
    assert place > 0
    view.refresh()
    rig.settle()
    assert view.text.verticalScrollBar().value() == place, "whoever reads is left alone"
    rig.press(Qt.Key.Key_F2)
    assert view.list.table.hasFocus()


def another_density_keeps_the_text(rig: Rig, view: PoliciesView) -> None:
    view.list.table.select_row(0)
    before = view.text.toPlainText()
    rig.window.set_density_mode("roomy")
    rig.settle()
    assert theme.density() is theme.ROOMY
    assert view.text.toPlainText() == before and "第（四）项　作品著作权登记" in before


def what_clauses_say_themselves_is_typed_one_after_the_other(rig: Rig, view: PoliciesView) -> None:
    row = view.list.current()
    assert row is not None and row.policy is not None
    policy = row.policy.id
    view.bar.wording_button.click()
    [asked] = view.findChildren(WordingDialog)
    works, licence = f"{policy}/4-work-registration", f"{policy}/7-patent-transaction"
    asked.clause.set_key(works)
    assert "凭广东省作品登记机构所发证书" in asked.gist.text()
    asked.wording.setPlainText("“每件资助200元。”")
    asked.clause.set_key(licence)
    assert asked.wording.text() == ""
    asked.wording.setPlainText("按合同金额的1%资助。")
    asked.accept_button.click()
    rig.settle()
    assert asked.clause.key() == works and "不用加引号" in asked.fields["wording"].error()
    asked.wording.setPlainText("每件资助200元。")
    asked.accept_button.click()
    rig.settle()
    assert rig.desk.read(queries.clause_wordings, policy) == {
        works: "每件资助200元。",
        licence: "按合同金额的1%资助。",
    }
    assert "条款原文已保存" in view.bar.state()
    assert "原文" in view.text.toPlainText() and "按合同金额的1%资助。" in view.text.toPlainText()


# --- importing ---


def test_a_file_chosen_by_keyboard_is_offered_at_once(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        edit = dialog.findChild(QLineEdit)
        assert edit is not None
        edit.setText(str(stick / "某县办法.yaml"))
        asked.extend(answer(rig, ImportDialog, lambda sheet: (said.append(text_of(sheet)), sheet.accept())))
        dialog.accept()

    said: list[str] = []
    asked: list[str] = []
    answer(rig, QFileDialog, choose)
    rig.press(Qt.Key.Key_O, modifier=CTRL)
    assert (
        "检查通过，算例全部算对" in said[0] and "某府办〔2022〕1号" in said[0] and "每件 100.00 元" in said[0]
    )
    assert files(data_dir) == ["small.yaml"]
    assert (data_dir / "policies" / "small.yaml").read_bytes() == SMALL.encode()
    assert listed(view)[-1] == ("某县办法", "某府办〔2022〕1号", "本单位", "可以使用")
    assert view.list.current() is not None and "本单位的文件 small.yaml" in view.text.toPlainText()
    assert "已导入“某县办法”" in view.bar.state()
    assert offered_at_the_counter(rig)


def test_what_cannot_be_used_is_refused_and_what_is_doubtful_asked_about(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    a_file_with_errors_is_not_copied_and_every_line_is_named(rig, view, stick, data_dir)
    an_example_that_fails_refuses_the_file_with_all_that_explains_it(rig, view, stick, data_dir)
    an_id_of_the_programs_own_is_refused(rig, view, stick, data_dir)
    remarks_are_shown_and_the_clerk_decides(rig, view, stick, data_dir)


def a_file_with_errors_is_not_copied_and_every_line_is_named(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    text = SMALL.replace("amount: 100\n", "amuont: 100\n").replace("rate: 5, of", "rate: 5, fo")
    (stick / "x.yaml").write_text(text, encoding="utf-8")

    def read(sheet: QDialog) -> None:
        assert isinstance(sheet, FindingsDialog)
        sheet.copy_button.click()
        sheet.accept()

    said = answer(rig, FindingsDialog, read)
    view.import_file(stick / "x.yaml")
    rig.settle()
    line = next(at for at, words in enumerate(text.splitlines(), 1) if "amuont" in words)
    assert f"第 {line} 行　1-work" in said[0] and "amuont" in said[0] and "2-deal" in said[0]
    assert "没有导入" in said[0]
    assert f"x.yaml:{line}: 1-work 错误" in QGuiApplication.clipboard().text()
    assert files(data_dir) == [] and not offered_at_the_counter(rig)


def an_example_that_fails_refuses_the_file_with_all_that_explains_it(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    (stick / "x.yaml").write_text(small(expected=120), encoding="utf-8")
    said = bring(rig, view, stick / "x.yaml")
    assert "这个文件不能使用" in said and "作品登记每件一百元" in said and "120.00" in said
    assert files(data_dir) == []


def remarks_are_shown_and_the_clerk_decides(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    (stick / "x.yaml").write_text(WARNED, encoding="utf-8")
    said = bring(rig, view, stick / "x.yaml", accept=False)
    assert "处提醒" in said and "相差千倍以上" in said
    assert files(data_dir) == []
    bring(rig, view, stick / "x.yaml")
    assert files(data_dir) == ["small.yaml"]
    assert "处提醒" in listed(view)[-1][3] and "相差千倍以上" in view.text.toPlainText()


def an_id_of_the_programs_own_is_refused(rig: Rig, view: PoliciesView, stick: Path, data_dir: Path) -> None:
    (stick / "x.yaml").write_text(small(id="shaoguan-2021"), encoding="utf-8")
    assert "内置政策不能被代替" in bring(rig, view, stick / "x.yaml")
    assert files(data_dir) == []


def test_replacing_names_what_changes_and_keeps_the_former_file(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    bring(rig, view, stick / "某县办法.yaml")
    assert bring(rig, view, stick / "某县办法.yaml") == "", "the same bytes ask nothing"
    assert "完全相同" in view.bar.state()
    (stick / "new.yaml").write_text(small(amount=250, expected=250), encoding="utf-8")
    said = bring(rig, view, stick / "new.yaml", accept=False)
    assert "代替" in said and "改动　第一条 作品登记" in said
    assert "每件 100.00 元" in said and "每件 250.00 元" in said and "专利转让每年" not in said
    assert rig.desk.policy("small").source == SMALL.encode()
    bring(rig, view, stick / "new.yaml")
    assert b"250" in rig.desk.policy("small").source
    assert [path.read_bytes() for path in (data_dir / "policies" / "former").iterdir()] == [SMALL.encode()]


def former(rig: Rig, view: PoliciesView) -> FormerFilesDialog:
    view.bar.former_button.click()
    rig.settle()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormerFilesDialog)
    return sheet


def test_former_files_are_told_apart_by_what_taking_them_back_would_change(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    bring(rig, view, stick / "某县办法.yaml")
    for amount in (250, 300):
        (stick / "new.yaml").write_text(small(amount=amount, expected=amount), encoding="utf-8")
        bring(rig, view, stick / "new.yaml")
    sheet = former(rig, view)
    model, shown = sheet.table.model(), []
    for row in range(model.rowCount()):
        assert "条规定" in model.index(row, 2).data() and "第一条 作品登记" in model.index(row, 3).data()
        sheet.table.select_row(row)
        shown.append(sheet.view.toPlainText())
    assert all("与现在的文件相比" in text and "每件 300.00 元" in text for text in shown)
    assert {("每件 100.00 元" in text, "每件 250.00 元" in text) for text in shown} == {
        (True, False), (False, True)
    }  # fmt: skip
    sheet.reject()


def test_a_file_restored_over_a_damaged_one_is_compared_with_the_last_that_can_be_read(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    bring(rig, view, stick / "某县办法.yaml")
    kept = data_dir / "policies" / "former"
    kept.mkdir()
    (kept / "small@20240101-090000.yaml").write_text(SMALL, encoding="utf-8")
    newest = small(amount=250, expected=250)
    (kept / "small@20240301-090000.yaml").write_text(newest, encoding="utf-8")
    (kept / "small@20240401-090000.yaml").write_text("id: [", encoding="utf-8")
    (data_dir / "policies" / "small.yaml").write_text("id: [", encoding="utf-8")
    view.enter()
    rig.settle()
    sheet = former(rig, view)
    model = sheet.table.model()
    assert [model.index(row, 3).data() for row in range(3)] == ["", "最近停用的一份", "改动　第一条 作品登记"]
    assert "不能使用" in model.index(0, 2).data()
    sheet.table.select_row(2)
    said = answer(rig, ImportDialog, lambda asked: asked.accept())
    rig.press(Qt.Key.Key_Return, sheet.table)
    assert "2024-03-01" in said[0] and "每件 250.00 元" in said[0]
    assert "已恢复" in view.bar.state() and rig.desk.policy("small").source == SMALL.encode()


def test_a_former_file_can_be_restored(rig: Rig, view: PoliciesView, stick: Path, data_dir: Path) -> None:
    bring(rig, view, stick / "某县办法.yaml")
    (stick / "new.yaml").write_text(small(amount=250, expected=250), encoding="utf-8")
    bring(rig, view, stick / "new.yaml")
    sheet = former(rig, view)
    assert sheet.table.model().index(0, 0).data() == "某县办法"
    said = answer(rig, ImportDialog, lambda asked: asked.accept())
    rig.press(Qt.Key.Key_Return, sheet.table)
    assert "恢复" in said[0] and "每件 250.00 元" in said[0]
    assert "已恢复" in view.bar.state()
    assert rig.desk.policy("small").source == SMALL.encode()
    assert len(list((data_dir / "policies" / "former").iterdir())) == 2


def test_a_policy_in_use_is_not_removed_and_one_without_use_is_kept_aside(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    bring(rig, view, stick / "某县办法.yaml")
    rig.steps.policy = rig.desk.policy("small")
    draft = rig.steps.draft(rig.steps.register(), works())
    view.enter()
    rig.settle()
    assert "1 件申请" in view.text.toPlainText()
    view.bar.remove_button.click()
    assert "不能删除" in view.message.sentence() and files(data_dir) == ["small.yaml"]
    rig.store.run(DiscardDraft(application=draft.application), CLERK)
    view.enter()
    rig.settle()
    asked = rig.answer()
    view.bar.remove_button.click()
    rig.settle()
    assert "以前的文件" in asked() and files(data_dir) == []
    assert not offered_at_the_counter(rig) and len(listed(view)) == 4
    assert len(list((data_dir / "policies" / "former").iterdir())) == 1


def test_a_file_of_no_use_counts_at_the_settings_and_says_why(
    rig: Rig, view: PoliciesView, data_dir: Path
) -> None:
    (data_dir / "policies").mkdir()
    broken = small(old="who: unit", new="who: units")
    (data_dir / "policies" / "broken.yaml").write_text(broken, encoding="utf-8")
    view.enter()
    rig.settle()
    assert listed(view)[-1] == ("broken.yaml", "", "本单位", "没有使用")
    view.list.table.select_row(4)
    assert "units" in view.text.toPlainText()
    assert counts_on(rig)("settings") == 1
    assert not view.bar.export_button.isEnabled() and view.bar.remove_button.isEnabled()


def test_a_policy_in_use_whose_file_is_gone_is_listed(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    bring(rig, view, stick / "某县办法.yaml")
    rig.steps.policy = rig.desk.policy("small")
    rig.steps.draft(rig.steps.register(), works())
    (data_dir / "policies" / "small.yaml").unlink()
    view.enter()
    rig.settle()
    assert listed(view)[-1] == ("small", "", "本单位", "文件不在了")
    view.list.table.select_row(len(listed(view)) - 1)
    assert "1 件申请" in view.text.toPlainText() and "不在了" in view.text.toPlainText()
    assert not view.bar.remove_button.isEnabled() and not view.bar.export_button.isEnabled()


# --- exporting ---


def test_a_policy_of_the_program_is_exported_to_begin_an_own_one(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        edit = dialog.findChild(QLineEdit)
        assert edit is not None and edit.text() == "shaoguan-2021.yaml"
        edit.setText(str(stick / "韶关.yaml"))
        dialog.accept()

    answer(rig, QFileDialog, choose)
    rig.press(Qt.Key.Key_E, modifier=CTRL)
    assert (stick / "韶关.yaml").read_bytes() == rig.desk.policy("shaoguan-2021").source
    assert "已导出" in view.bar.state()
    text = (stick / "韶关.yaml").read_text(encoding="utf-8").replace("id: shaoguan-2021", "id: mine-2025", 1)
    (stick / "韶关.yaml").write_text(text, encoding="utf-8")
    assert "检查通过" in bring(rig, view, stick / "韶关.yaml")
    assert files(data_dir) == ["mine-2025.yaml"]


# --- faults of the machine ---


def test_a_stick_that_was_pulled_out_is_told(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    assert bring(rig, view, stick / "不在.yaml") == ""
    assert "找不到“不在.yaml”" in view.message.sentence() and view.bar.import_button.isEnabled()


def test_a_file_that_vanishes_after_the_check_is_imported_as_it_was_checked(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    def pull_out(sheet: QDialog) -> None:
        (stick / "某县办法.yaml").write_text("别的内容", encoding="utf-8")
        (stick / "某县办法.yaml").unlink()
        sheet.accept()

    answer(rig, ImportDialog, pull_out)
    view.import_file(stick / "某县办法.yaml")
    rig.settle()
    assert (data_dir / "policies" / "small.yaml").read_bytes() == SMALL.encode()


def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(
    rig: Rig, view: PoliciesView, stick: Path, data_dir: Path
) -> None:
    (data_dir / "policies").write_text("", encoding="utf-8")
    bring(rig, view, stick / "某县办法.yaml")
    assert "不能写入" in view.message.sentence()
    assert not offered_at_the_counter(rig) and view.bar.import_button.isEnabled()


def test_a_full_disk_leaves_the_policy_in_use(qtbot: QtBot, tmp_path: Path, stick: Path) -> None:
    with faults.small_disk(tmp_path / "disk", "3m") as disk:
        rig = Rig(qtbot, disk, library_with(()))
        page = SettingsPage(rig.desk)
        rig.show(settings=page)
        page.show_tab(1)
        bring(rig, page.policies, stick / "某县办法.yaml")
        (stick / "new.yaml").write_text(small(amount=250, expected=250), encoding="utf-8")
        filler = faults.fill(disk)
        bring(rig, page.policies, stick / "new.yaml")
        assert "磁盘已满" in page.policies.message.sentence()
        filler.unlink()
        assert rig.desk.policy("small").source == SMALL.encode()
        assert files(disk) == ["small.yaml"]
        rig.window.close()
        rig.leave()


def test_an_export_that_fails_says_so(rig: Rig, view: PoliciesView, stick: Path) -> None:
    view.export(rig.desk.policy("shaoguan-2021"), stick / "没有这个文件夹" / "x.yaml")
    rig.settle()
    assert "没有导出" in view.message.sentence()


# --- a check that takes long ---


def test_a_long_check_can_be_stopped_and_imports_nothing(rig: Rig, view: PoliciesView, stick: Path) -> None:
    """Stopped where it stands: the whole check would find what no example shows, and ask."""
    (stick / "大.yaml").write_text(pack(limits=300, examples=300), encoding="utf-8")
    view.import_file(stick / "大.yaml")
    view.importing.slow.emit("大.yaml")  # a second later
    assert "“大.yaml”很大" in view.message.sentence()
    view.message.act(0)
    assert not view.message.isVisible()
    assert view.bar.import_button.isEnabled()
    rig.settle()
    assert view.bar.state() == "已停止检查“大.yaml”，没有导入"
    assert rig.desk.own.packs == ()
    assert bring(rig, view, stick / "某县办法.yaml")
    assert [one.path.name for one in rig.desk.own.packs] == ["small.yaml"]


def test_a_check_that_is_over_offers_nothing_to_stop(rig: Rig, view: PoliciesView, stick: Path) -> None:
    view.importing.stop()
    said = answer(rig, QDialog, lambda sheet: sheet.reject())
    view.import_file(stick / "某县办法.yaml")
    view.importing.slow.emit("某县办法.yaml")
    rig.settle()
    assert said and not view.message.isVisible()
