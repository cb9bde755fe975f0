"""Rows that are filled in together, by what was read or pasted: with one undo, and where work goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from ipdesk.models.parsing.row_edits import RemovedRow
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.models.records import RawAchievement
from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.widgets import Button


class RowFilling:
    """Brings the rows of a draft to what they are to be."""

    def __init__(self, draft: ApplicationDraft, achievements: AchievementsPanel) -> None:
        self._draft, self._achievements = draft, achievements

    def put(self, rows: Sequence[RawAchievement], said: str) -> list[str]:
        """Change the rows that are there and add those that are not; return the ids of both.

        ``said``, with their {count}, offers to take that back.
        """
        before = {raw.id: raw for raw in self._draft.rows}
        changed = [raw for raw in rows if before.get(raw.id) != raw]
        for raw in changed:
            if raw.id in before:
                self._draft.change_row(self._draft.place_of(raw.id), raw)
            else:
                self._draft.restore(RemovedRow(raw, len(self._draft.rows)))
        if changed:
            words = said.format(count=len(changed))
            self._achievements.undo.add(words, lambda: self._take_back(before, changed))
        return [raw.id for raw in changed]

    def _take_back(self, before: dict[str, RawAchievement], rows: Sequence[RawAchievement]) -> None:
        """Take back what was filled in, as far as nobody changed it since."""
        for raw in rows:
            place = self._draft.place_of(raw.id)
            if place < 0 or self._draft.rows[place] != raw:
                continue
            if raw.id in before:
                self._draft.change_row(place, before[raw.id])
            else:
                self._draft.remove_row(place)
        self._achievements.table.setFocus()

    def go_on(self, rows: Sequence[str]) -> None:
        """Go into the first of some rows in which something is still to be done, else to the list."""
        if not rows:
            return
        wrong = {problem.row for problem in self._draft.problems()}
        first = next((row for row in rows if row in wrong), "")
        self._achievements.select_id(first or rows[0])
        if first:
            self._achievements.go_in()
        else:
            self._achievements.table.setFocus()


def counter_rows(draft: ApplicationDraft) -> CounterRows:
    """Return what lies on the counter, for what reads papers and lists."""
    applicant = draft.applicant
    return CounterRows(
        rows=tuple(draft.rows),
        vocabulary=draft.policy.vocabulary,
        year=draft.year,
        today=draft.today(),
        applicant=applicant.name if applicant is not None else "",
        code=applicant.identity if applicant is not None else "",
        call=draft.calls.by_id(draft.particulars.call),
    )


def head_button(word: str, icon: str, key: str) -> Button:
    """Return a button for the head of the achievements; its key stands in its tool tip, for want of room."""
    button = Button(word, "quiet", icon=icon, shortcut="")
    button.add_key(key)
    button.tell_key(key)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as those beside it; a stray Space must do nothing
    return button
