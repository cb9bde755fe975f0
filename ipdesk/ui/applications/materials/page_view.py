"""A page of a file: as wide as there is room, closer, turned."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ipdesk.ui import theme

_STEP = 1.25
_CLOSEST = 4.0
_QUARTER = 90  # degrees


class _Sheet(QWidget):
    """The picture, filling the widget; or a sentence in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.image, self.sentence = QImage(), ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("bg"))
        if self.image.isNull():
            painter.setFont(theme.font(theme.density().base))
            painter.setPen(theme.color("ink2"))
            middle = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(*_margins()), middle, self.sentence)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self.image)
        painter.setPen(theme.color("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _margins() -> tuple[int, int, int, int]:
    side = theme.grid(6)
    return side, side, -side, -side


class FilePageView(QScrollArea):
    """Shows one page at a time; wheel with Ctrl, and the keys of the dialog around it, bring it closer."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._page = _Sheet(), QImage()
        self._zoom, self._turned = 1.0, 0
        self.setWidget(self._sheet)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys go to the list, or to the dialog

    def show_page(self, image: QImage) -> None:
        """Show another page from its top, turned and as close as the one before."""
        self._page = image
        self._turn()
        self.verticalScrollBar().setValue(0)

    def say(self, sentence: str) -> None:
        """Say why there is no page, or that it is being drawn."""
        self._page = self._sheet.image = QImage()
        self._sheet.sentence = sentence
        self._fit()

    def sentence(self) -> str:
        """Return what is said in the place of a page, "" where there is one."""
        return self._sheet.sentence if self._sheet.image.isNull() else ""

    def page(self) -> QImage:
        """Return the picture that is shown, as it is turned; a null one where there is none."""
        return self._sheet.image

    def begin_anew(self) -> None:
        """Show what follows upright and as wide as there is room: another file."""
        self._zoom, self._turned = 1.0, 0

    def zoom_by(self, steps: int) -> None:
        """Come closer by so many steps, or go back; the middle stays in sight."""
        middle = self._middle()
        self._zoom = min(max(self._zoom * _STEP**steps, 1 / _STEP**3), _CLOSEST) if steps else 1.0
        self._fit()
        self._show_middle(*middle)

    def turn(self) -> None:
        """Turn the page by a quarter, to be looked at alone: the file stays as it is."""
        self._turned = (self._turned + _QUARTER) % 360
        self._turn()

    def scroll_by(self, right: int, down: int) -> None:
        """Show another part, in steps."""
        for bar, steps in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + steps * theme.grid(20))

    def _middle(self) -> tuple[float, float]:
        """Return which place of the page is in the middle, as parts of its width and height."""
        seen, sheet = self.viewport().rect().center(), self._sheet
        at = sheet.mapFrom(self.viewport(), seen)
        return at.x() / max(1, sheet.width()), at.y() / max(1, sheet.height())

    def _show_middle(self, across: float, down: float) -> None:
        room = self.viewport().rect().center()
        spot = QPoint(round(across * self._sheet.width()), round(down * self._sheet.height()))
        self.horizontalScrollBar().setValue(spot.x() - room.x())
        self.verticalScrollBar().setValue(spot.y() - room.y())

    def _turn(self) -> None:
        turning = QTransform().rotate(self._turned)
        self._sheet.image = self._page.transformed(turning) if self._turned else self._page
        self._fit()

    def _fit(self) -> None:
        """Give the page its size: as wide as there is room where nobody wanted it closer."""
        image, room = self._sheet.image, self.maximumViewportSize()
        if image.isNull():
            self._sheet.resize(room)
        else:
            width = round((room.width() - self.verticalScrollBar().sizeHint().width()) * self._zoom)
            self._sheet.resize(width, round(width * image.height() / image.width()))
        self._sheet.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come closer, or go back, while Ctrl is held; else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new width."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a size at which a page can be read, in px."""
        return QSize(theme.grid(140), theme.grid(120))
