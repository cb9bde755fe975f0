"""When something fails that nobody expected: a Chinese window, a report without personal values, and on."""

from __future__ import annotations

import datetime
import logging
import platform
import re
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ipdesk import __version__
from ipdesk.models.core.atomic_file import append_privately, make_private_folder, write_whole
from ipdesk.models.core.errors import DeskError, place_in_code, places
from ipdesk.paths import shown_path
from ipdesk.ui.widgets import Button, Dialog

_KEPT = 20  # reports
_LARGEST = 200_000  # bytes of Qt's complaints


class ErrorsWindow(Dialog):
    """What went wrong, what was saved, where the report lies. Never asks more than to go on."""

    def __init__(self, sentence: str, saved: str, report: Path | None, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("ErrorsWindow", "程序出了意外"), translate("ErrorsWindow", "继续使用"), parent=parent
        )
        self.refuse_button.hide()
        for text in (sentence, saved, self._where(report)):
            self.add_sentence(text, "")
        if report is not None:
            look = Button(self.tr("打开报告所在的文件夹"), "quiet", shortcut="Alt+O")
            look.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(report.parent))))
            self.body.addWidget(look)

    def _where(self, report: Path | None) -> str:
        if report is None:
            return self.tr("报告没有写成（磁盘可能已满）。请记下刚才做了什么，告诉维护人员。")
        return self.tr("报告已存为 {path}，不含申请人的任何信息，可以直接交给维护人员。").format(
            path=shown_path(report)
        )


class _PlacesOnly(logging.Handler):
    """Keeps of what libraries log whose it is, how grave, and the place: the message may quote a value.

    Without any handler Python would print messages of warnings and errors.
    """

    def __init__(self, keep: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._keep = keep

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line of a record."""
        place = place_in_code(record.pathname)
        self._keep(f"{record.levelname} {record.name} {place}:{record.lineno}\n")


class ErrorGuard(QObject):
    """Takes every exception that nobody caught, in whatever thread, and complaints of Qt and of libraries.

    ``saved`` says in Chinese what of the clerk's work is safe; it is asked when something has failed.
    """

    _caught = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.saved: Callable[[], str] = lambda: ""
        self.window: QWidget | None = None
        self._open: ErrorsWindow | None = None
        self._caught.connect(self._show)
        self._showwarning, self._places_only = warnings.showwarning, _PlacesOnly(self._append)

    def install(self) -> None:
        """Take the place of Python's and Qt's own handlers."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread
        sys.unraisablehook = self._take_unraisable
        warnings.showwarning = self._take_warning
        logging.getLogger().addHandler(self._places_only)
        qInstallMessageHandler(self._take_from_qt)

    def remove(self) -> None:
        """Give the handlers back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        warnings.showwarning = self._showwarning
        logging.getLogger().removeHandler(self._places_only)
        qInstallMessageHandler(None)

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Report an exception and go on; being interrupted from the keyboard ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        self._caught.emit(error)

    def _take_from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _take_unraisable(self, failed: sys.UnraisableHookArgs) -> None:
        """Write down where something failed as an object ended: Python itself would print its message."""
        if failed.exc_value is not None:
            self.write_report(failed.exc_value)

    def _take_warning(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: object = None,
        line: object = None,
    ) -> None:
        """Write down that a library warns, and where: what it says may quote a value."""
        self._append(f"{category.__name__} {place_in_code(filename)}:{lineno}\n")

    def _take_from_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg, QtMsgType.QtWarningMsg):
            self._append(f"Qt {kind.name}: {without_names(message or '')}\n")

    def _show(self, error: BaseException, *, starting: bool = False) -> None:
        report = self.write_report(error)
        if self._open is not None:
            return  # one window tells it; the next report lies beside the first
        self._open = ErrorsWindow(self._sentence(error, starting), self.saved(), report, self.window)
        if starting:
            self._open.accept_button.setText(self.tr("退出"))
        self._open.finished.connect(self._closed)
        self._open.open()

    def _sentence(self, error: BaseException, starting: bool) -> str:
        if isinstance(error, DeskError):
            return error.message
        if starting:
            return self.tr(
                "程序没有料到这种情况，没有能够打开；数据没有因此改动。请再启动一次，"
                "还是这样的话，请把下面的报告交给维护人员。"
            )
        return self.tr("刚才的操作没有完成，程序没有料到这种情况。窗口还开着，可以接着用。")

    def tell(self, error: Exception) -> None:
        """Report an error from before the window and wait until it has been read."""
        self._show(error, starting=True)
        if self._open is not None:
            self._open.exec()

    def _closed(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
            self._open = None

    def shown(self) -> ErrorsWindow | None:
        """Return the window in sight."""
        return self._open

    # --- the report ---

    def write_report(self, error: BaseException) -> Path | None:
        """Write where it happened, never what was being worked on; return the file, None if that fails."""
        now = datetime.datetime.now()
        path = self._folder / f"error-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            make_private_folder(self._folder)
            write_whole(path, report_text(error, now).encode())
            self._forget_old()
        except OSError:
            return None
        return path

    def _forget_old(self) -> None:
        for path in sorted(self._folder.glob("error-*.txt"))[:-_KEPT]:
            path.unlink(missing_ok=True)

    def _append(self, line: str) -> None:
        path = self._folder / "qt.txt"
        try:
            make_private_folder(self._folder)
            if path.exists() and path.stat().st_size > _LARGEST:
                path.unlink()
            append_privately(path, line)
        except OSError:
            return  # nowhere left to complain


_QUOTED = re.compile(r"""(["'“‘]).*(["'”’])""")
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/].*", re.DOTALL)
_NUMBER = re.compile(r"[0-9](?:[ .-]?[0-9]){5,}X?", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x20-\x7e]+")


def without_names(message: str) -> str:
    """Return a complaint of Qt without quotations and numbers: files are called after applicants."""
    return _NOT_ASCII.sub("…", _NUMBER.sub("…", _PATH.sub("…", _QUOTED.sub("…", message))))


def report_text(error: BaseException, now: datetime.datetime) -> str:
    """Return kinds of errors and places in the code; messages may quote what was typed and are left out."""
    lines = [
        f"ipdesk {__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
    ]
    lines += places(error)
    return "\n".join(lines) + "\n"
