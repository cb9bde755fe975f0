"""What is new in the audit log is checked when the window stands, and a break told once, plainly."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.models import commands, queries
from ipdesk.models.store import Store
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.start_checks import StartChecks
from tests.actors import CLERK
from tests.models.desk import Clock, works
from tests.models.desk import Desk as Steps
from tests.models.handlers.funds.paying import NAME, grant
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.store.test_audit_chain import past_the_program
from tests.ui.rig import POLICY, Rig
from tests.ui.shell.test_app import set_up, started_desks, stop


def look(rig: Rig) -> str:
    rig.window.notice.clear()
    StartChecks(rig.window, rig.desk).check()
    rig.settle()
    return rig.window.notice.sentence()


def test_a_chain_that_holds_says_nothing_and_leaves_no_entry(rig: Rig) -> None:
    before = rig.store.read(queries.audit_entries)
    assert look(rig) == ""
    assert rig.store.read(queries.audit_entries) == before


def test_files_that_were_not_put_back_are_counted(rig: Rig, data_dir: Path) -> None:
    draft = rig.steps.draft(rig.steps.register(), works()).application
    rig.store.run(commands.AttachFile(application=draft, content=b"%PDF-1.7"), CLERK)
    assert look(rig) == ""
    (data_dir / "materials").rename(data_dir / "put aside")
    assert look(rig).startswith("有 1 份材料的文件不在数据文件夹里。放回过备份的")


def test_a_break_is_told_once_and_work_goes_on(rig: Rig, data_dir: Path) -> None:
    past_the_program(data_dir, "UPDATE audit_entry SET action = 'change' WHERE id = 2")
    rig.window.notice.say("电脑的时钟不对")
    StartChecks(rig.window, rig.desk).check()
    rig.settle()
    said = rig.window.notice.sentence()
    assert said.startswith("电脑的时钟不对\n操作记录被改动过：第 2 条")
    assert "是否继续办理由单位决定" in said and "另外复制一份" in said
    assert look(rig) == ""
    rig.steps.register()


def test_a_log_and_books_that_were_changed_are_told_when_the_program_opens(
    data_dir: Path, qtbot: QtBot
) -> None:
    set_up(data_dir)
    clock = Clock()
    with closing(Store.open(data_dir, clock)) as store:
        desk = Steps(store, POLICY, clock)
        fund = small_fund(desk, 100_000)
        for fen in (60_000, 40_000):
            grant(desk, fund.tasks[0], fen, NAME)
    past_the_program(
        data_dir,
        "UPDATE fund_movement SET fen = fen + 1 WHERE posting_id = 3",
        "DELETE FROM audit_entry WHERE id = 3",
    )
    with started_desks() as start:
        program = start(data_dir)
        window = program.window
        assert window is not None
        qtbot.waitUntil(lambda: "账目" in window.notice.sentence())
        log, copy, books, stop_posting = window.notice.sentence().split("\n")
        assert log.startswith("操作记录被改动过：第 4 条") and "中间有记录被删去" in log
        assert copy.startswith("程序没有停用") and "另外复制一份" in copy
        assert books.startswith("“专项资金”（2024年度）的账目前后对不上：从第 4 笔记账起")
        assert stop_posting.startswith("请停止这项资金的记账和支付")
        QTest.keyClick(window, Qt.Key.Key_F11)
        qtbot.waitUntil(lambda: window.current() == "settings")
        program.tasks.settle()
        [settings] = [page for page in window.pages() if isinstance(page, SettingsPage)]
        model = settings.audit.model
        assert model.index(0, 3).data() == "核对发现问题", "it stands in the log itself"
        stop(program)
        again = start(data_dir).window
        assert again is not None
        qtbot.waitUntil(lambda: bool(again.notice.sentence()))
        assert again.notice.sentence() == f"{books}\n{stop_posting}", "until the books hold again"
