"""The one style sheet, filled from the tokens and the measures in force.

Surfaces are chosen by object name, roles by the dynamic properties ``r`` (text) and ``k`` (buttons).
"""

from dataclasses import asdict
from string import Template

from ipdesk.ui.theme.density import Density
from ipdesk.ui.theme.tokens import COLORS

_SURFACES = Template("""
QWidget { color: $ink; }
QMainWindow, QDialog, #page, #canvas { background: $bg; }
#nav, #navBody { background: $nav; }
#topbar { background: $surface; border: none; border-bottom: ${hair}px solid $line; }
#actionbar { background: $surface; border: none; border-top: ${hair}px solid $line; }
#panel { background: $surface; border: ${hair}px solid $line; border-radius: ${radius_panel}px; }
#dialog { background: $surface; }
#hints { background: $surface; border: ${hair}px solid $control; border-radius: ${radius}px; }
#hairline { background: $line; border: none; }
#drawer { background: $surface; border: none; border-left: ${hair}px solid $line; }
QScrollArea, QScrollArea > QWidget > #scrolled { background: transparent; border: none; }
#scrollable { background: transparent; border: ${focus}px solid transparent; border-radius: ${radius}px; }
#scrollable:focus { border-color: $accent; }
QToolTip { background: $ink; color: $surface; border: none; padding: 4px 8px; font-size: ${small}px; }
""")

_TEXT = Template("""
QLabel { background: transparent; }
QLabel[r="cap"] { color: $ink3; font-size: ${small}px; }
QLabel[r="sub"] { color: $ink2; font-size: ${small}px; }
QLabel[r="strong"] { font-weight: 700; }
QLabel[r="head"] { font-size: ${head}px; font-weight: 700; }
QLabel[r="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[r="big"] { color: $accent; font-size: ${total}px; font-weight: 700; }
QLabel[r="key"] { color: $ink2; font-size: ${tiny}px; }
QLabel[r="empty"] { color: $ink3; }
QLabel[r="hint"] { color: $ink3; font-size: ${small}px; }
QLabel[r="error"] { color: $ink; font-size: ${small}px; }
""")

_BUTTONS = Template("""
QPushButton { background: $surface; color: $ink; border: ${hair}px solid $control; border-radius: ${radius}px;
    padding: 0 ${button_pad}px; min-height: ${button_inner}px; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $nav; }
QPushButton:disabled { color: $ink3; border-color: $line2; background: $sunken; }
QPushButton:focus { border: ${focus}px solid $accent; padding: 0 ${button_pad_focus}px;
    min-height: ${button_inner_focus}px; }
QPushButton[k="primary"], QPushButton:default[k="primary"] { background: $accent; color: $surface;
    border-color: $accent; font-weight: 700; }
QPushButton[k="primary"]:hover { background: $accentHover; border-color: $accentHover; }
QPushButton[k="primary"]:pressed { background: $accentPress; border-color: $accentPress; }
QPushButton[k="primary"]:disabled { background: $nav; color: $ink3; border-color: $line2; }
QPushButton[k="danger"] { background: $red; color: $surface; border-color: $red; font-weight: 700; }
QPushButton[k="quiet"], QPushButton[k="link"], QPushButton[k="tab"] { background: transparent; color: $accent;
    border-color: transparent; min-height: ${quiet_inner}px; padding: 0 9px; }
QPushButton[k="link"] { padding: 0 3px; font-size: ${small}px; }
QPushButton[k="quiet"]:hover, QPushButton[k="link"]:hover, QPushButton[k="tab"]:hover { background: $tint; }
QPushButton[k="quiet"]:pressed, QPushButton[k="link"]:pressed { background: $tint2; }
QPushButton[k="quiet"]:disabled, QPushButton[k="link"]:disabled { color: $ink3; background: transparent; }
QPushButton[k="tab"] { color: $ink2; min-height: ${button_inner}px; }
QPushButton[k="tab"]:checked { background: $tint; color: $accent; font-weight: 700; }
QPushButton[k]:focus { border: ${focus}px solid $accent; }
QPushButton[k="danger"]:focus { border: ${focus}px solid $red; }
""")

