"""Fields of the applicant's form that statistics need and an application does not: folded until wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from ipdesk.models.records import ApplicantDetails
from ipdesk.ui.applicants.notes import offered_town
from ipdesk.ui.widgets import Button
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField

FOLDED = ("town", "industry")


class FoldedFields:
    """Town and industry: behind a button while both are blank, so that a registration stays short.

    They come by themselves where the address names a town, which is taken by one key. ``placed`` is told
    whenever others are to be in sight.
    """

    def __init__(
        self, fields: Mapping[str, DoubtField], inputs: Mapping[str, Any], placed: Callable[[], None]
    ) -> None:
        self._fields, self._inputs, self._placed = fields, inputs, placed
        self._open = False
        self.button = Button(_tr("填镇街、行业"), "link", shortcut="Alt+I")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # whoever goes on by Enter comes to registering
        self.button.clicked.connect(self.open)

    def left_out(self) -> tuple[DoubtField, ...]:
        """Return the fields that are not in sight: none once they were opened, or one holds something."""
        shown = self._open or any(self._inputs[name].text().strip() for name in FOLDED)
        self.button.setVisible(not shown)
        return () if shown else tuple(self._fields[name] for name in FOLDED)

    def close(self) -> None:
        """Fold them again where they are blank: another applicant is shown."""
        self._open = False

    def open(self) -> None:
        """Show them, and go into the first."""
        self._unfold()
        self._inputs[FOLDED[0]].setFocus()

    def offer_town(self, details: ApplicantDetails) -> None:
        """Offer the town that the address names, once that is left."""
        field = self._fields["town"]
        if field.error() or self._inputs["address"].hasFocus():
            return
        town = offered_town(details)
        field.show_suggestion(town)
        if town and not self._open:
            self._unfold()

    def _unfold(self) -> None:
        self._open = True
        self._placed()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ApplicantForm", text)
