"""One typed text -> the value of one fact, by what the vocabulary says the fact is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ipdesk.models.parsing.text.texts import Unreadable, read_line
from ipdesk.models.parsing.values.amounts import YUAN, AmountUnit, read_amount
from ipdesk.models.parsing.values.dates import read_day
from ipdesk.models.parsing.values.numbers import PLACES, NumberForm, read_number, read_share
from ipdesk.models.parsing.values.regions import read_region
from ipdesk.rules.core.case import FactValue
from ipdesk.rules.core.plain_text import compact, plain
from ipdesk.rules.pack.vocabulary import FactType, FactWord

_NUMBERS = (FactType.INTEGER, FactType.NUMBER, FactType.RATIO)
_YES = frozenset({"TRUE", "是", "有", "对", "√", "✓", "✔", "Y", "YES", "1"})
_NO = frozenset({"FALSE", "否", "无", "不是", "没有", "×", "✗", "✘", "N", "NO", "0"})


def read_fact(text: str, word: FactWord, unit: AmountUnit = YUAN) -> FactValue:
    """Read one fact by its word; the text is not blank. ``unit`` is that of a sum. Raises Unreadable."""
    if word.type is FactType.AMOUNT:
        return read_amount(text, unit)
    if word.type in _NUMBERS:
        return read_number_fact(text, word)
    return _READERS[word.type](text, word)


def read_number_fact(text: str, word: FactWord) -> Decimal | int:
    """Read a fact that is an integer, a number or a ratio. Raises Unreadable."""
    form = _number_form(word)
    number = read_share(text, form) if word.type is FactType.RATIO else read_number(text, form)
    return int(number) if number == number.to_integral_value() else number


def _number_form(word: FactWord) -> NumberForm:
    places = 0 if word.type is FactType.INTEGER else PLACES
    return NumberForm(word.name, (word.unit,), places, word.minimum)


def _read_yes_no(text: str, word: FactWord) -> bool:
    value = compact(text)
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise Unreadable(f"{word.name}请选择是或否。")


def _read_choice(text: str, word: FactWord) -> str:
    value = plain(text)
    for choice, name in word.choices.items():
        if value in (choice, plain(name)):
            return choice
    raise Unreadable(f"{word.name}没有“{value}”这一项，请从{'、'.join(word.choices.values())}中选择。")


def _read_region(text: str, word: FactWord) -> str:
    return read_region(text, word.choices, word.name)


def _read_text(text: str, word: FactWord) -> str:
    return read_line(text, word.name)


def _read_date(text: str, word: FactWord) -> str:
    return read_day(text).isoformat()


_READERS: dict[FactType, Callable[[str, FactWord], FactValue]] = {
    FactType.BOOLEAN: _read_yes_no,
    FactType.CHOICE: _read_choice,
    FactType.REGION: _read_region,
    FactType.TEXT: _read_text,
    FactType.DATE: _read_date,
}
