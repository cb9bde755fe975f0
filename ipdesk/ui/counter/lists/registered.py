"""Offers what the register knows of a thing whose number was typed, so that the rest need not be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from ipdesk.models import queries
from ipdesk.models.lists.register_filling import filled_from
from ipdesk.models.records import RawAchievement
from ipdesk.models.records.achievements.register import StandingThing
from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.lists.row_filling import RowFilling, counter_rows
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import MessageLine

ABOUT = "register"
"""What the message line speaks about then."""

Found = Mapping[tuple[str, str], Sequence[StandingThing]]


class RegisteredOffer(QObject):
    """Looks behind the window whenever a number was typed; what was offered once is not offered again."""

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, achievements: AchievementsPanel, message: MessageLine
    ) -> None:
        super().__init__(message)
        self._draft, self._message = draft, message
        self._latest = LatestRequest(desk, self)
        self._filling = RowFilling(draft, achievements)
        self._told: set[tuple[str, str]] = set()
        self._asked: frozenset[str] = frozenset()
        draft.edited.connect(self._look)
        draft.loaded.connect(self._begin_anew)

    def _begin_anew(self) -> None:
        self._told.clear()
        self._asked = frozenset()
        self._message.clear(ABOUT)

    def _look(self) -> None:
        items = frozenset(number.item for number in self._draft.numbers())
        if items and items != self._asked and not self._draft.read_only():
            self._asked = items
            self._latest.ask(queries.standing_things, items, done=self._offer)

    def _offer(self, found: Found) -> None:
        """Offer the rows that the register could fill in, unless something else is being said."""
        rows = list(self._fillable(found))
        if not rows or (self._message.sentence() and self._message.about != ABOUT):
            return
        self._told |= {(raw.id, raw.ref) for raw, _, _ in rows}
        first, _, thing = rows[0]
        place = self._draft.place_of(first.id) + 1
        values = {"place": place, "name": thing.certificate.name or thing.ref, "count": len(rows)}
        words = _tr("成果登记里有第 {place} 项：{name}")
        if len(rows) > 1:
            words = _tr("成果登记里有第 {place} 项（{name}）等 {count} 项")
        said = words.format(**values)
        self._message.say(said, (_tr("填入"), lambda: self._fill(rows)), icon="info", about=ABOUT)

    def _fillable(self, found: Found) -> Iterator[tuple[RawAchievement, RawAchievement, StandingThing]]:
        """Yield each row as it is and as it would be filled in, with the thing."""
        counter = counter_rows(self._draft)
        for raw in self._draft.rows:
            if (raw.id, raw.ref) in self._told:
                continue
            numbers = counter.entry(raw).numbers
            things = found.get((raw.kind, numbers[0].item), ()) if len(numbers) == 1 else ()
            for thing in things[:1]:
                if (filled := filled_from(raw, thing, counter.vocabulary)) != raw:
                    yield raw, filled, thing

    def _fill(self, rows: Sequence[tuple[RawAchievement, RawAchievement, StandingThing]]) -> None:
        """Fill in what was offered, as far as nobody typed in these rows since."""
        still = [filled for raw, filled, _ in rows if raw in self._draft.rows]
        self._filling.go_on(self._filling.put(still, _tr("已按成果登记填入 {count} 项")))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisteredOffer", text)
