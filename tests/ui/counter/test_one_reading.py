"""A field and the row behind it read one text alike: both refuse it, or both take it for the same value."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ipdesk.models.parsing.achievement_rows import read_row
from ipdesk.models.parsing.draft_json import rows_of, rows_text
from ipdesk.models.parsing.row_edits import text_of, with_text
from ipdesk.models.parsing.values.amounts import WAN, YUAN, AmountUnit
from ipdesk.models.records import RawAchievement
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import FactType, FactWord, KindWord, RefWord, standard_vocabulary
from ipdesk.ui.counter.achievements.inputs import Input, MoneyInput, count_input, event_input, fact_input
from ipdesk.ui.widgets.fields.checked_field import CheckedField
from tests.typed_texts import typed_texts

TODAY = datetime.date(2024, 6, 20)
WORDS = {
    "sum": FactWord(name="金额", type=FactType.AMOUNT),
    "whole": FactWord(name="件数", type=FactType.INTEGER, unit="件"),
    "number": FactWord(name="年限", type=FactType.NUMBER, unit="年"),
    "below": FactWord(name="差额", type=FactType.NUMBER, minimum=None),
    "share": FactWord(name="占比", type=FactType.RATIO),
    "day": FactWord(name="证书日期", type=FactType.DATE),
}
KIND = KindWord(
    name="样例", section="patent", date="日期", ref=RefWord(name="编号", ranges=True), facts=WORDS
)
VOCABULARY = standard_vocabulary().extended({"sample": KIND}, {}, {}, {}, {})
FIELDS = [*WORDS, "date", "count"]
BLANK = RawAchievement(id="1", kind="sample", ref="0001", date="2022-03-01")


def made_in(qtbot: QtBot, name: str) -> Input:
    """Return the input of a field."""
    if name == "date":
        made: Input = event_input(lambda: TODAY)
    else:
        made = count_input() if name == "count" else fact_input(WORDS[name], lambda: TODAY)
    qtbot.addWidget(made.widget)
    return made


def sum_in(qtbot: QtBot) -> MoneyInput:
    """Return the input of the sum."""
    made = made_in(qtbot, "sum")
    assert isinstance(made, MoneyInput)
    return made


def typed_into(made: Input, text: str, unit: AmountUnit) -> CheckedField:
    """Type a text into an empty field and leave it alone: nothing is rewritten yet."""
    field = made.widget
    assert isinstance(field, CheckedField)
    made.write("")
    if isinstance(made, MoneyInput):
        made.money.set_unit(unit)
    field.setText(text)
    return field


def value_in_row(raw: RawAchievement, name: str) -> object:
    """Return what the row has read, None for nothing; a day as the field gives it."""
    found = read_row(raw, VOCABULARY, 2022, TODAY).achievements
    if name == "date":
        return found[0].date if found else None
    if name == "count":
        return len(found)
    value = found[0].facts.get(name)
    return datetime.date.fromisoformat(value) if name == "day" and isinstance(value, str) else value


@pytest.mark.parametrize("name", FIELDS)
def test_field_and_row_agree_on_any_text(qtbot: QtBot, name: str) -> None:
    made = made_in(qtbot, name)

    @given(text=typed_texts(), unit=st.sampled_from(AmountUnit))
    def agree(text: str, unit: AmountUnit) -> None:
        field = typed_into(made, text, unit)
        raw = with_text(BLANK, name, made.read(), made.in_wan())
        problems = read_row(raw, VOCABULARY, 2022, TODAY).problems
        wrong = [one.message for one in problems if one.field == name]
        if name == "date" and blank(text):
            wrong = []  # a day that is missing is told of by the row alone
        assert wrong == ([field.problem()] if field.problem() else [])
        if not wrong and field.read_text(field.text()) is not None:
            assert value_in_row(raw, name) == field.read_text(field.text())

    agree()


@pytest.mark.parametrize("name", FIELDS)
def test_a_saved_text_comes_back_as_it_stood(qtbot: QtBot, name: str) -> None:
    """What cannot be read is shown as typed and in its unit; what can be is shown as the field writes it."""
    made = made_in(qtbot, name)

    @given(text=typed_texts(), unit=st.sampled_from(AmountUnit))
    def come_back(text: str, unit: AmountUnit) -> None:
        field = typed_into(made, text, unit)
        problem = field.problem()
        value = None if problem else field.read_text(field.text())
        raw = with_text(BLANK, name, made.read(), made.in_wan())
        [again] = rows_of(rows_text([raw]))
        assert again == raw
        made.write("")
        made.write(text_of(again, name), name in again.in_wan)
        assert (field.problem(), made.in_wan()) == (problem, name in raw.in_wan)
        if problem:  # Qt takes a byte order mark away
            assert made.read().lstrip("\ufeff") == text_of(raw, name).lstrip("\ufeff")
        else:
            assert field.read_text(made.read()) == value

    come_back()


def test_a_refused_sum_comes_back_in_its_unit(qtbot: QtBot) -> None:
    made = sum_in(qtbot)
    typed_into(made, "1,2345", WAN)
    raw = with_text(BLANK, "sum", made.read(), made.in_wan())
    made.write("5", False)
    assert made.in_wan() is False
    made.write(text_of(raw, "sum"), "sum" in raw.in_wan)
    assert (made.read(), made.in_wan()) == ("1,2345", True)


def test_another_unit_of_the_same_text_is_another_sum(qtbot: QtBot) -> None:
    raw = with_text(BLANK, "sum", "80", in_wan=True)
    assert value_in_row(raw, "sum") == 80_000_000
    assert value_in_row(with_text(raw, "sum", "80", in_wan=False), "sum") == 8_000
    made = sum_in(qtbot)
    made.write("80.00", True)
    made.money.set_fen(8_000)  # the same text in the other unit
    assert (made.read(), made.money.fen(), made.money.unit()) == ("80.00", 8_000, YUAN)


def test_a_share_is_shown_as_a_percentage(qtbot: QtBot) -> None:
    made = made_in(qtbot, "share")
    made.write("0.125")
    assert made.read() == "12.5%"
    assert value_in_row(with_text(BLANK, "share", "12.5%"), "share") == Decimal("0.125")
