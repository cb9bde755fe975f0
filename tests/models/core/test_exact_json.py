"""Facts and lines come back from text exactly as they went."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.core import exact_json
from ipdesk.models.evaluation.explanation import explanation_of, line_of
from ipdesk.models.parsing.draft_json import decisions_of, decisions_text, rows_of, rows_text
from ipdesk.models.records import DecisionForm, RawAchievement, RawDecision, RawExpert
from ipdesk.rules.cases.case import CaseReader
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import LimitUse, Line, Result, Status, TraceStep, Warning
from ipdesk.rules.library.policy_library import standard_library
from tests.places import TESTS

COLUMNS = ("achievement", "rule", "article", "status", "computed", "amount")

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
values = st.one_of(st.integers(), st.booleans(), st.text(), decimals)
facts = st.dictionaries(st.text(), values)


@given(facts)
def test_facts_come_back_with_value_and_type(given: dict[str, object]) -> None:
    found = exact_json.loads(exact_json.dumps(given))
    assert found == given
    assert {name: type(value) for name, value in found.items()} == {n: type(v) for n, v in given.items()}


@given(facts)
def test_equal_facts_give_equal_text_that_any_reader_of_json_reads(given: dict[str, object]) -> None:
    text = exact_json.dumps(given)
    assert exact_json.dumps(dict(reversed(given.items()))) == text
    json.loads(text)


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), Decimal("Infinity"), object(), {1, 2}])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        exact_json.dumps({"value": value})


def test_a_line_with_everything_comes_back_equal() -> None:
    source = HistoryEntry("p/1", "2", 2022, 100, "R1", {"years": Decimal("10.5"), "yes": True}, "2024-0001")
    line = Line(
        "1/2",
        "p/1",
        "四",
        Status.REDUCED,
        200,
        100,
        (
            Warning("already_awarded", {"used": 5}, "已经", source),
            Warning("missing_fact", {"facts": ("a", "b")}, "缺", "1/1"),
            Warning("x", {}, ""),
        ),
        (TraceStep("甲", "乙"), TraceStep("丙")),
        (LimitUse("p/l", "年度上限", True, 500, 100, 100, 100),),
    )
    columns = {name: getattr(line, name) for name in COLUMNS}
    assert line_of({**columns, "status": "reduced"}, explanation_of(line)) == line


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(
    st.lists(
        st.builds(
            RawAchievement,
            id=texts,
            kind=texts,
            ref=texts,
            ref_last=texts,
            count=texts,
            date=texts,
            year=texts,
            facts=st.dictionaries(texts, texts),
            confirmed=st.frozensets(texts),
            received=st.frozensets(texts),
        )
    )
)
def test_rows_come_back_as_typed(rows: list[RawAchievement]) -> None:
    assert rows_of(rows_text(rows)) == tuple(rows)


experts = st.lists(st.builds(RawExpert, texts, texts, texts, st.booleans()), max_size=3).map(tuple)
decisions = st.builds(RawDecision, texts, texts, texts, texts, texts, texts, experts)


@given(
    st.builds(
        DecisionForm,
        lines=st.lists(decisions).map(tuple),
        minutes_number=texts,
        minutes_date=texts,
        answers=st.dictionaries(texts, texts),
        minutes_body=texts,
        minutes_text=texts,
        departure_reason=texts,
    )
)
def test_decisions_come_back_as_typed(form: DecisionForm) -> None:
    assert decisions_of(decisions_text(form)) == form


def test_a_decision_typed_before_there_were_answers_has_none() -> None:
    text = '{"lines":[],"minutes_number":"〔2024〕3号","minutes_date":""}'
    assert decisions_of(text) == DecisionForm(lines=(), minutes_number="〔2024〕3号")
    line = '{"achievement":"1","rule":"p/1","decided":"5","granted":"","reason":""}'
    before = text.replace("[]", f"[{line}]")
    assert decisions_of(before).lines == (RawDecision("1", "p/1", "5"),), "nor has it a basis"


def worked_examples() -> list[Result]:
    policy = standard_library().policy("shaoguan-2021")
    text = (TESTS / "data/cases/shaoguan-2021.jsonl").read_text(encoding="utf-8")
    reader = CaseReader(policy)
    cases = [json.loads(line, parse_float=Decimal)["case"] for line in text.splitlines()]
    return [policy.evaluate(reader.read(case)) for case in cases]


def test_every_worked_example_comes_back_equal() -> None:
    for result in worked_examples():
        for line in result.lines:
            columns = {name: getattr(line, name) for name in COLUMNS}
            assert line_of(columns, explanation_of(line)) == line
