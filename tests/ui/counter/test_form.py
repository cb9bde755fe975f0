"""The form of an achievement: what it asks, what it says, and that it can be read on a small screen."""

import pytest
from PySide6.QtCore import Qt

from ipdesk.models.records import ApplicationParticulars
from ipdesk.rules.evaluation.amounts.alternatives import alternative_borders
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui import theme
from ipdesk.ui.counter.achievements.inputs import spoken_hint
from ipdesk.ui.desk.destinations import ContinueDraft
from ipdesk.ui.widgets import ChoiceField, Text, YesNoField
from ipdesk.ui.widgets.fields.field import Field
from tests.ui.counter.conftest import Clerk

KEY = Qt.Key
MARK = {"ref": "12345678", "date": "2022-05-06", "mark_type": "collective"}


def whole(field: Field) -> bool:
    """Say whether the line under an input shows all of its text."""
    line = field.line
    if not line.text():
        return True
    room = line.rect()
    needed = line.fontMetrics().boundingRect(
        room.adjusted(0, 0, 0, 1000), int(line.alignment()) | int(Qt.TextFlag.TextWordWrap), line.text()
    )
    rounding = 2  # px: a row is measured a fraction higher than it is laid out
    return needed.width() <= room.width() and needed.height() <= room.height() + rounding


