"""Answers as banks give them: each row judged, what is damaged said, nothing guessed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.funds.payments.answer import Answer, AnswerError, answer_of
from ipdesk.funds.payments.answer_cells import Cell
from ipdesk.funds.payments.answer_head import AnswerSheet
from ipdesk.funds.payments.reading import read_results, serials_are_foreign, unknown_words
from ipdesk.funds.payments.results import Outcome, SentPayment, SentState
from tests.rows import every_row

COMPANY = "澄溪县恒岳精密电子有限公司（普通合伙）"
SENT = (
    SentPayment("P1", "6222000011112222333", "何铉", 123_450),
    SentPayment("P2", "44050001000000012345", COMPANY, 5_000_000),
    SentPayment("P3", "6222000011112222333", "何铉", 8_800, SentState.FAILED),
    SentPayment("P4", "6217000022223333444", "邝怡", 6_600, SentState.REVERSED),
)
CASES = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))


def cell(text: str) -> Cell:
    return float(text[1:]) if text.startswith("#") else text


def sheet(text: str, name: str = "回单") -> AnswerSheet:
    """Return a sheet of the lines of a text, blank ones left out as a reader does."""
    lines = enumerate(text.splitlines(), start=1)
    rows = [(line, [cell(part) for part in row.split("|")]) for line, row in lines]
    return AnswerSheet(name, [(line, cells) for line, cells in rows if any(cells)])


def answer(text: str) -> Answer:
    return answer_of([sheet(text)])


@every_row(CASES, lambda case: str(case["name"]))
def test_an_answer_is_read_and_every_row_judged(case: Mapping[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(AnswerError) as refused:
            answer(case["rows"])
        assert case["refused"] in refused.value.sentence
        return
    found = answer(case["rows"])
    matched = read_results(found, SENT)
    assert [str(one.verdict) for one in matched.rows] == case["verdicts"]
    assert {line: str(fault) for line, fault in found.faults.items()} == case.get("faults", {})
    if "missing" in case:
        assert [one.serial for one in matched.missing] == case["missing"]


UNKNOWN = """流水号|收款账号|收款户名|金额|状态
B77|6222000011112222333|何铉|1234.50|办结
B78|6222000011112222333|何铉|1234.50|成功"""


def test_what_a_person_says_a_word_means_holds_for_every_row() -> None:
    found = answer(UNKNOWN.replace("B77", "P1").partition("\nB78")[0])
    assert unknown_words(found) == ("办结",)
    [row] = read_results(found, SENT, meant={"办结": Outcome.SUCCESS}).rows
    assert row.verdict == "paid"


def test_serials_of_the_bank_itself_are_noticed_and_can_be_left_aside() -> None:
    found = answer(UNKNOWN)
    assert serials_are_foreign(found, SENT) and not serials_are_foreign(
        answer(UNKNOWN.replace("B77", "P1")), SENT
    )
    assert {one.verdict for one in read_results(found, SENT).rows} == {"unknown_payment"}
    rows = read_results(found, SENT, {2: None}, own_serials=False).rows
    assert [one.verdict for one in rows] == ["paid"]


def test_the_sheet_with_results_is_found_among_others_and_two_of_them_are_asked() -> None:
    results, notes = sheet(UNKNOWN, "结果"), sheet("说明\n请核对", "说明")
    assert [row.line for row in answer_of([notes, results]).rows] == [2, 3]
    with pytest.raises(AnswerError, match="“结果”、“副本”"):
        answer_of([results, notes, sheet(UNKNOWN, "副本")])


def test_lines_below_that_are_no_payment_are_named() -> None:
    found = answer("流水号|金额|状态\nP1|1234.50|成功\n合计：1笔|1234.50|\n|88.00|成功\n注：以上|")
    assert found.footers == (3, 5)
    assert [(row.line, row.serial, row.fen) for row in found.rows] == [(2, "P1", 123_450), (4, "", 8_800)]


_heads = st.permutations(["流水号", "收款账号", "收款户名", "金额", "状态", "序号"])
_cells = (
    st.sampled_from(
        [SENT[0].serial, SENT[0].account, SENT[0].name, "1234.50", "成功", "失败", "合计", "", "=", "-"]
    )
    | st.sampled_from([1234.5, 6.222000011112222e18, 1234.504, 0.0])
    | st.floats()
    | st.text(max_size=4)
)


@settings(max_examples=60)
@given(_heads, st.lists(st.lists(_cells, max_size=7).filter(any), max_size=4))
def test_whatever_stands_in_the_cells_no_row_with_a_fault_is_entered(
    heads: list[str], rows: list[list[Cell]]
) -> None:
    found = answer_of([AnswerSheet("", list(enumerate([heads, *rows], start=1)))])
    assert sorted([*(row.line for row in found.rows), *found.footers]) == [*range(2, len(rows) + 2)]
    for one in read_results(found, SENT).rows:
        assert one.row.line not in found.faults or not one.verdict.settled
        assert one.verdict != "paid" or (one.row.fen, one.row.outcome) == (123_450, Outcome.SUCCESS)
