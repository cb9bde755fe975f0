"""What an application asks for, as an approval 处理事项审批表 names it."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.documents.letters.document import ApplicationSource

NOT_STATED = "申请没有载明具体事项"


def requested_items(source: ApplicationSource) -> str:
    """Name what was applied for, each item with its numbers; say so where nothing was stated."""
    return "、".join(_items(source)) or NOT_STATED


def _items(source: ApplicationSource) -> Iterator[str]:
    from ipdesk.documents.letters.award.assemble import item_lines
    from ipdesk.documents.letters.award.titles import ThingTitles
    from ipdesk.documents.letters.form_lines import asked_for

    detail, policy = source.detail, source.policy
    if detail.lines:
        yield from map(ThingTitles(detail, policy).of, item_lines(detail, policy))
    elif source.form is not None:
        yield from asked_for(source.form, policy, detail.applicant.name)