_INPUTS = Template("""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: $surface; color: $ink;
    border: ${hair}px solid $control; border-radius: ${radius}px; padding: 0 9px;
    placeholder-text-color: $ink3; selection-background-color: $accent; selection-color: $surface; }
QLineEdit, QComboBox { min-height: ${input_inner}px; }
QPlainTextEdit, QTextEdit { padding: 6px 7px; }
#document, #document:focus { border: ${focus}px solid transparent; border-radius: ${radius_panel}px;
    padding: 0; }
#document:focus { border-color: $accent; }
QLineEdit[r="sum"] { font-weight: 700; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $sunken; color: $ink2;
    border-color: $line2; }
QLineEdit:read-only { background: $sunken; }
QLineEdit:focus, QComboBox:focus, QComboBox:on { border: ${focus}px solid $accent; padding: 0 8px;
    min-height: ${input_inner_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: ${focus}px solid $accent; padding: 5px 6px; }
QLineEdit[err="true"], QComboBox[err="true"] { border: ${focus}px solid $red; padding: 0 8px;
    min-height: ${input_inner_focus}px; }
QPlainTextEdit[err="true"], QTextEdit[err="true"] { border: ${focus}px solid $red; padding: 5px 6px; }
QLineEdit[err="true"]:focus, QComboBox[err="true"]:focus, QPlainTextEdit[err="true"]:focus,
    QTextEdit[err="true"]:focus { border-color: $accent; background: $redTint; }
#search { background: $bg; border-color: $line2; padding: 0 10px; }
#search:focus { background: $surface; border-color: $accent; padding: 0 9px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView, #popup { background: $surface; border: ${hair}px solid $control; outline: none;
    padding: 4px; selection-background-color: $tint; selection-color: $ink; }
QComboBox QAbstractItemView::item, #popup::item { min-height: ${popup_item}px; padding: 0 8px; color: $ink; }
QComboBox QAbstractItemView::item:selected, #popup::item:selected { background: $tint; color: $ink; }
QComboBox[empty="true"] { color: $ink3; }
""")

_VIEWS = Template("""
QTableView, QListView, QTreeView { background: $surface; border: none; outline: none;
    selection-background-color: $tint; selection-color: $ink; }
QHeaderView, QHeaderView::section { background: $surface; border: none; }
QTableCornerButton::section { background: $surface; border: none; }
QMenu { background: $surface; border: ${hair}px solid $control; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${radius_small}px; }
QMenu::item:selected { background: $tint; color: $ink; }
QMenu::separator { height: ${hair}px; background: $line; margin: 4px 8px; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; }
QCalendarWidget QToolButton { background: transparent; color: $ink; border: none; padding: 4px 8px;
    border-radius: ${radius_small}px; font-weight: 700; }
QCalendarWidget QToolButton:hover { background: $tint; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $surface; }
QCalendarWidget QAbstractItemView:disabled { color: $control; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $mid; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; color: transparent; border: none;
    border-radius: ${radius_bar}px; max-height: ${bar}px; }
QProgressBar::chunk { background: $accent; border-radius: ${radius_bar}px; }
""")


def _derived(density: Density) -> dict[str, object]:
    """Return inner sizes: Qt counts the border outside of min-height and padding."""
    inner = density.input - 2 * density.hair
    focused = density.input - 2 * density.focus
    return {
        "button_inner": inner,
        "button_inner_focus": focused,
        "button_pad_focus": density.button_pad - density.focus + density.hair,
        "input_inner": inner,
        "input_inner_focus": focused,
        "quiet_inner": density.quiet - 2 * density.hair,
        "popup_item": density.row - 6,
    }


def sheet(density: Density) -> str:
    """Return the style sheet for a density. Raises KeyError when it names an unknown token."""
    values: dict[str, object] = {**COLORS, **asdict(density), **_derived(density)}
    return "".join(part.substitute(values) for part in (_SURFACES, _TEXT, _BUTTONS, _INPUTS, _VIEWS))
