"""What is shown at every key leaves the page around it as it lies."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui.widgets import Field, MoneyField, SteadyText


class Page(QWidget):
    """A page around one widget; it notices when its content has to be laid out anew."""

    def __init__(self, shown: QWidget, qtbot: QtBot) -> None:
        self._seen = False
        super().__init__()
        qtbot.addWidget(self)
        QVBoxLayout(self).addWidget(shown)
        self.resize(400, 200)
        self.show()
        qtbot.waitExposed(self)

    def event(self, event: QEvent) -> bool:
        self._seen = self._seen or event.type() == QEvent.Type.LayoutRequest
        return super().event(event)

    def laid_out_by(self, change: Callable[[], None]) -> bool:
        """Tell whether a change has the page laid out anew."""
        self._settle()
        self._seen = False
        change()
        self._settle()
        return self._seen

    def _settle(self) -> None:
        for _ in range(10):  # a layout asks the one around it in the next turn
            QApplication.processEvents()


def test_another_hint_leaves_the_page_as_it_lies(qtbot: QtBot) -> None:
    field = Field("合同金额", MoneyField())
    page = Page(field, qtbot)
    assert not page.laid_out_by(lambda: field.set_hint("＝ 80.00 元"))
    assert field.line.text() == field.line.accessibleName() == "＝ 80.00 元"


def test_a_sum_takes_the_room_of_its_figures(qtbot: QtBot) -> None:
    total = SteadyText("800.00", "big")
    page = Page(total, qtbot)
    assert not page.laid_out_by(lambda: total.setText("900.00"))
    before = total.sizeHint().width()
    assert page.laid_out_by(lambda: total.setText("1,900.00"))
    assert total.sizeHint().width() > before
