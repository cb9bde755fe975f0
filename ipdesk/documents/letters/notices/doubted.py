"""What a look-up after a public notice found wrong, as the report on the notice tells it to the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipdesk.documents.letters.notices.reply import named
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.records import (
    Check,
    CheckRecord,
    CheckResult,
    CheckStage,
    ObjectionState,
    PublicNotice,
    PublishedLine,
)
from ipdesk.rules.core.money import grouped_yuan

_DOUBT = (
    "{day}核查{check}（来源：{source}），{who}申报的{items}，公示金额{total}元：{remark}；"
    "处理意见：{reason}{heard}"
)
_HEARD = "；{heard}"


def doubted_lines(notice: PublicNotice) -> Iterator[tuple[CheckRecord, Sequence[PublishedLine]]]:
    """Yield what a look-up after the notice found that is not as it was listed, with the lines it is about.

    What is decided by then is told otherwise.
    """
    upheld = [one for one in notice.objections if one.state is ObjectionState.UPHELD]
    decided = {one.application for one in notice.unpublished}
    for one in notice.checks:
        listed = [line for line in notice.lines if line.application == one.application]
        back = any(objection.attacks(line) for objection in upheld for line in listed)
        bad = one.stage is CheckStage.AFTER_NOTICE and one.check.result is CheckResult.BAD
        if bad and listed and not back and one.application not in decided:
            yield one, lines_about(one.check, listed)


def doubt_text(record: CheckRecord, about: Sequence[PublishedLine], heard: str) -> str:
    """Tell of a finding: what was looked up, of which lines, how the applicant was ``heard`` ("" for not)."""
    one = record.check
    return _DOUBT.format(
        day=chinese_date(one.day),
        check=phrase(one.name),
        source=phrase(one.source),
        who=about[0].recipient,
        items=named(about),
        total=grouped_yuan(sum(line.amount for line in about)),
        remark=sentence(one.remark),
        reason=sentence(one.reason),
        heard=_HEARD.format(heard=sentence(heard)) if heard else "",
    )


def lines_about(check: Check, listed: Sequence[PublishedLine]) -> Sequence[PublishedLine]:
    """Return those lines of an application that a look-up is about."""
    from ipdesk.models.awards.later_checks import words_of  # reads a file, which drawing does not

    words = words_of(check.name)
    return [line for line in listed if any(word in line.item for word in words)] or listed
