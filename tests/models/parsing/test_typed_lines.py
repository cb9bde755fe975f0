"""What was typed into fields and reported as misread: each is understood exactly or refused."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest

from ipdesk.models.parsing.amounts import WAN, YUAN, read_amount
from ipdesk.models.parsing.dates import read_day
from ipdesk.models.parsing.facts import read_fact
from ipdesk.models.parsing.unreadable import Unreadable
from ipdesk.models.ranges import read_count
from ipdesk.rules.vocabulary import FactType, FactWord

LINES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data/trials/fields.jsonl").read_text("utf-8").splitlines()
]
YEARS = FactWord(name="维持年限", type=FactType.NUMBER, unit="年")
SHARE = FactWord(name="占比", type=FactType.RATIO)


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
    return read_count(text)


def expected(line: dict[str, str]) -> object:
    if line["field"] == "day":
        return datetime.date.fromisoformat(line["value"])
    return int(Decimal(line["value"]) * 100) if line["field"] == "amount" else Decimal(line["value"])


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_a_typed_text_is_understood_exactly_or_refused(line: dict[str, str]) -> None:
    if line["value"] is None:
        with pytest.raises(Unreadable):
            read(line)
    else:
        assert read(line) == expected(line)
