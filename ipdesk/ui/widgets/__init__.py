"""The painted widgets of the desk. Pages are made of these; none of them knows a page.

Panels ``Panel`` (``body``, ``add_head``), forms ``FormGrid`` of ``Field`` around ``TextField``,
``LineField``, ``MoneyField``, ``DateField``, ``NumberField``, ``ChoiceField``, ``YesNoField`` or
``Switch``, tables ``DeskTable`` with ``Column``, foot ``ActionBar`` of ``Button``,
words ``Text`` with a role, states ``Chip``, sentences ``EmptyState`` and ``MessageLine``, and, where it
must be, ``Dialog`` and ``confirm``.
"""

from ipdesk.ui.widgets.action_bar import ActionBar
from ipdesk.ui.widgets.base import ElidedText, Hairline, SteadyText, Text
from ipdesk.ui.widgets.button import Button
from ipdesk.ui.widgets.check_box import CheckBox
from ipdesk.ui.widgets.chip import Chip, paint_chip
from ipdesk.ui.widgets.dialog import Dialog, confirm
from ipdesk.ui.widgets.document_view import DocumentView
from ipdesk.ui.widgets.fields.checked_field import LineField
from ipdesk.ui.widgets.fields.choice_field import ChoiceField
from ipdesk.ui.widgets.fields.date_field import DateField
from ipdesk.ui.widgets.fields.field import Field, FormGrid
from ipdesk.ui.widgets.fields.money_field import MoneyField
from ipdesk.ui.widgets.fields.number_field import NumberField
from ipdesk.ui.widgets.fields.paragraph_field import LinesField, ParagraphField
from ipdesk.ui.widgets.fields.text_field import TextField
from ipdesk.ui.widgets.fields.tick_field import TickField
from ipdesk.ui.widgets.fields.yes_no_field import YesNoField
from ipdesk.ui.widgets.form_dialog import FormDialog
from ipdesk.ui.widgets.keycap import KeyCap
from ipdesk.ui.widgets.message import EmptyState, MessageLine, Way
from ipdesk.ui.widgets.nav_item import NavItem
from ipdesk.ui.widgets.page_stack import PageStack
from ipdesk.ui.widgets.panel import Panel
from ipdesk.ui.widgets.scroll_area import ScrollArea
from ipdesk.ui.widgets.search_box import SearchBox
from ipdesk.ui.widgets.switch import Switch
from ipdesk.ui.widgets.table.delegate import CHIP_ROLE, GLYPH_ROLE, WORD_ROLE
from ipdesk.ui.widgets.table.table import Column, DeskTable
from ipdesk.ui.widgets.timeline import Timeline, TimeStep
from ipdesk.ui.widgets.wrap_row import WrappingText, WrapRow

__all__ = [
    "CHIP_ROLE",
    "GLYPH_ROLE",
    "WORD_ROLE",
    "ActionBar",
    "Button",
    "CheckBox",
    "Chip",
    "ChoiceField",
    "Column",
    "DateField",
    "DeskTable",
    "Dialog",
    "DocumentView",
    "ElidedText",
    "EmptyState",
    "Field",
    "FormDialog",
    "FormGrid",
    "Hairline",
    "KeyCap",
    "LineField",
    "LinesField",
    "MessageLine",
    "MoneyField",
    "NavItem",
    "NumberField",
    "PageStack",
    "Panel",
    "ParagraphField",
    "ScrollArea",
    "SearchBox",
    "SteadyText",
    "Switch",
    "Text",
    "TextField",
    "TickField",
    "TimeStep",
    "Timeline",
    "Way",
    "WrapRow",
    "WrappingText",
    "YesNoField",
    "confirm",
    "paint_chip",
]  # fmt: skip
