"""Whatever stands in the wrong place of a pack, the check says it in words that a clerk can read."""

import copy
import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.library.check_file import check_data
from ipdesk.rules.source.findings import Finding
from ipdesk.rules.source.yaml_source import Source
from tests.places import TESTS
from tests.rules.pack.small_pack import SMALL

PACKS = {"small": SMALL} | {
    name: (TESTS / "rules" / "packs" / f"{name}.yaml").read_text(encoding="utf-8")
    for name in ("limits", "sequences")
}
# How Python and its readers write values, and the English of their own messages.
FOREIGN = re.compile(
    r"\b(?:None|True|False|Decimal|Fraction|datetime|frozenset|tuple|pydantic|FieldInfo|instance|should|"
    r"Input|Value|expected|valid|required|or)\b|<class|<enum|object at|\[['\"]|\{['\"]|\\x"
)
WRONG: list[Any] = [
    *["50%", "5万元", "abc", "是", "2023/6/1", "1:30", "", "-1", "1e999", "0", "999999999999999", "null"],
    *["true", "1.234", "any", "[1]", "date", "item", "percent", "year", "applicant", "中文", "a b", '"'],
    *[None, [], {}, ["a"], {"a": "b"}, [["a"]], [{}], [None], {"fact": "x"}, {"percent": {"rate": "x"}}],
    *[{"rate": "1"}, {"2022": "x"}, {"amount": None}],
]
Place = tuple[str | int, ...]


def places(node: object, at: Place = ()) -> list[Place]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        inner = list(node.items())
    elif isinstance(node, list):
        inner = list(enumerate(node))
    return [place for key, value in inner for place in ((*at, key), *places(value, (*at, key)))]


PARSED: dict[str, Any] = {name: Source(name, text).data for name, text in PACKS.items()}
PLACES = [(name, place) for name, data in PARSED.items() for place in places(data)]


def checked(name: str, place: Place, wrong: object) -> list[Finding]:
    """What the check finds once ``wrong`` stands at a place of a pack."""
    data = copy.deepcopy(PARSED[name])
    holder = data
    for part in place[:-1]:
        holder = holder[part]
    holder[place[-1]] = wrong
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return list(check_data(text.encode(), f"{name}.yaml").findings)


def foreign(findings: list[Finding]) -> list[str]:
    said = [text for finding in findings for text in (finding.message, *finding.details)]
    return [text for text in said if FOREIGN.search(text)]


@given(st.sampled_from(PLACES), st.sampled_from(WRONG))
def test_no_value_in_the_wrong_place_is_answered_in_a_foreign_tongue(
    at: tuple[str, Place], wrong: object
) -> None:
    assert foreign(checked(*at, wrong)) == []


@pytest.mark.parametrize(
    ("name", "place", "wrong", "said"),
    [
        ("sequences", ("splits", 0, "who"), "whoever", "没有名为“whoever”的申请对象"),
        ("small", ("examples", 0, "achievements", 0, "facts", "registrar"), {"a": "b"}, "这里只能写一个值"),
        ("small", ("examples", 0, "achievements", 0), {"a": "b"}, "没有名为“1”的成果"),
        ("small", ("examples", 0, "achievements", 0, "id"), {"a": "b"}, "没有名为“1”的成果"),
        ("small", ("examples", 1, "history", 0, "rule"), {"a": "b"}, "rule"),
        ("small", ("examples", 1, "history", 0, "times"), {"a": "b"}, "现为“…”"),
        ("small", ("rules", 0, "requires"), [{"fact": "", "is": "x"}], "没有名为“”的事实"),
        ("small", ("rules", 1, "matching"), "50%", "请写 0.5"),
        ("small", ("rules", 1, "matching"), "1:1", "请写 1"),
    ],
)
def test_what_cannot_be_quoted_is_said_otherwise(name: str, place: Place, wrong: object, said: str) -> None:
    findings = checked(name, place, wrong)
    assert any(said in finding.message for finding in findings), [finding.message for finding in findings]
    assert foreign(findings) == []
