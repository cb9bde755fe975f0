"""What was typed into fields and reported as misread: each is understood exactly or refused."""

import datetime
import json
from decimal import Decimal

import pytest

from ipdesk.models.parsing.ranges import read_count
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.amounts import WAN, YUAN, read_amount
from ipdesk.models.parsing.values.dates import read_day, read_year
from ipdesk.models.parsing.values.facts import read_fact
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from tests.places import TESTS
from tests.rows import every_row

DATA = TESTS / "data/trials"
LINES = [json.loads(line) for line in (DATA / "fields.jsonl").read_text("utf-8").splitlines()]
MORE = [json.loads(line) for line in (DATA / "typed_fields.jsonl").read_text("utf-8").splitlines()]
TODAY = datetime.date(2026, 11, 29)
YEARS = FactWord(name="维持年限", type=FactType.NUMBER, unit="年")
SHARE = FactWord(name="占比", type=FactType.RATIO)
PIECES = FactWord(name="有效专利", type=FactType.INTEGER, unit="件")
INCREASE = FactWord(name="比上年增加", type=FactType.INTEGER, unit="件", minimum=None)


def read(line: dict[str, str]) -> object:
    text = line["text"]
    match line["field"]:
        case "amount":
            return read_amount(text, WAN if line["unit"] == "万元" else YUAN)
        case "day":
            return read_day(text)
        case "years":
            return read_fact(text, YEARS)
        case "share":
            return read_fact(text, SHARE)
        case "pieces":
            return read_fact(text, PIECES)
        case "increase":
            return read_fact(text, INCREASE)
        case "year":
            return read_year(text, TODAY)
    return read_count(text)


def expected(line: dict[str, str]) -> object:
    if line["field"] == "day":
        return datetime.date.fromisoformat(line["value"])
    return int(Decimal(line["value"]) * 100) if line["field"] == "amount" else Decimal(line["value"])


@every_row(LINES, lambda line: line["id"])
def test_a_typed_text_is_understood_exactly_or_refused(line: dict[str, str]) -> None:
    if line["value"] is None:
        with pytest.raises(Unreadable):
            read(line)
    else:
        assert read(line) == expected(line)


@every_row(MORE, lambda line: f"{line['field']} {line['text']!r}")
def test_a_writing_is_understood_exactly_or_refused_with_a_sentence(line: dict[str, str]) -> None:
    if line["value"] is not None:
        assert read(line) == expected(line)
        return
    with pytest.raises(Unreadable) as refused:
        read(line)
    assert line.get("says", "") in str(refused.value)
    assert str(refused.value).endswith("。")
