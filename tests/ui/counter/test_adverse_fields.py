"""Fields of the counter put right, when they are left, what came with a pasted text."""

from PySide6.QtCore import Qt

from ipdesk.ui.widgets.fields.inline_field import InlineField
from tests.ui.counter.conftest import Clerk

WORK = {"ref": "粤作登字-2022-F-00001234", "date": "2022-03-01", "registrar": "guangdong"}


def test_a_number_is_shown_without_what_was_pasted_around_it(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", **{**WORK, "ref": ""})
    field = clerk.form().inputs["ref"].line
    assert field is not None
    field.setFocus()
    field.insert("\u202e登记号：粤作登字-2022-F-00001234")
    clerk.form().inputs["date"].widget.setFocus()
    assert field.text() == "粤作登字-2022-F-00001234"


def test_a_country_is_told_by_its_name_however_it_was_typed(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref="", date="2022-03-01")
    made = clerk.form().inputs["region"]
    assert made.line is not None
    for typed, code, name in (
        ("香港", "HK", "中国香港"), ("UK", "GB", "英国"), ("欧洲", "EP", "欧洲专利局"),
        ("CHN", "CN", "中国大陆"), ("ＣＮ", "CN", "中国大陆"), ("美国", "US", "美国"),
    ):  # fmt: skip
        made.line.setFocus()
        made.line.setText(typed)  # without the list of proposals, which holds the focus
        assert made.describe() == name
        clerk.form().inputs["date"].widget.setFocus()
        assert made.line.text() == code


def test_a_year_before_the_thing_is_doubted_until_it_is_confirmed(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", **WORK)
    line = clerk.form().inputs["year"].line
    assert line is not None
    line.setFocus()
    line.insert("2021")
    clerk.form().inputs["date"].widget.setFocus()
    assert [problem.field for problem in clerk.page.draft.problems()] == ["year"]
    assert clerk.page.draft.result is None or clerk.page.draft.result.total == 0
    line.setFocus()
    clerk.press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.AltModifier)
    assert clerk.page.draft.problems() == ()
    [inline] = clerk.form().findChildren(InlineField)
    assert inline.editor is line


def test_a_confirmed_contradiction_is_doubted_anew_where_another_registrar_is_chosen(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", **{**WORK, "registrar": "other"})
    assert [problem.field for problem in clerk.page.draft.problems()] == ["ref"]
    clerk.form().fields["ref"].confirmed.emit()
    assert clerk.page.draft.problems() == ()
    clerk.form().inputs["registrar"].widget.set_key("national")
    assert [problem.field for problem in clerk.page.draft.problems()] == ["ref"]
