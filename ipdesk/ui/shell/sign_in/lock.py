"""The lock of the window: by a key, or after a while without one; what was typed stays as it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records import AccessSettings
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.shell.sign_in.dialog import SignInDialog

EVERY = 5_000  # ms between two looks at the clock
KEY = QKeySequence("Ctrl+L")
_SECONDS = 60
_OF_THE_CLERK = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.InputMethod, QEvent.Type.TouchBegin,
    }
)  # fmt: skip
_WITH_CONTENT = (Qt.WindowType.Window, Qt.WindowType.Dialog)
"""Kinds of windows that are covered; lists and hints belong to one of them."""


def seconds_awake_or_asleep() -> float:
    """Return a clock in seconds that only goes forward, also while the computer sleeps with its lid shut."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    else:
        return time.monotonic()  # counts sleep as well there


class _Cover(QWidget):
    """A plain surface over everything in a window, as large as it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and above what comes up in it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self.setGeometry(self._window.rect())
            self.raise_()
        return False


class Lock(QObject):
    """Covers the window and lets nobody go on but by a password, while the office asks for passwords.

    Pages know nothing of it: they save by themselves as before, and stand as they were once it opens. ``now``
    is a clock in seconds that only goes forward.
    """

    def __init__(self, desk: Desk, window: Shell, now: Callable[[], float] = seconds_awake_or_asleep) -> None:
        super().__init__(window)
        self._desk, self._window, self._now = desk, window, now
        self._settings = AccessSettings()
        self._touched = now()
        self._covers: list[_Cover] = []
        self.dialog: SignInDialog | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        QShortcut(KEY, window).activated.connect(self.lock)
        desk.changed.connect(self._follow)
        self._take(desk.read(queries.access_settings))

    def _follow(self, changes: Changes) -> None:
        if changes.touches(Kind.OFFICE):
            self._take(self._desk.read(queries.access_settings))

    def _take(self, settings: AccessSettings) -> None:
        """Watch over events and the clock only where somebody wants it: every event passes by here."""
        watched, self._settings = self._settings.asks_password, settings
        if settings.asks_password and not watched:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        elif watched and not settings.asks_password:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        wanted = settings.asks_password and settings.lock_minutes > 0
        if wanted and not self._timer.isActive():
            self._touched = self._now()
            self._timer.start(EVERY)
        elif not wanted:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note that somebody is there, lock by the key from dialogs too, cover what opens meanwhile."""
        if event.type() in _OF_THE_CLERK:
            self._touched = self._now()
            if isinstance(event, QKeyEvent) and not self.locked() and _is_key(event):
                self.lock()  # the window's own shortcut does nothing below a dialog
                return True
        elif event.type() == QEvent.Type.Show and self.locked() and isinstance(watched, QWidget):
            self._cover_late(watched)
        return False

    def look(self) -> None:
        """Lock where nobody has touched anything for as long as the office says."""
        if self._now() - self._touched >= self._settings.lock_minutes * _SECONDS:
            self.lock()

    def locked(self) -> bool:
        """Say whether the window waits for a password."""
        return self.dialog is not None

    def lock(self) -> None:
        """Cover everything and ask who goes on; without passwords say that there is nothing to lock by."""
        if self.locked():
            return
        if not self._settings.asks_password:
            words = _tr("本单位没有开启登录密码，不能锁定；可在“设置 → 人员 → 登录和分工”里开启。")
            self._window.notice.say(words, icon="info")
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        windows = (one for one in QApplication.topLevelWidgets() if one.isVisible())
        self._covers = [_Cover(one) for one in windows]
        self._ask_who_goes_on()

    def _cover_late(self, shown: QWidget) -> None:
        """Cover a window that opened by itself, and ask above it: the newest dialog is given the keys."""
        if shown is not self.dialog and shown.windowType() in _WITH_CONTENT:
            self._covers.append(_Cover(shown))
            QTimer.singleShot(0, self._ask_again)

    def _ask_again(self) -> None:
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.show()

    def _ask_who_goes_on(self) -> None:
        self.dialog = SignInDialog(
            self._desk.sign_in(), self._desk.tasks, self._desk.read(queries.staff),
            self._desk.person_or_none(), title=_tr("已锁定"), parent=self._window,
        )  # fmt: skip
        self.dialog.say_first(_tr("填写的内容都还在，自动保存照常进行。"))
        self.dialog.accepted.connect(self._unlock)
        self.dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.dialog.show()

    def _unlock(self) -> None:
        dialog, self.dialog = self.dialog, None
        for cover in filter(isValid, self._covers):
            cover.deleteLater()
        self._covers = []
        self._touched = self._now()
        if dialog is not None and dialog.person is not None:
            dialog.deleteLater()
            self._desk.set_person(dialog.person)


def _is_key(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == KEY


def _tr(text: str) -> str:
    return QCoreApplication.translate("Lock", text)
