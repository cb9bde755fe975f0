"""What papers say of attempts to serve one that failed."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.periods.moments import hour_text
from ipdesk.models.records import AttemptDetails, ServiceAttempt, ServiceWay

_VISITED = {
    ServiceWay.DIRECT: "派员{where}直接送达",
    ServiceWay.LEFT: "派员{where}留置送达",
    ServiceWay.ENTRUSTED: "委托有关单位{where}送达",
    ServiceWay.ELECTRONIC: "以电子方式送达",
}
_WENT = "我局于{day}{way}，因{outcome}，未能送达"
_POSTED = "{day}邮寄送达，邮件于{back}被退回（{outcome}）"


def tried_text(attempts: Iterable[ServiceAttempt], *, person: bool) -> str:
    """Say what was tried, for the public: where a ``person`` lives is not told."""
    return "；".join(_told(one.details, "" if person else f"到{one.details.place}") for one in attempts)


def attempt_text(details: AttemptDetails) -> str:
    """Say when it was tried, in which way and what was met."""
    return _told(details, f"到{details.place}")


def _told(details: AttemptDetails, where: str) -> str:
    day = chinese_date(details.day)
    if details.way is ServiceWay.POST:
        back = chinese_date(details.known_on)
        return _POSTED.format(day=day, back=back, outcome=details.outcome)
    return _WENT.format(day=day, way=_VISITED[details.way].format(where=where), outcome=details.outcome)


def when_text(details: AttemptDetails) -> str:
    """Return day and hour as the record of attempts prints them; of a letter by post both of its days."""
    if details.way is ServiceWay.POST:
        return f"{details.day:%Y-%m-%d}寄出\n{details.known_on:%Y-%m-%d}退回"
    hour = "" if details.minutes is None else f" {hour_text(details.minutes)}"
    return f"{details.day:%Y-%m-%d}{hour}"