def test_a_question_that_must_be_answered_is_missing_until_it_is(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("trademark_registration", **MARK)
    field = clerk.form().inputs["geographical"].widget
    assert isinstance(field, YesNoField)
    assert field.answer() is None
    raw = clerk.page.draft.rows[0]
    assert not raw.facts.get("geographical")
    assert "geographical" not in clerk.page.draft.entry(0).achievements[0].facts
    assert clerk.page.draft.shown(0).state == "缺 1 项"
    clerk.press(KEY.Key_F9)
    clerk.answered()
    assert field.hasFocus()
    assert clerk.form().fields["geographical"].error() == "还没有填"


def test_enter_over_an_unanswered_question_answers_no_and_goes_on(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("trademark_registration", **MARK)
    clerk.form().inputs["geographical"].widget.setFocus()
    clerk.press(KEY.Key_Return)
    assert clerk.page.draft.rows[0].facts["geographical"] == "false"
    assert clerk.page.draft.entry(0).achievements[0].facts["geographical"] is False
    assert clerk.page.draft.shown(0).state == "已填齐"
    assert not clerk.form().inputs["geographical"].widget.hasFocus()


def test_another_row_of_the_kind_is_unanswered_again(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("trademark_registration", **MARK, geographical="true")
    clerk.add("trademark_registration", ref="12345679", date="2022-05-06")
    field = clerk.form().inputs["geographical"].widget
    assert isinstance(field, YesNoField)
    assert field.answer() is None
    clerk.ctrl(KEY.Key_Up)
    assert field.answer() is True


def test_a_yes_or_no_that_counts_as_no_when_blank_stays_a_switch(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction")
    assert not isinstance(clerk.form().inputs["recorded"].widget, YesNoField)


@pytest.mark.parametrize("policy", standard_library().ids())
def test_every_field_of_every_kind_says_what_it_asks_for(clerk: Clerk, policy: str) -> None:
    clerk.window.setUpdatesEnabled(False)  # what is held here is laid out, not painted
    clerk.seat(clerk.registered())
    chosen = clerk.desk.policy(policy)
    clerk.page.draft.set_policy(chosen, ApplicationParticulars(year=chosen.pack.term.since.year))
    for kind in sorted(chosen.kinds()):
        clerk.add(kind)
        hints_are_readable(clerk, chosen, kind)
        as_many_are_marked_as_needed_as_the_head_says(clerk)
        fields = clerk.form().fields.values()
        clerk.ctrl(KEY.Key_Delete)
    two_rows = 2 * theme.metrics(theme.density().small).height()
    assert all(field.line.height() <= two_rows for field in fields)


def hints_are_readable(clerk: Clerk, policy: Policy, kind: str) -> None:
    """Hold the hint under every field to what the vocabulary says, all of it in sight."""
    form, enough = clerk.form(), alternative_borders(policy.pack, kind)
    for name, field in form.fields.items():
        assert whole(field), (kind, name, field.line.text())
        word = policy.vocabulary.all_facts[kind].get(name)
        if word is not None and name not in enough and not isinstance(form.inputs[name].widget, YesNoField):
            assert field.line.text() == spoken_hint(word)


def as_many_are_marked_as_needed_as_the_head_says(clerk: Clerk) -> None:
    """Hold every field to one mark, and the head of the form to their number."""
    marks = ("必填", "选填", "不填算", "几项满其一", "不用填")
    marked = [
        [text.text() for text in field.findChildren(Text) if text.text().startswith(marks)]
        for field in clerk.form().fields.values()
    ]
    assert all(len(found) == 1 for found in marked), "each field says whether it is needed"
    assert f"必填 {marked.count(['必填'])} 项" in clerk.page.achievements._asks.text()


def test_the_last_number_of_a_range_is_readable(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", date="2022-05-06", count="1051")
    field = clerk.form().fields["count"]
    assert field.line.text() == "共1051件，至 粤作登字-2022-F-00001051"
    assert whole(field)


def test_the_form_says_how_much_it_needs_and_what_a_blank_counts_as(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("management_certification")
    form = clerk.form()
    labels = form.fields["valid_invention_patents"].findChildren(Text)
    assert "几项满其一" in [label.text() for label in labels]
    assert form.fields["valid_invention_patents"].line.text() == "满 1 件即可"
    assert form.fields["software_copyrights"].line.text() == "满 8 件即可"
    assert "必填 3 项，“几项满其一”下面填够其中一项即可" in clerk.page.achievements._asks.text()


def test_a_switch_that_nobody_touched_looks_unanswered_and_counts_as_no(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction", ref="Y1", date="2022-05-06")
    made = clerk.form().inputs["related_party"]
    switch = made.widget
    untouched = switch.grab().toImage()
    assert switch.accessibleName().endswith("未答")
    assert clerk.page.draft.rows[0].facts.get("related_party", "") == ""
    switch.setFocus()
    clerk.type("n")
    assert switch.accessibleName().endswith(" 否")
    assert clerk.page.draft.rows[0].facts["related_party"] == "false"
    clerk.page.achievements.table.setFocus()
    assert switch.grab().toImage() != untouched
    switch.setFocus()
    clerk.press(KEY.Key_Delete)
    assert switch.accessibleName().endswith("未答")
    assert clerk.page.draft.rows[0].facts["related_party"] == ""
    clerk.press(KEY.Key_Space)
    assert clerk.page.draft.rows[0].facts["related_party"] == "true"


@pytest.mark.parametrize("length", [200, 201])
def test_a_line_of_text_has_a_length(clerk: Clerk, length: int) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref="ZL201910123457.4", date="2022-05-06", family="F" * length)
    error = clerk.form().fields["family"].error()
    assert error == ("" if length == 200 else "同族专利编号最多200个字，现有201个字，请缩短。")


def test_a_sum_and_its_unit_come_back_with_the_draft(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction", ref="Y1", date="2022-05-06")
    clerk.form().inputs["contract_amount"].widget.setFocus()
    clerk.type("w1,2345")
    clerk.ctrl(KEY.Key_S)
    clerk.answered()
    file = clerk.page.draft.file.id
    assert file is not None
    clerk.ctrl(KEY.Key_N)
    clerk.answered()
    clerk.desk.open(ContinueDraft(file))
    clerk.answered()
    made = clerk.form().inputs["contract_amount"]
    assert (made.read(), made.in_wan()) == ("1,2345", True)
    assert clerk.form().fields["contract_amount"].error()


def test_choices_that_lead_to_no_clause_say_so(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    chosen = clerk.desk.policy("zhaoqing-hitech-2022")
    clerk.page.draft.set_policy(chosen, ApplicationParticulars(year=2022))
    clerk.add("youth_invention_award", date="2022-05-06", series="guangdong")
    field = clerk.form().inputs["prize"].widget
    assert isinstance(field, ChoiceField)

    def marked() -> set[str]:
        rows = range(field.count())
        return {field.itemData(row) for row in rows if field.itemText(row).endswith("（本政策不涉及）")}

    assert marked() == {"gold", "silver", "bronze", "best_design"}
    clerk.write(series="soong_ching_ling")
    assert marked() == {"first", "second", "third", "excellence", "gardener"}
    clerk.write(prize="gold")
    assert field.key() == "gold"
    assert marked() == {"first", "second", "third", "excellence", "gardener"}


def test_a_choice_is_not_marked_by_an_answer_behind_it(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.page.draft.set_policy(clerk.desk.policy("zhaoqing-hitech-2022"), ApplicationParticulars(year=2022))
    clerk.add("youth_invention_award", date="2022-05-06", series="guangdong", prize="gold")
    series = clerk.form().inputs["series"].widget
    assert isinstance(series, ChoiceField)
    assert series.currentText() == "广东省少年儿童发明奖"


def marks(clerk: Clerk) -> dict[str, str]:
    return {name: field._mark.text() for name, field in clerk.form().fields.items()}


def test_what_no_clause_asks_of_a_thing_is_not_said_to_be_needed(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref="ZL201910123457.4", date="2022-05-06")
    panel, form = clerk.page.achievements, clerk.form()
    assert marks(clerk)["family"] == "不用填"  # granted at home
    assert "必填 5 项" in panel._asks.text()
    form.inputs["official_fees"].widget.setFocus()
    clerk.fill("3550", "")
    assert clerk.focused() is form.inputs["year"].widget
    assert clerk.page.draft.shown(0).state == "已填齐"
    clerk.write(region="US", ref="US11223344")
    assert marks(clerk)["family"] == "必填"
    assert clerk.page.draft.shown(0).state == "缺 2 项"  # and its type, which no Chinese number tells now
    assert form.inputs["family"].widget.isEnabled()


def test_the_last_number_of_a_count_stands_in_its_box_and_is_passed_by(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00001234")
    form = clerk.form()
    form.inputs["count"].widget.setFocus()
    clerk.fill("5")
    last = form.inputs["ref_last"].line
    assert last is not None and not last.isEnabled()
    assert last.placeholderText() == "粤作登字-2022-F-00001238"
    assert marks(clerk)["ref_last"] == "不用填"
    assert clerk.focused() is form.inputs["date"].widget
    clerk.write(count="")
    assert last.isEnabled() and marks(clerk)["ref_last"] == "选填"


def test_the_form_of_the_next_file_knows_nothing_of_the_one_before(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.seat(applicant)
    clerk.add("patent_grant", ref="x", date="2022-13-01")
    before = clerk.form()
    before.certificate.want(True)
    clerk.page.switching.clear()
    clerk.seat(applicant)
    clerk.add("patent_grant")
    form = clerk.form()
    assert form is before, "made once for all files under a policy"
    assert [one.read() for one in form.inputs.values() if one.line is not None and one.read()] == []
    assert not form.certificate.open() and not any(one.error() for one in form.fields.values())
