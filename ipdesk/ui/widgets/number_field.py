"""A field for a number that is no sum of money: counts, years, shares."""

import unicodedata
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets.checked_field import CheckedField


class NumberField(CheckedField):
    """A number with at most ``places`` decimals between two bounds; ``number()`` is exact."""

    def __init__(
        self,
        places: int = 0,
        minimum: int | None = 0,
        maximum: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._places, self._minimum, self._maximum = places, minimum, maximum
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def number(self) -> Decimal | None:
        """Return the number, None while there is no readable one."""
        return self._value if isinstance(self._value, Decimal) else None

    def set_number(self, number: Decimal | int | None) -> None:
        """Show a number, or nothing."""
        self.set_value(None if number is None else Decimal(number))

    def read_text(self, text: str) -> object:
        """Return the number of a text. Raises ValueError with the sentence to show."""
        plain = "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "").replace("−", "-")
        if not plain:
            return None
        number = self._finite(plain)
        self._check_places(number)
        self._check_bounds(number)
        return number

    def _finite(self, plain: str) -> Decimal:
        try:
            number = Decimal(plain)
        except InvalidOperation as wrong:
            raise ValueError(self.tr("只填数字")) from wrong
        if not number.is_finite() or "e" in plain.lower() or "_" in plain:
            raise ValueError(self.tr("只填数字"))
        return number

    def _check_places(self, number: Decimal) -> None:
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self._places:
            whole, parts = (
                self.tr("填整数，去掉小数"),
                self.tr("最多 {places} 位小数").format(places=self._places),
            )
            raise ValueError(parts if self._places else whole)

    def _check_bounds(self, number: Decimal) -> None:
        if self._minimum is not None and number < self._minimum:
            raise ValueError(self.tr("不能小于 {bound}").format(bound=self._minimum))
        if self._maximum is not None and number > self._maximum:
            raise ValueError(self.tr("不能大于 {bound}").format(bound=self._maximum))

    def write_value(self, value: object) -> str:
        """Return the text of a number, as it was meant."""
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
