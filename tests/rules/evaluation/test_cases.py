"""Worked examples as data: what `ipdesk evaluate` answers to every line of tests/data/cases."""

import json
from typing import Any

import pytest

from ipdesk.rules.library.evaluate_stream import evaluate_lines
from ipdesk.rules.library.policy_library import standard_library
from tests.places import TESTS
from tests.rows import every_row

CASES = TESTS / "data" / "cases"

# What is compared of a warning, by its code; anything more in it is the program's own.
COMPARED: dict[str, tuple[str, ...]] = {
    "missing_fact": ("facts",),
    "amount_cap": ("limit", "used", "cut"),
    "highest_only": ("limit", "used", "cut"),
    "count_cap": ("limit", "used", "cut"),
    "quota": ("limit", "used", "cut"),
    "item_ceiling": ("limit", "cut"),
    "other_support_deducted": ("amount",),
    "matching_required": ("amount",),
    "already_awarded": ("used",),
    "needs_decision": ("ceiling", "floor"),
    "decision_above_ceiling": ("ceiling",),
    "decision_below_floor": ("floor",),
}


def examples() -> list[dict[str, Any]]:
    found = []
    for path in sorted(CASES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found.append({"id": f"{path.stem}-{number:02d}", **json.loads(line)})
    return found


@every_row(examples(), lambda example: example["id"])
def test_example(example: dict[str, Any]) -> None:
    line = example["line"] if "line" in example else json.dumps(example["case"], ensure_ascii=False)
    (answer,) = evaluate_lines([line.encode()], standard_library())
    assert answer.failed is ("error" in example["expect"])
    assert compared(json.loads(answer.text)) == compared(example["expect"]), example["why"]


def compared(result: dict[str, Any]) -> dict[str, Any]:
    if "error" in result:
        return {"case": result["case"], "code": result["error"]["code"], "path": result["error"]["path"]}
    return {
        **{key: result[key] for key in ("case", "policy", "total")},
        "notices": [
            (notice["code"], notice.get("achievement"))
            for notice in result["notices"]
            if notice["code"] in ("draft_policy", "no_rule")  # any other is the program's own
        ],
        "lines": [line_compared(line) for line in result["lines"]],
    }


def line_compared(line: dict[str, Any]) -> tuple[Any, ...]:
    warnings = [warning_compared(warning) for warning in line["warnings"]]
    others = [warning for warning in warnings if warning != (("code", "not_eligible"),)]
    assert len(others) == len(set(others)), "a warning must not occur twice"
    fields = ("achievement", "rule", "article", "status", "computed", "amount")
    return (*(line[field] for field in fields), frozenset(warnings))


def warning_compared(warning: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    found: list[tuple[str, object]] = [("code", warning["code"])]
    for name in COMPARED.get(warning["code"], ()):
        if name in warning:
            value = warning[name]
            found.append((name, frozenset(value) if isinstance(value, list) else value))
    return tuple(found)


@pytest.mark.parametrize("policy", standard_library().ids())
def test_every_rule_of_the_policy_occurs_in_its_examples(policy: str) -> None:
    text = (CASES / f"{policy}.jsonl").read_text(encoding="utf-8")
    expected = {
        line["rule"] for row in text.splitlines() for line in json.loads(row)["expect"].get("lines", ())
    }
    assert expected == set(standard_library().policy(policy).rule_ids())


def test_history_of_a_rule_about_two_kinds_holds_the_titles_of_both() -> None:
    case = {
        "case": "two-kinds",
        "policy": "lianzhou-2024-draft",
        "applicant": {"id": "a1", "kind": "government"},
        "achievements": [],
        "history": [
            {
                "rule": "lianzhou-2024-draft/16-county-match",
                "applicant": "a1",
                "year": 2024,
                "amount": "200000.00",
                "facts": {"title": title},
            }
            for title in ("national_demo_county", "national_demo_park")
        ],
    }
    (answer,) = evaluate_lines([json.dumps(case).encode()], standard_library())
    assert not answer.failed, answer.text
