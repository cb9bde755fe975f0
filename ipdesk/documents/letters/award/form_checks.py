"""The look-ups as an approval form tells them: the newest of each subject, and what a later one overtook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ipdesk.documents.letters.award.approval_data import ApprovalCheck, ApprovalLine
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.evaluation.condition_subjects import BORNE_OUT
from ipdesk.models.records import CheckRecord, CheckResult
from ipdesk.models.records.checks import CheckStage

_OVERTAKEN = "初审{outcome}；{day}{stage}查到不一致，见下"


def form_checks(records: Iterable[CheckRecord], lines: Iterable[ApprovalLine]) -> Iterator[ApprovalCheck]:
    """Yield the newest look-up of each subject.

    That a sum was borne out holds no more where a later look-up found otherwise, and less was proposed or
    granted for it: the row says so, as who signs confirms both.
    """
    newest = list({record.about: record for record in records}.values())
    lowered = tuple(line.article for line in lines if _is_lowered(line))
    bad = [one for one in newest if _is_later(one) and one.check.result is CheckResult.BAD]
    for record in newest:
        check = record.check
        found = "：".join(filter(None, (check.outcome, check.remark)))
        if lowered and check.name.endswith(BORNE_OUT) and check.name.startswith(lowered):
            found = _overtaken(record, bad) or found
        name = f"{check.name}（{record.stage.label}）" if _is_later(record) else check.name
        yield ApprovalCheck(name, found, check.day, record.by)


def _overtaken(record: CheckRecord, bad: Sequence[CheckRecord]) -> str:
    """Return what is told of a look-up that a later one contradicts, "" where none does."""
    later = next((one for one in reversed(bad) if one.check.day >= record.check.day), None)
    if later is None or record.check.result is not CheckResult.FINE:
        return ""
    day = chinese_date(later.check.day)
    return _OVERTAKEN.format(outcome=record.check.outcome, day=day, stage=later.stage.label)


def _is_later(record: CheckRecord) -> bool:
    return record.stage is not CheckStage.REVIEW


def _is_lowered(line: ApprovalLine) -> bool:
    standing = line.proposed if line.granted is None else line.granted
    return standing < line.computed
