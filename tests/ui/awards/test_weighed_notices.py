"""What amounts do not show is told where they are read: pools, awards that lack something, the order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.issue import Request, Sources, preview_pdf
from ipdesk.models.core.errors import Conflict
from ipdesk.models.handlers.steps import confirmation
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import ContinueDraft
from tests.models.desk import licence
from tests.rules.pack.small_pack import SMALL
from tests.ui.rig import Rig, under_own_policy

POOL = (
    "  - {id: pool, name: 年度转让资助总额, rules: [2-deal], per: year, sum: 5000, scaled: true}\nexamples:\n"
)
ONE = "  - {id: one, name: 每年转让件数, rules: [2-deal], per: [applicant, year], count: 1}\nexamples:\n"
MOST = "本件的 500.00 元是至多可得的数额"


@pytest.fixture
def rig(qtbot: QtBot, data_dir: Path, request: pytest.FixtureRequest) -> Iterator[Rig]:
    """Return a window over the small pack with a further limit."""
    with under_own_policy(qtbot, data_dir, SMALL.replace("examples:\n", request.param)) as made:
        yield made


@pytest.mark.parametrize("rig", [POOL], indirect=True)
def test_the_sum_of_a_pool_is_a_most_at_the_counter_and_in_the_decision(rig: Rig) -> None:
    counter, applications = CounterPage(rig.desk), ApplicationsPage(rig.desk)
    rig.show(counter=counter, applications=applications)
    draft = rig.steps.draft(rig.steps.register(), licence("1万"))
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    [remark] = counter.awards.notices.remarks()
    assert MOST in remark.text
    [group] = counter.awards.list.groups()
    assert "至多此数" in group.view.formula
    rig.steps.accept(draft)
    applications.decision.decide([draft.application])
    rig.settle()
    assert MOST in applications.decision.view.message.sentence()
    [row] = applications.decision.view.model.groups
    assert "至多此数" in row.view.formula


@pytest.mark.parametrize("rig", [POOL], indirect=True)
def test_nothing_is_decided_and_no_letter_made_of_a_sum_that_is_a_most(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    applicant = rig.steps.register()
    with pytest.raises(Conflict, match="要汇总全部申报以后才能核定"):
        rig.steps.confirmed(applicant, licence("1万"))
    monkeypatch.setattr(confirmation, "check_call", lambda *_: None)  # as earlier versions decided
    decided = rig.steps.confirmed(applicant, licence("1万", ref="Y2022440000124"))
    sources = Sources(rig.store, rig.desk.policies)
    with pytest.raises(DocumentError, match="要汇总全部申报以后才能核定"):
        preview_pdf(sources, Request(AWARD, decided, datetime.date(2024, 6, 20)))


@pytest.mark.parametrize("rig", [ONE], indirect=True)
def test_a_dearer_line_that_came_too_late_is_told_with_its_row(rig: Rig) -> None:
    counter = CounterPage(rig.desk)
    rig.show(counter=counter)
    cheap, dear = licence("1万"), licence("2万", id="3", ref="2022440000999")
    draft = rig.steps.draft(rig.steps.register(), cheap, dear)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    [remark] = counter.awards.notices.remarks()
    assert remark.text.startswith("第 2 项：")
    assert "“每年转让件数”" in remark.text and "合计可多 500.00 元" in remark.text
