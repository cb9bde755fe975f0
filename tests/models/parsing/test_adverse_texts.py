"""Texts that were typed or pasted to slip through: each is taken, doubted, or refused with a sentence."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest

from ipdesk.models.parsing.achievement_rows import read_row
from ipdesk.models.parsing.applicant import checked_fields
from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.models.parsing.letter_numbers import is_prefix, read_serial
from ipdesk.models.parsing.names.check import check_name
from ipdesk.models.parsing.reasons import check_minutes, reason_fault
from ipdesk.models.parsing.text.lines import CheckedNumber, check_address
from ipdesk.models.parsing.text.texts import Unreadable, line_fault
from ipdesk.models.records import ApplicantDetails, RawAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.places import TESTS
from tests.rows import every_row

_DATA = TESTS / "data" / "trials" / "attack.jsonl"
LINES = [json.loads(line) for line in _DATA.read_text(encoding="utf-8").split("\n") if line]
_TODAY = datetime.date(2026, 11, 29)


def raw_row(line: dict[str, Any], confirmed: frozenset[str] = frozenset()) -> RawAchievement:
    return RawAchievement(
        id="1", kind=line["kind"], ref=line["ref"], date=line.get("date", "2024-05-05"),
        year=line.get("year", ""), facts=line.get("facts", {}), confirmed=confirmed,
    )  # fmt: skip


ROWS = [line for line in LINES if line["where"] == "row"]


@every_row(ROWS, lambda line: f"{line['kind']} {line['ref']!r} {line['field']}")
def test_a_row_that_contradicts_itself_is_doubted(line: dict[str, Any]) -> None:
    entry = read_row(raw_row(line), standard_vocabulary(), 2024, _TODAY)
    problems = [problem for problem in entry.problems if problem.field == line["field"]]
    verdict = "right" if not problems else "doubt" if problems[0].confirmable else "refused"
    assert verdict == line["verdict"], problems
    assert all(line.get("says", "") in problem.message for problem in problems)
    assert all(problem.message.endswith("。") for problem in problems)
    assert entry.refs[0] == line.get("read", entry.refs[0])


@pytest.mark.parametrize(
    "line", [line for line in ROWS if line["verdict"] == "doubt"], ids=lambda line: line["ref"]
)
def test_such_a_doubt_can_be_confirmed(line: dict[str, Any]) -> None:
    confirmed = raw_row(line, frozenset({line["field"]}))
    problems = read_row(confirmed, standard_vocabulary(), 2024, _TODAY).problems
    assert [problem for problem in problems if problem.field == line["field"]] == []


def _bank(text: str) -> CheckedNumber:
    details = ApplicantDetails(kind="enterprise", name="示例", identity="", bank=text)
    return checked_fields(details, standard_vocabulary())["bank"]


def _serial(text: str) -> CheckedNumber:
    try:
        return CheckedNumber(str(read_serial(text)))
    except Unreadable as wrong:
        return CheckedNumber("", str(wrong))


_CHECKS: dict[str, Callable[[str], CheckedNumber]] = {
    "name": check_name,
    "person": lambda text: check_name(text, personal=True),
    "address": check_address,
    "bank": _bank,
    "bank_account": check_bank_account,
    "telephone": check_telephone,
    "line": lambda text: CheckedNumber(text, line_fault(text)),
    "reason": lambda text: CheckedNumber(text, reason_fault(text, "核减理由")),
    "minutes": check_minutes,
    "prefix": lambda text: CheckedNumber(text, "" if is_prefix(text) else "。"),
    "serial": _serial,
}  # fmt: skip


@every_row(
    [line for line in LINES if line["where"] in _CHECKS],
    lambda line: f"{line['where']} {line['input']!r}",
)
def test_a_text_is_taken_doubted_or_refused(line: dict[str, Any]) -> None:
    checked = _CHECKS[line["where"]](line["input"])
    verdict = "right" if not checked.problem else "doubt" if checked.confirmable else "refused"
    assert verdict == line["verdict"], checked
    assert line.get("says", "") in checked.problem
    assert not checked.problem or checked.problem.endswith("。")
