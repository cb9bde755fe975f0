"""Numbers at the counter: in any writing, and against what was typed beside them."""

from PySide6.QtCore import Qt

from ipdesk.models.commands import SaveDraft
from ipdesk.models.parsing.achievement_rows import numbers_of
from ipdesk.models.records import DraftTotals, RawAchievement
from tests.actors import CLERK
from tests.models.desk import company_code
from tests.ui.counter.conftest import TODAY, Clerk

LICENCE = {"contract_amount": "80万", "recorded": "true", "implemented": "true", "related_party": "false"}


def licence(ref: str) -> RawAchievement:
    return RawAchievement(id="1", kind="patent_transaction", ref=ref, date="2022-06-01", facts=LICENCE)


def test_years_beyond_a_patents_age_are_doubted_for_the_number_that_stands_there(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_in_force", ref="发明专利号：201910123457.4", date="2022-05-01", years_in_force="11")
    field = clerk.form().fields["years_in_force"]
    assert "最多维持3.34年" in field.error()
    assert [status for _, status, _ in clerk.awards()] != ["awarded"]
    clerk.form().inputs["years_in_force"].widget.setFocus()
    clerk.press(Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert not field.can_confirm()
    assert [amount for _, _, amount in clerk.awards()] == [1_000_000]
    clerk.write(ref="ZL201510123456.1")
    assert "2015年申请的" in field.error(), "what was confirmed was the age of the other patent"


def test_another_open_file_with_the_same_contract_is_told_in_whatever_writing(clerk: Clerk) -> None:
    other = clerk.registered(name="示例乙有限公司", identity=company_code(7))
    words = clerk.page.draft.policy.vocabulary
    rows = (licence("第Y2022440000123号"),)
    saving = SaveDraft(
        applicant=other, policy=clerk.page.draft.policy.id, year=2022, rows=rows, totals=DraftTotals(),
        numbers=numbers_of(rows, words, 2022, TODAY),
    )  # fmt: skip
    saved = clerk.store.run(saving, CLERK).value
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction", ref="y 2022440000123", date="2022-06-01", **LICENCE)
    clerk.until(lambda: bool(clerk.page.awards.notices.remarks()))
    [remark] = clerk.page.awards.notices.remarks()
    assert saved.number in remark.text and "示例乙有限公司" in remark.text


def test_what_was_paid_in_another_writing_is_excluded_as_it_is_typed(clerk: Clerk) -> None:
    other = clerk.registered(name="示例乙有限公司", identity=company_code(7))
    number = clerk.granted(other, licence("第Y2022440000123号"))
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction", ref="备案号：y2022440000123", date="2022-06-01", **LICENCE)
    clerk.until(lambda: [status for _, status, _ in clerk.awards()] == ["excluded"])
    [group] = clerk.page.awards.list.groups()
    assert getattr(group.source, "source", None) == number


def test_a_number_that_names_its_country_fills_it_in_and_another_may_be_typed(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant")
    clerk.form().go_to("ref")
    clerk.fill("US 11,222,333 B2")
    region = clerk.form().inputs["region"]
    assert region.read() == "US"
    assert clerk.form().fields["region"].line.text() == "美国"
    assert clerk.form().fields["ref"].error() == ""
    clerk.form().go_to("region")
    clerk.fill("CA")
    assert region.read() == "CA"
    assert "US" in clerk.form().fields["ref"].error()
