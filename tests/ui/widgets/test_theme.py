import re
from dataclasses import asdict
from pathlib import Path
from string import Template

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ipdesk.ui
from ipdesk.paths import resource
from ipdesk.ui import theme
from ipdesk.ui.theme import qss
from ipdesk.ui.widgets import Chip
from tests.rows import every_row

_UI = Path(ipdesk.ui.__file__).parent
_SOURCES = sorted(path for path in _UI.rglob("*.py") if "theme" not in path.relative_to(_UI).parts)

_FORBIDDEN = {
    "a colour value": re.compile(r"#[0-9A-Fa-f]{6}\b|\bQColor\(|Qt\.GlobalColor\.(?!transparent)"),
    "a style sheet": re.compile(r"setStyleSheet"),
    "a font": re.compile(r"\bQFont\(|setPixelSize|setPointSize"),
    "a pixel": re.compile(
        r"set(Fixed|Minimum|Maximum)(Width|Height|Size)\(\s*[1-9]|setSpacing\(\s*[1-9]\d*\s*\)"
        r"|setContentsMargins\([\d\s,]*[1-9][\d\s,]*\)"
    ),
}  # fmt: skip


@every_row(_SOURCES, lambda path: path.relative_to(_UI).as_posix())
def test_colours_fonts_and_pixels_stand_in_the_theme_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [(name, match[0]) for name, pattern in _FORBIDDEN.items() for match in pattern.finditer(text)]
    assert not found, "take them from ipdesk.ui.theme (density(), grid(steps), color(token), font(px))"


@pytest.mark.parametrize(("front", "ground"), theme.TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(front: str, ground: str) -> None:
    assert theme.contrast(front, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), theme.EDGE_PAIRS)
def test_edges_and_segments_stand_out_from_their_ground(edge: str, ground: str) -> None:
    assert theme.contrast(edge, ground) >= 3


@pytest.mark.parametrize("manner", theme.MANNERS)
def test_words_on_chips_can_be_read(manner: theme.Manner) -> None:
    colors = theme.MANNERS[manner]
    selected = "tint2" if colors.fill in ("tint", "nav") else colors.fill or "tint"
    for ground in (colors.fill or "surface", selected):
        assert theme.contrast(colors.text, ground) >= 4.5


def test_contrast_agrees_with_the_published_measure() -> None:
    assert theme.contrast("ink", "surface") == pytest.approx(16.2, abs=0.1)
    assert theme.contrast("surface", "surface") == 1


def test_no_measure_shadows_a_colour_in_the_style_sheet() -> None:
    assert not set(theme.COLORS) & {*asdict(theme.COMPACT), *qss._derived(theme.COMPACT)}


@pytest.mark.parametrize("density", [theme.COMPACT, theme.ROOMY], ids=lambda density: density.name)
def test_style_sheet_is_filled_completely(density: theme.Density) -> None:
    filled = theme.sheet(density)
    assert Template(filled).get_identifiers() == []
    assert filled.count("{") == filled.count("}")


@pytest.mark.parametrize("chip", theme.CHIPS)
def test_every_state_has_a_word_and_a_glyph_that_is_drawn(chip: str) -> None:
    assert theme.chip_word(chip)
    picture = theme.pix(theme.CHIPS[chip].glyph, 14, "ink", 2.0).toImage()
    assert (picture.width(), picture.devicePixelRatio()) == (28, 2.0)
    assert any(picture.pixelColor(x, y).alpha() for x in range(28) for y in range(28))


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_icons_are_of_one_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 'viewBox="0 0 18 18"' in text
    assert 'stroke-width="1.5"' in text
    assert 'stroke="currentColor"' in text
    assert not re.search(r"#[0-9A-Fa-f]{3}", text)


def test_icons_take_the_colour_of_their_token() -> None:
    picture = theme.pix("check", 18, "red", 2.0).toImage()
    strongest = max((picture.pixelColor(x, y) for x in range(36) for y in range(36)), key=lambda c: c.alpha())
    assert strongest.name().upper() == theme.COLORS["red"]


def test_an_icon_that_nobody_drew_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        theme.pix("unicorn", 18)


def test_figures_are_of_one_width_and_chinese_is_drawn_by_a_chinese_face() -> None:
    widths = {theme.text_width(digit * 8, 13) for digit in "0123456789"}
    assert len(widths) == 1
    assert QFontInfo(theme.font(13)).family() in theme.families()
    assert QFontMetrics(theme.font(13)).inFontUcs4(ord("韶"))


def test_semibold_is_a_face_of_its_own() -> None:
    assert QFontInfo(theme.font(13, theme.BOLD)).weight() == theme.BOLD
    assert QFontInfo(theme.font(13)).weight() == theme.REGULAR


def ink(text: str, weight: theme.Weight) -> int:
    """Return how many pixels of a text are dark."""
    picture = QImage(60, 60, QImage.Format.Format_Grayscale8)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setFont(theme.font(40, weight))
    painter.drawText(5, 45, text)
    painter.end()
    return sum(picture.pixelColor(x, y).lightness() < 128 for x in range(60) for y in range(60))


@pytest.mark.parametrize("sign", "田𠮷")
def test_bold_is_bold_also_of_a_rare_character(sign: str) -> None:
    if not theme.has_rare_faces():
        theme.add_faces(theme.read_rare_faces())
    assert ink(sign, theme.BOLD) > 1.2 * ink(sign, theme.REGULAR) > 0


def test_qt_speaks_chinese() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    kinds = "QAbstractFileIconProvider"
    assert QCoreApplication.translate(kinds, "Folder", "All other platforms") == "文件夹"
    assert QCoreApplication.translate(kinds, "File Folder", "Match Windows Explorer") == "文件夹"


def test_dressing_an_application_twice_is_dressing_it_once(qapp: QApplication) -> None:
    before = len(qapp.findChildren(QTranslator))
    theme.apply(qapp)
    assert len(qapp.findChildren(QTranslator)) == before > 0


@pytest.mark.parametrize(
    ("width", "mode", "name"),
    [
        (1599, "auto", "compact"),
        (1600, "auto", "roomy"),
        (1280, "roomy", "roomy"),
        (1920, "compact", "compact"),
    ],
)
def test_density_follows_the_width_unless_it_is_fixed(width: int, mode: theme.Mode, name: str) -> None:
    assert theme.chosen_for(width, mode).name == name


def test_widgets_follow_a_change_of_density_also_while_hidden(qtbot: QtBot, qapp: QApplication) -> None:
    chip = Chip("excluded")
    qtbot.addWidget(chip)
    before = chip.size()
    theme.set_density(qapp, theme.ROOMY)
    assert chip.height() == theme.ROOMY.chip
    assert chip.width() > before.width()


def test_deleted_widgets_do_not_hinder_a_change_of_density(qtbot: QtBot, qapp: QApplication) -> None:
    chip = Chip("draft")
    chip.deleteLater()
    qapp.sendPostedEvents(chip, QEvent.Type.DeferredDelete)
    theme.set_density(qapp, theme.ROOMY)
    assert theme.density() is theme.ROOMY


@pytest.mark.parametrize("char", ["𠮷", "⿰", "𬎆"])
def test_rare_characters_of_names_are_no_boxes(qtbot: QtBot, char: str) -> None:
    theme.add_faces(theme.read_rare_faces())
    assert theme.has_rare_faces()
    layout = QTextLayout(char, theme.font(13))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()] != [0]
    assert all(run.rawFont().supportsCharacter(ord(char)) for run in layout.glyphRuns())
