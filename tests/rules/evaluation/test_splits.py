"""Who bears which part: the check finds whose awards no split is for, and such a line says it."""

from typing import Any

import pytest

from ipdesk.rules.checking.pack import check_pack
from ipdesk.rules.core.case import Applicant
from ipdesk.rules.library.check_file import check_data
from ipdesk.rules.source.yaml_source import Source
from tests.rules.pack.small_pack import small
from tests.rules.pack.spoken_packs import FIRM, lines_of, policy, rule, spoken, work

Data = dict[str, Any]
SHARES: Data = {"shares": {"市级": "3", "县级": "7"}}
SME: Data = {"who": {"group": "business", "traits": "sme"}, **SHARES}


def when(condition: Data) -> Data:
    return {"when": [condition], **SHARES}


HIGH, LOW = when({"fact": "level", "is": "high"}), when({"fact": "level", "is": "low"})
YES, NO = {"fact": "related"}, {"fact": "related", "is": "false"}
UNSAID = "各级财政如何分担，政策文件没有约定本项这种情形的比例。"


def test_an_award_that_no_split_is_for_says_so() -> None:
    made = policy(rule("奖励", "500"), splits=[SME])
    [covered] = lines_of(made, work(), applicant=FIRM)
    assert covered.shares == {"市级": 150_00, "县级": 350_00} and UNSAID not in spoken(covered)
    [open_] = lines_of(made, work(), applicant=Applicant("a1", "university"))
    assert (open_.amount, dict(open_.shares)) == (500_00, {})
    assert spoken(open_)[-2:] == [UNSAID, "本项资助 500.00 元。"]


def test_a_rule_without_any_split_says_nothing_of_shares() -> None:
    made = policy(rule("奖励", "500"), rule("补助", "10"), splits=[{**SME, "rules": "补助"}])
    award, _ = lines_of(made, work(), applicant=Applicant("a1", "university"))
    assert UNSAID not in spoken(award)


def findings(splits: list[Data], **more: object) -> list[str]:
    made = policy(rule("奖励", "500", **more), splits=splits)
    found = check_pack(made.pack, Source("spoken.yaml", "{}"), made.vocabulary)
    return [finding.message for finding in found if finding.code.startswith("split")]


ALL: Data = {"any": [{"fact": "level", "is": "high"}, {"fact": "level", "is": "low"}]}
COVERED = {
    "everybody": [SHARES],
    "the rest last": [SME, SHARES],
    "every value": [HIGH, LOW],
    "one way or the other": [{"when": [ALL], **SHARES}],
    "yes and no": [when(YES), when(NO)],
    "given or not": [when({"given": "rate"}), when({"not": {"given": "rate"}})],
    "on both sides of a number": [
        when({"fact": "grants", "at_least": "20"}),
        when({"fact": "grants", "below": "20"}),
    ],
    "on both sides of a day": [
        when({"fact": "filed", "since": "2023-01-01"}),
        when({"fact": "filed", "until": "2022-12-31"}),
    ],
    "with the trait and without": [SME, {"who": {"group": "any", "without": "sme"}, **SHARES},
                                   {"who": {"group": "any", "traits": "sme"}, **SHARES}],
}  # fmt: skip


@pytest.mark.parametrize("splits", COVERED.values(), ids=COVERED)
def test_splits_that_are_for_everybody_pass(splits: list[Data]) -> None:
    assert findings(splits) == []


OPEN = {
    "a trait": ([SME], "申请人为企业的没有一种分担适用"),
    "a value": ([HIGH], "申请人为企业，事实不属于各种情形的没有一种"),
    "the border": (
        [when({"fact": "grants", "above": "20"}), when({"fact": "grants", "below": "20"})],
        "事实不属于各种情形的",
    ),
    "a day between": (
        [when({"fact": "filed", "since": "2023-01-02"}), when({"fact": "filed", "until": "2022-12-31"})],
        "事实不属于各种情形的",
    ),
    "a window": ([when({"fact": "filed", "since": "2023-01-01", "until": "2023-12-31"})], "事实不属于"),
}  # fmt: skip


@pytest.mark.parametrize(("splits", "says"), OPEN.values(), ids=OPEN)
def test_the_check_finds_whose_awards_no_split_is_for(splits: list[Data], says: str) -> None:
    (message,) = findings(splits)
    assert "“奖励”的资助，" in message and says in message and "不写 who、when 的" in message


def test_only_those_whom_the_rule_pays_count() -> None:
    assert findings([SME], who={"group": "business", "traits": "sme"}) == []
    high = {"kind": "work", "where": [{"fact": "level", "is": "high"}]}
    assert findings([HIGH], about=high) == []
    (nobody, gap) = findings([LOW], about=high)
    assert "没有一项资助适用这一种分担" in nobody and "没有着落" in gap


def test_the_place_is_that_of_the_splits() -> None:
    text = small(old="examples:\n", new="splits:\n  - {who: individual, shares: {县级: 1}}\nexamples:\n")
    found = [
        item for item in check_data(text.encode(), "small.yaml").findings if item.code.startswith("split_")
    ]
    line = text.splitlines().index("splits:") + 2
    assert {(item.code, item.line) for item in found} >= {("split_gap", line), ("split_of_nobody", line)}
