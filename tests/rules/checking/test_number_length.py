"""Numbers that no office means: each is one short finding, wherever a pack or its examples hold a number."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.library.check_file import check_data
from tests.places import TESTS

PACKS = {
    name: (TESTS / "rules" / "packs" / f"{name}.yaml").read_text(encoding="utf-8")
    for name in ("absent", "amounts", "days", "limits", "sequences")
}
# What YAML reads as a number in these packs, sums and years of examples included.
NUMBER = re.compile(r"(?<=[ {\[:])[0-9]+(?:\.[0-9]+)?(?=[,}\]\n])")
PLACES = [(name, match.span()) for name, text in PACKS.items() for match in NUMBER.finditer(text)]
TOO_LONG = [
    "1e99999",
    "9" * 5000,
    "1e-20000",
    "'1e99999'",
    "1E+99999999999",
    "１e９９９９９",
    "0." + "1" * 5000,
]
LONGEST_SENTENCE = 300


@settings(deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(TOO_LONG))
def test_a_number_out_of_all_measure_is_told_in_short_sentences(
    place: tuple[str, tuple[int, int]], number: str
) -> None:
    name, (start, end) = place
    text = PACKS[name][:start] + number + PACKS[name][end:]
    found = check_data(text.encode(), f"{name}.yaml").findings
    assert found
    assert max(len(finding.message) for finding in found) < LONGEST_SENTENCE


BORDERS = [
    ("amounts", "{at_most: 3, amount: 20000}", "{at_most: %s, amount: 20000}"),
    ("amounts", "{above: 1000000, rate: 3}", "{above: %s, rate: 3}"),
    ("amounts", "{from: 2022-01-01, value: 3.7}", "{from: 2022-01-01, value: %s}"),
    ("amounts", "months: {name: 月数, type: integer, ", "months: {name: 月数, type: integer, default: %s, "),
    ("amounts", "when: [{fact: value, at_least: 1000000}]", "when: [{fact: value, at_least: %s}]"),
    ("amounts", "rate: {fact: allowed_rate, at_most: 60}", "rate: {fact: allowed_rate, at_most: %s}"),
    ("limits", "rate: 30, of", "rate: %s, of"),
    (
        "limits",
        "rules: rent, per: [applicant, year], years: 3",
        "rules: rent, per: [applicant, year], years: %s",
    ),
]


@pytest.mark.parametrize("number", ["1e99999", "9" * 5000, "1e-20000"])
@pytest.mark.parametrize(("name", "old", "new"), BORDERS, ids=lambda part: str(part)[:30])
def test_it_is_one_finding_where_it_stands(name: str, old: str, new: str, number: str) -> None:
    assert PACKS[name].count(old) == 1
    text = PACKS[name].replace(old, new % number)
    (finding,) = check_data(text.encode(), f"{name}.yaml").findings
    assert finding.line == PACKS[name][: PACKS[name].index(old)].count("\n") + 1
    assert finding.message.endswith("。") and len(finding.message) < LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("unit: 个月}", "unit: 个月, default: 0.5}", "“月数”是整数，default 也写整数，现为“0.5”。"),
        ("court_fee: {name: 诉讼费, type: amount, default: 0}",
         "court_fee: {name: 诉讼费, type: amount, default: 0.001}",
         "“诉讼费”是金额，default 最多两位小数，现为“0.001”。"),
        ("{at_most: 3, amount: 20000}", "{at_most: 2.5, amount: 20000}",
         "“名次”的界限不能写“2.5”，请写整数。"),
        ("{above: 1000000, rate: 3}", "{above: 1000000.001, rate: 3}",
         "“成交额”的界限不能写“1000000.001”，金额最多两位小数。"),
    ],
)  # fmt: skip
def test_parts_that_a_value_cannot_have_are_refused(old: str, new: str, said: str) -> None:
    assert PACKS["amounts"].count(old) == 1
    (finding,) = check_data(PACKS["amounts"].replace(old, new).encode(), "amounts.yaml").findings
    assert finding.message == said
