"""Look-ups after the review, offered where a text rests on them: one that is chosen is written into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.proposal.check_record import quoted
from ipdesk.models.records import CheckRecord, CheckStage
from ipdesk.ui.widgets import ChoiceField


class TextInput(Protocol):
    """What a look-up is written into; it keeps what stands there."""

    def text(self) -> str:
        """Return what was typed."""

    def setText(self, text: str, /) -> None:
        """Show a text in place of what stands there."""


class QuotedChecks(ChoiceField):
    """Offers the look-ups after the review; the one chosen is added to what stands in an input.

    ``words`` tells it in the words of the paper; ``ahead`` puts these before what was typed.
    """

    def __init__(
        self,
        checks: Sequence[CheckRecord],
        into: TextInput,
        parent: QWidget,
        words: Callable[[CheckRecord], str] = quoted,
        *,
        ahead: bool = False,
    ) -> None:
        placeholder = QCoreApplication.translate("QuotedChecks", "选一项，写进文字里")
        super().__init__([], placeholder, parent)
        self._words, self._ahead = words, ahead
        self.hide()  # where nothing was looked up it has no place in the form
        self._later, self._into = tuple[CheckRecord, ...](), into
        self.offer(checks)
        self.changed.connect(self._quote)

    def offer(self, checks: Sequence[CheckRecord]) -> None:
        """Offer those of these look-ups that were made after the review."""
        later = tuple(one for one in checks if one.stage is not CheckStage.REVIEW)
        if later == self._later:
            return
        self._later = later
        told = (f"{one.check.name}（{one.stage.label}，{one.check.day.isoformat()}）" for one in self._later)
        self.set_choices([(str(at), one) for at, one in enumerate(told)])

    def has_some(self) -> bool:
        """Say whether anything was looked up after the review."""
        return bool(self._later)

    def _quote(self, key: str) -> None:
        if not key:
            return
        said, before = self._words(self._later[int(key)]), self._into.text().strip()
        if said not in before:
            first, second = (said, before) if self._ahead else (before, said)
            parted = before and first[-1] not in "。；"
            self._into.setText(first + (("，" if self._ahead else "；") if parted else "") + second)
        self.set_key("")
