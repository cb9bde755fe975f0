"""操作记录 among the settings: who did and saw what, filtered, checked and taken along by keys."""

from __future__ import annotations

import ast
import dataclasses
import datetime
import importlib
import io
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ipdesk.models import commands, handlers, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Kind
from ipdesk.models.packs.change import Action as PolicyAction
from ipdesk.models.records import (
    APPLICANT_TEXTS,
    AccessSettings,
    ApplicationParticulars,
    AuditRecord,
    CallDetails,
    Office,
    paper_label,
)
from ipdesk.models.workflow import State
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.desk.destinations import OpenAuditLog, Origin
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.audit.field_words import field_words
from ipdesk.ui.settings.audit.words import (
    action_words,
    fields_text,
    kind_words,
    record_text,
    titles_in,
)
from tests.actors import CLERK
from tests.models.desk import licence, works
from tests.models.store.test_audit_chain import past_the_program
from tests.ui.rig import Rig

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(rig: Rig) -> SettingsPage:
    """Return the page on the log of an office where two people have worked on two days."""
    other = rig.store.run(commands.AddPerson(name="黄志强"), CLERK).value
    applicant = rig.steps.register("示例欧亚特有限公司")
    rig.steps.issue(rig.steps.confirmed(applicant, licence(), works()))
    rig.clock.moment += datetime.timedelta(days=1)
    seen = commands.NoteView(kind=Kind.APPLICANT, records=(applicant,), fields=frozenset({"account"}))
    rig.store.run(seen, Actor(other))
    made = rig.page(SettingsPage)
    rig.show(settings=made)
    rig.press(Qt.Key.Key_6, modifier=ALT)
    return made


def listed(page: SettingsPage) -> list[list[str]]:
    model = page.audit.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_log_reads_in_chinese_the_newest_first(page: SettingsPage) -> None:
    rows = listed(page)
    assert [row[3] for row in rows] == [
        "查看个人信息", "印发文书", "转为“已下达”", "转为“已审定”", "转为“已受理”", "新建",
        "登记申请人", "添加人员", "添加人员", "首次设置",
    ]  # fmt: skip
    assert rows[0][2:] == ["黄志强", "查看个人信息", "申请人 示例欧亚特有限公司", "收款账号", ""]
    assert [row[4] for row in rows[1:3]] == ["文书 示知资〔2024〕1号", "申请件 2024-0001"]
    assert rows[7][4:] == ["人员 黄志强", "+管理员、+审批人、+财务、+受理员、+审核员", ""]
    assert "10 条　最后一个校验值 " in page.audit.last.text()


@pytest.mark.parametrize(
    ("record", "label", "said"),
    [
        ("letter 3", paper_label("acceptance_receipt", "2024-0001"), "受理回执 2024-0001"),
        ("application 7", "", "申请件（已删除）"),
        ("office 1", "", "本单位"),
    ],
)
def test_nothing_is_named_by_an_id_that_nobody_knows(record: str, label: str, said: str) -> None:
    fields = (
        "shaoguan-2021/7-patent-transaction:7/2",
        "shaoguan-2021/7-patent-transaction:7/3",
        "gone/1-x:8",
    )
    row = AuditRecord(1, datetime.datetime(2024, 6, 20), "", "change", record, (*fields, "bank"), "", label)
    assert record_text(row) == said
    told = fields_text(row, titles_in(standard_library()))
    assert told == "专利转让许可 2 项、核定的事项 1 项、开户银行"


def choose(rig: Rig, page: SettingsPage, **wanted: str) -> int:
    """Set filters; return how many entries are left."""
    filters = page.audit.filters
    filters.clear()
    for name, value in wanted.items():
        field = getattr(filters, name)
        if name in ("person", "action"):
            field.set_key(value)
            field.changed.emit(value)
        else:
            rig.type(field, value)
    rig.settle()
    return len(listed(page))


def test_filters_narrow_by_person_action_record_and_day(rig: Rig, page: SettingsPage) -> None:
    assert choose(rig, page, person="2") == 1
    assert choose(rig, page, action="add") == 2
    assert choose(rig, page, text="2024-0001") == 5
    assert choose(rig, page, text="sloyt") == 7, "the applicant by initials, with its application and letter"
    assert choose(rig, page, text="〔2024〕1号") == 1
    assert choose(rig, page, first="20240621") == 1
    assert choose(rig, page, last="20240620") == 9
    assert choose(rig, page, first="20240622") == 0
    assert choose(rig, page) == 10


def test_everything_goes_by_keys(rig: Rig, page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page.audit.table.hasFocus()
    rig.press(Qt.Key.Key_F, modifier=CTRL)
    focus = QApplication.focusWidget()
    assert focus is not None and page.audit.filters.isAncestorOf(focus)
    exported: list[str] = []
    monkeypatch.setattr(page.audit, "export", lambda path: exported.append(path.name))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda _, __, start, kind: (start, kind))
    rig.press(Qt.Key.Key_E, modifier=CTRL)
    assert exported == ["操作记录20240621.xlsx"]
    rig.press(Qt.Key.Key_F9)
    assert page.audit.bar.state() == "已核对 10 条，校验链完整"


