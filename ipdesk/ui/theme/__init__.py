"""The look of the desk: colours, measures, fonts, icons, chips and the one style sheet.

Call ``apply(app)`` once. Outside this package there is no colour value, font size or pixel: painted widgets
ask ``density()`` and ``color(token)``, layouts take ``grid(steps)``, and whoever keeps a measure calls
``follow(self.restyle)`` to be told when it changes.
"""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ipdesk.paths import resource
from ipdesk.ui.theme.density import (
    COMPACT,
    NARROW_BELOW,
    ROOMY,
    ROOMY_FROM,
    WINDOW,
    Density,
    Mode,
    award_room,
    chosen_for,
    density,
    drawer_room,
    follow,
    form_columns,
    grid,
    set_current,
)
from ipdesk.ui.theme.fonts import (
    BOLD,
    MEDIUM,
    REGULAR,
    Weight,
    add_faces,
    families,
    fixed_font,
    font,
    has_rare_faces,
    metrics,
    read_rare_faces,
    text_width,
)
from ipdesk.ui.theme.icons import icon, paint_icon, pix
from ipdesk.ui.theme.qss import sheet
from ipdesk.ui.theme.status_chips import CHIPS, MANNERS, ChipColors, ChipSpec, Manner, chip_word
from ipdesk.ui.theme.tokens import COLORS, EDGE_PAIRS, TEXT_PAIRS, color, contrast

__all__ = [
    "BOLD",
    "CHIPS",
    "COLORS",
    "COMPACT",
    "EDGE_PAIRS",
    "MANNERS",
    "MEDIUM",
    "NARROW_BELOW",
    "REGULAR",
    "ROOMY",
    "ROOMY_FROM",
    "TEXT_PAIRS",
    "WINDOW",
    "ChipColors",
    "ChipSpec",
    "Density",
    "Manner",
    "Mode",
    "Weight",
    "add_faces",
    "apply",
    "award_room",
    "chip_word",
    "chosen_for",
    "color",
    "contrast",
    "density",
    "drawer_room",
    "families",
    "fixed_font",
    "follow",
    "font",
    "form_columns",
    "grid",
    "has_rare_faces",
    "icon",
    "metrics",
    "paint_icon",
    "pix",
    "read_rare_faces",
    "set_density",
    "text_width",
]  # fmt: skip

_TRANSLATOR, _FILES = "qtbase_zh_CN", "files_zh_CN"
_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "surface",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "surface",
}


def _palette() -> QPalette:
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, color(token))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, color("ink3"))
    return palette


def _translate(app: QApplication) -> None:
    """Make Qt's own words (standard buttons, menus of inputs, calendar, files) Chinese, once.

    Raises FileNotFoundError when Qt was installed without its translations.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    if app.findChild(QTranslator, _TRANSLATOR) is not None:
        return
    own = resource("translations")  # what that of Qt leaves out
    for name, folder in ((_FILES, str(own)), (_TRANSLATOR, _of_qt())):
        translator = QTranslator(app)
        translator.setObjectName(name)
        if not translator.load(name, folder):
            raise FileNotFoundError(f"{folder}/{name}.qm")
        app.installTranslator(translator)


def _of_qt() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)


def apply(app: QApplication) -> None:
    """Give the application its look and Qt its Chinese. Call it before the first window.

    Raises FileNotFoundError where Qt's Chinese is not installed.
    """
    app.setStyle("Fusion")
    app.setPalette(_palette())
    _translate(app)
    set_density(app, COMPACT)


def set_density(app: QApplication, chosen: Density) -> None:
    """Change all measures, the application's font and the style sheet at once."""
    app.setFont(font(chosen.base))
    app.setStyleSheet(sheet(chosen))
    set_current(chosen)
