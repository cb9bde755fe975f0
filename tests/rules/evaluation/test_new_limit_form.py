"""A form of limit that the program does not know, added as an author would: four parts, no other file.

The invented document grants nothing more for so many years after an award.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.limits import checks
from ipdesk.rules.checking.pack import check_pack
from ipdesk.rules.core.case import Achievement, Applicant, Case, HistoryEntry
from ipdesk.rules.core.result import Result, Status, TraceStep, Warning
from ipdesk.rules.evaluation.limits.base import Binding, LineLimit, Order, makes
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.usage import Usage, note_cut
from ipdesk.rules.evaluation.windows import APPLICANT, Key
from ipdesk.rules.examples.coverage import check_parts_shown
from ipdesk.rules.examples.evidence import Evidence
from ipdesk.rules.library.policy_library import vocabulary_for
from ipdesk.rules.pack.limits import Limit
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.policy_text.limits import writes
from ipdesk.rules.policy_text.policy import policy_text
from ipdesk.rules.source.findings import Finding, PackError
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.yaml_source import Position, Source
from tests.rules.pack.small_pack import SMALL

# ------------------------------------------------------------ the four parts


class PausingLimit(Limit):
    """``pause``: for so many years after an award nothing more is granted."""

    forms: ClassVar[tuple[str, ...]] = (*Limit.forms, "pause")
    pause: Annotated[int, Field(ge=1)] | None = None


class PausingPack(Pack):
    limits: tuple[PausingLimit, ...] = ()


@makes("pause")
class Pause(LineLimit):
    """The years of which a window holds awards; a line in the years after one of them is excluded."""

    order = Order.COUNT

    def __init__(self, binding: Binding) -> None:
        super().__init__(binding)
        assert isinstance(binding.form, PausingLimit) and binding.form.pause is not None
        self._pause = binding.form.pause

    def _add(self, usage: Usage, key: Key, entry: HistoryEntry) -> None:
        usage.setdefault(key, set()).add(entry.year)

    def apply(self, usage: Usage, line: OpenLine, key: Key) -> None:
        year = line.achievement.year
        if any(0 <= year - earlier <= self._pause for earlier in usage.get(key, ())):
            note_cut(usage, key)
            line.exclude(
                Warning("already_awarded", {}, f"{self._pause} 年内已得过。"), TraceStep("暂停期内。")
            )

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        usage.setdefault(key, set()).add(line.achievement.year)


@checks("pause", example="暂停期内再次申报")
def check_pause(notes: Notes, limit: Limit, at: Position) -> None:
    if APPLICANT not in limit.per:
        notes.note((*at, "per"), "pause_of_nobody", "pause 是对申请人的，per 里要写 applicant。")


@writes("pause")
def pause_text(limit: Limit, policy: Policy) -> Iterator[str]:
    assert isinstance(limit, PausingLimit)
    yield f"资助后 {limit.pause} 年内不再资助"


# ------------------------------------------------------------ a small pack with it

PAUSE = "{id: deal-pause, name: 转让资助间隔, rules: [2-deal], per: applicant, pause: 2}"
LIMITS = "limits:\n"


def source_with(limit: str = PAUSE) -> Source:
    text = SMALL.replace(LIMITS, f"{LIMITS}  - {limit}\n")
    return Source.from_bytes("small.yaml", text.encode())


def findings(source: Source) -> list[Finding]:
    form = read_model(PausingPack, source)
    return check_pack(form, source, vocabulary_for(form))


@pytest.fixture(scope="module")
def policy() -> Policy:
    form = read_model(PausingPack, source_with())
    return Policy(form, b"", "", vocabulary_for(form), standard_phrases())


def evaluated(policy: Policy, *years: int, paid: tuple[int, ...] = ()) -> Result:
    """Evaluate one transfer in each of ``years``, worth 500 yuan, after awards in the years ``paid``."""
    facts = {"contract_amount": 1_000_000, "recorded": True}
    found = [
        Achievement(str(year), "patent_transaction", date(year, 3, 1), year, None, facts) for year in years
    ]
    history = [HistoryEntry("small/2-deal", "a1", year, 50_000) for year in paid]
    applicant = Applicant("a1", "enterprise")
    return policy.evaluate(Case("c", "small", applicant, tuple(found), (), tuple(history)))


def test_it_decides_lines_by_history_and_by_lines_before_them(policy: Policy) -> None:
    assert [line.amount for line in evaluated(policy, 2022, 2023, 2024, 2025).lines] == [50_000, 0, 0, 50_000]
    [line] = evaluated(policy, 2023, paid=(2021,)).lines
    assert (line.status, line.amount) == (Status.EXCLUDED, 0)
    assert [warning.text for warning in line.warnings] == ["2 年内已得过。"]
    assert "暂停期内。" in [step.text for step in line.trace]
    assert evaluated(policy, 2024, paid=(2021,)).total == 50_000


def test_it_stands_beside_the_limits_that_there_are(policy: Policy) -> None:
    names = [use.limit for line in evaluated(policy, 2022).lines for use in line.limits]
    assert names == ["deal-year"]


def test_it_is_checked() -> None:
    assert findings(source_with()) == []
    [found] = findings(source_with(PAUSE.replace("per: applicant", "per: year")))
    assert found.code == "pause_of_nobody"


def test_it_is_one_form_like_the_others() -> None:
    with pytest.raises(PackError) as raised:
        read_model(PausingPack, source_with(PAUSE.replace("pause: 2", "pause: 2, count: 1")))
    assert "count、pause" in raised.value.findings[0].message


def test_an_example_is_asked_for(policy: Policy) -> None:
    notes = Notes(policy.pack, source_with(), policy.vocabulary)
    check_parts_shown(notes, Evidence(policy, []))
    said = [found.message for found in notes.findings if "转让资助间隔" in found.message]
    assert said == ["没有一个算例碰到“转让资助间隔”，请补一个暂停期内再次申报的算例。"]


def test_it_is_told_in_the_policy(policy: Policy) -> None:
    [text, _] = policy_text(policy).limits
    assert text == ("转让资助间隔", "资助后 2 年内不再资助", ("专利转让",))