def test_a_check_of_all_names_the_first_broken_entry_and_what_to_do(
    rig: Rig, page: SettingsPage, data_dir: Path
) -> None:
    past_the_program(data_dir, "UPDATE audit_entry SET action = 'change' WHERE id = 4")
    rig.press(Qt.Key.Key_F9)
    said = page.audit.message.sentence()
    assert said.startswith("操作记录被改动过：第 4 条（2024-06-20 ") and "是否继续办理由单位决定" in said
    assert listed(page)[0][2:] == ["陈晓敏", "核对发现问题", "本单位", "内容不符、序号 4", ""]


def test_the_workbook_for_inspectors_has_real_dates_and_the_last_hash(
    rig: Rig, page: SettingsPage, tmp_path: Path
) -> None:
    choose(rig, page, text="2024-0001")
    last = rig.store.read(queries.last_audit_hash)
    page.audit.export(tmp_path / "log.xlsx")
    rig.settle()
    sheet = load_workbook(io.BytesIO((tmp_path / "log.xlsx").read_bytes())).worksheets[0]
    head, *rows, foot = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head == ["序号", "时间", "人员", "操作", "对象", "涉及的内容", "校验值"]
    day = rig.clock.moment.astimezone().replace(tzinfo=None) - datetime.timedelta(days=1)
    assert [row[1] for row in rows] == [day] * 5
    assert sheet["B2"].number_format == "yyyy-mm-dd hh:mm:ss"
    hashes = {entry.id: entry.hash for entry in rig.store.read(queries.audit_entries)}
    assert [(row[0], row[6]) for row in rows] == [(number, hashes[number]) for number in range(5, 10)]
    assert foot[6] == last and "导出 5 条" in str(foot[4])
    newest = rig.store.read(queries.audit_entries)[0]
    assert (newest.action, newest.fields) == ("export", ("audit_entry", "rows:5"))
    assert page.audit.bar.state().startswith("已导出 5 条")


def test_whoever_is_sent_here_comes_back(page: SettingsPage) -> None:
    page.show_tab(0)
    back: list[str] = []
    page.show_destination(OpenAuditLog(), Origin("受理", lambda: back.append("受理")))
    assert page.tabs[5].isChecked() and page.audit.isVisible()
    page.back.click()
    assert back == ["受理"]


def test_of_ten_thousand_entries_only_those_are_read_that_are_painted(
    rig: Rig, page: SettingsPage, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = "at, person_id, action, record, fields, previous, hash"
    copied = f"INSERT INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry"
    past_the_program(data_dir, *[copied] * 10)
    asked: list[int] = []
    read = page.audit.model._entries._query
    monkeypatch.setattr(
        page.audit.model._entries, "_query", lambda session, ids: asked.append(len(ids)) or read(session, ids)
    )
    page.audit.refresh()
    rig.settle()
    page.audit.table.viewport().repaint()
    assert page.audit.model.rowCount() == 10 * 2**10
    assert 0 < sum(asked) <= 3 * 64


# --- words ---


def _actions(node: ast.expr, module: ModuleType) -> Iterator[str]:
    """Yield what an expression for an action can be."""
    match node:
        case ast.Constant(value=str(action)):
            yield action
        case ast.Name(id=name):
            yield getattr(module, name)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_actions(one, module), *_actions(other, module))
        case ast.Attribute(value=ast.Attribute(attr="target") | ast.Name(id="target"), attr="value"):
            yield from (state.value for state in State)
        case ast.Attribute(value=ast.Name(id="asked"), attr="action"):
            yield from get_args(PolicyAction)
        case _:
            raise AssertionError(f"what can this be? {module.__name__}: {ast.unparse(node)}")


def written_actions() -> Iterator[str]:
    folder = Path(str(handlers.__file__)).parent
    for path in folder.rglob("*.py"):
        if path.stem in ("__init__", "work"):
            continue
        inner = ".".join(path.relative_to(folder).with_suffix("").parts)
        module = importlib.import_module(f"{handlers.__name__}.{inner}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("audit", "audit_unchanged"):
                yield from _actions(node.args[0], module)


def test_every_action_that_is_ever_written_has_a_word() -> None:
    written = {*written_actions(), "chain"}
    assert len(written) > 20
    assert written == set(action_words()), "ui/settings/audit/words.py has a word for each action"


def test_every_kind_of_record_and_every_field_has_a_word() -> None:
    assert set(kind_words()) == {kind.value for kind in Kind}
    office = {field.name for field in dataclasses.fields(Office)}
    particulars = {field.name for field in dataclasses.fields(ApplicationParticulars)}
    call = {field.name for kind in (CallDetails, AccessSettings) for field in dataclasses.fields(kind)}
    named = {*APPLICANT_TEXTS, "kind", "traits", "applicant_id", "policy", *office, *particulars, *call}
    assert named <= set(field_words())
