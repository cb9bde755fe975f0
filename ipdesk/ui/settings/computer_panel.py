"""What belongs to this computer: how dense the desk looks, where files lie, which version runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QWidget

from ipdesk import __version__
from ipdesk.paths import shown_path
from ipdesk.ui import theme
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.widgets import Button, ElidedText, Panel, Text

MODES: tuple[theme.Mode, ...] = ("auto", "compact", "roomy")


_KEYS = "890"  # behind those of the tabs of the settings


class ComputerPanel(Panel):
    """Density, folders and version.

    ``chosen`` tells another density, ``watchChosen`` another folder in which the counter looks for
    certificates, "" for none.
    """

    chosen, watchChosen = Signal(str), Signal(str)

    def __init__(self, data_dir: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("这台电脑"), "F4", parent=parent)
        self._data_dir = data_dir
        self._group = QButtonGroup(self)
        self._tabs = {mode: Button(word, "tab") for mode, word in zip(MODES, self._words(), strict=True)}
        self.folder = ElidedText(shown_path(data_dir))
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = Button(self.tr("打开文件夹"), "quiet", icon="folder", shortcut="Alt+O")
        self.watched = ElidedText("", "", middle=True)
        self.watch_button = Button(self.tr("选择…"), "quiet", icon="folder", shortcut="Alt+F")
        self.leave_button = Button(self.tr("不用"), "quiet", shortcut="Alt+N")
        self._lay_out()
        self.show_watched("")
        self.watch_button.clicked.connect(self._choose_watched)
        self.leave_button.clicked.connect(lambda: self._take_watched(""))
        self._group.buttonClicked.connect(lambda _: self.chosen.emit(self.mode()))
        self.open_button.clicked.connect(self._open_folder)

    def _words(self) -> tuple[str, str, str]:
        return self.tr("自动（按窗口宽度）"), self.tr("紧凑"), self.tr("宽松")

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.grid(1))
        self.body.addWidget(Text(self.tr("疏密"), "cap"))
        self.body.addLayout(self._densities())
        self.body.addSpacing(theme.grid(2))
        self.body.addWidget(
            Text(self.tr("数据文件夹（备份时先关闭程序，再整个拷走；材料的扫描件也在里面）"), "cap")
        )
        self._add_line(self.folder, self.open_button)
        self.body.addSpacing(theme.grid(2))
        self.body.addWidget(Text(self.tr("证书文件夹（扫描或者微信存来的证书，受理时提示来读）"), "cap"))
        self._add_line(self.watched, self.watch_button, self.leave_button)
        self.body.addSpacing(theme.grid(2))
        self.body.addWidget(Text(self.tr("版本"), "cap"))
        self.body.addWidget(Text(__version__))

    def _add_line(self, shown: QWidget, *buttons: Button) -> None:
        line = QHBoxLayout()
        line.addWidget(shown, 1)
        for button in buttons:
            line.addWidget(button)
        self.body.addLayout(line)

    def _densities(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for key, tab in zip(_KEYS, self._tabs.values(), strict=True):
            tab.set_key(f"Alt+{key}")
            self._group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        return row

    def mode(self) -> theme.Mode:
        """Return the density that is chosen."""
        return next((mode for mode, tab in self._tabs.items() if tab.isChecked()), "auto")

    def show_mode(self, mode: str) -> None:
        """Mark a density; an unknown one is the automatic."""
        for name, tab in self._tabs.items():
            tab.setChecked(name == (mode if mode in MODES else "auto"))

    def show_watched(self, folder: str) -> None:
        """Show in which folder certificates are looked for, "" for none."""
        self.watched.set_text(folder or self.tr("没有选"))
        self.leave_button.setVisible(bool(folder))

    def _choose_watched(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("证书存在哪个文件夹"), documents_folder())
        if folder:
            self._take_watched(folder)

    def _take_watched(self, folder: str) -> None:
        self.show_watched(folder)
        self.watchChosen.emit(folder)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_dir)))
