"""Refused lines with what the review found of the conditions that they lack, and when and where it looked.

The computation knows only what was declared or entered; a refusal rests on what was looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.evaluation.condition_subjects import asked_for
from ipdesk.models.records import ApplicationDetail, AwardLine, Check, CheckResult
from ipdesk.models.records.checks import CONDITION
from ipdesk.rules.core.result import Status, Warning

FOUND = "{found}（{day}核查，来源：{source}）"
_BEFORE = "经审核，"
"""Behind what a letter tells the facts."""


def with_looked_up_facts(detail: ApplicationDetail) -> ApplicationDetail:
    """Return an application whose refused lines say what the review found instead of what was entered."""
    unmet = [one.check for one in detail.checks if one.check.result is CheckResult.UNMET]
    return replace(detail, lines=tuple(_told(line, unmet) for line in detail.lines)) if unmet else detail


def _told(line: AwardLine, unmet: Sequence[Check]) -> AwardLine:
    said = line.line
    if said.status is not Status.INELIGIBLE:
        return line
    warnings = tuple(_warning(one, said.rule, unmet) for one in said.warnings)
    return replace(line, line=said._replace(warnings=warnings))


def _warning(warning: Warning, rule: str, unmet: Sequence[Check]) -> Warning:
    """Return a warning of a clause (full id) with the newest look-up of what it asks for."""
    asked = asked_for(warning.code, warning.values.get("requirement"))
    own = [one for one in unmet if asked and _is_of(one.subject, rule, asked)]
    if not own:
        return warning
    before, mark, _ = (warning.formal or warning.text).rpartition(_BEFORE)
    return warning._replace(formal=before + mark + _fact(own[-1]))


def _is_of(subject: str, rule: str, asked: str) -> bool:
    return subject.startswith(f"{CONDITION}{rule}:") and subject.endswith(f":{asked}")


def _fact(check: Check) -> str:
    source, found = sentence(check.source), sentence(check.remark)
    return FOUND.format(found=found, day=chinese_date(check.day), source=source)
