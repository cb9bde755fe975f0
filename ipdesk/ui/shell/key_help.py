"""The page of keys (F1): what every key in sight does, read from what is there, and what keys always do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets import ActionBar, Button, Dialog, DocumentView, NavItem, Panel


class Key(NamedTuple):
    """One key: the part of the window that it belongs to, the key as it is written, and what it does."""

    part: str
    key: str
    does: str


class KeyHelp(Dialog):
    """Lists the keys of a window; F1, Enter and Esc close it."""

    room = 150

    def __init__(self, window: QWidget) -> None:
        super().__init__(_tr("按键"), _tr("知道了"), parent=window)
        self.keys = (*keys_in_sight(window), *keys_everywhere())
        self.view = DocumentView(_tr("按键"), bare=True)
        self.view.show_text(self._write)
        self.body.addWidget(self.view, 1)
        self.refuse_button.hide()
        self.view.setFocus()

    def restyle(self) -> None:
        """Take the measures in force, with room for a page."""
        super().restyle()
        self.take_room(self.room, 150)

    def show_key_help(self) -> None:
        """Close: who presses F1 again has seen enough."""
        self.accept()

    def _write(self, view: DocumentView) -> None:
        part = ""
        for one in self.keys:
            if one.part != part:
                part = one.part
                view.section(part)
            view.pair(one.key, one.does)


def show_key_help(window: QWidget) -> None:
    """Show what every key does in a window."""
    KeyHelp(window).exec()


def offer_key_help(window: QWidget) -> None:
    """Let F1 show the keys, in a window and in every dialog over it."""
    Dialog.key_help = show_key_help
    hook = QShortcut(QKeySequence("F1"), window)
    hook.activated.connect(lambda: show_key_help(window))


def keys_in_sight(window: QWidget) -> Iterator[Key]:
    """Yield the keys of the panels and buttons that are in sight, part by part as they lie."""
    buttons = [*_of_buttons(window), *_of_navigation(window)]
    taken = {(one.part, one.key) for one in buttons}
    found = [*(one for one in _of_panels(window) if one[:2] not in taken), *buttons]
    parts = dict.fromkeys(one.part for one in found)
    yield from (one for part in parts for one in dict.fromkeys(found) if one.part == part)


def _of_panels(window: QWidget) -> Iterator[Key]:
    for panel in window.findChildren(Panel):
        key = panel.accessibleName().removeprefix(panel.title.text()).strip()
        if panel.isVisible() and key:
            yield Key(panel.title.text(), key, _tr("到这一栏"))


def _of_buttons(window: QWidget) -> Iterator[Key]:
    """Yield the buttons that have a key, whether they can be pressed just now or not."""
    for button in window.findChildren(Button):
        key = button.accessibleDescription()
        if button.isVisible() and key and button.window() is window:
            yield Key(_part_of(button), key, button.accessibleName())


def _part_of(button: QWidget) -> str:
    """Return what the part of the window that a button stands in is called."""
    above = button.parentWidget()
    while above is not None:
        if isinstance(above, Panel) and above.title.text():
            return above.title.text()
        if isinstance(above, ActionBar):
            return _tr("页面下方")
        above = above.parentWidget()
    return _tr("这里")


def _of_navigation(window: QWidget) -> Iterator[Key]:
    for item in window.findChildren(NavItem):
        if item.isVisible() and item.accessibleDescription():
            yield Key(_tr("换页"), item.accessibleDescription(), item.text())


def keys_everywhere() -> Iterator[Key]:
    """Yield what keys do in every form, list and question."""
    yield from (Key(_tr("填写"), key, does) for key, does in _in_forms())
    yield from (Key(_tr("列表"), key, does) for key, does in _in_lists())
    yield from (Key(_tr("到处一样"), key, does) for key, does in _anywhere())


def _in_forms() -> Iterator[tuple[str, str]]:
    yield "Enter", _tr("到下一格")
    yield "Shift+Enter", _tr("回上一格")
    yield "↓", _tr("展开选择框；数字、首字母直选")
    yield "Y、N", _tr("是、否")
    yield "Ctrl+Z", _tr("撤销刚才的改动")


def _in_lists() -> Iterator[tuple[str, str]]:
    yield "↑ ↓ Home End", _tr("移动")
    yield "Enter", _tr("打开、办理选中的一行")
    yield _tr("空格"), _tr("勾选一行")
    yield "Ctrl+A", _tr("全选")


def _anywhere() -> Iterator[tuple[str, str]]:
    yield "F9", _tr("办下一步")
    yield "Ctrl+K", _tr("查全部")
    yield "F11、F12", _tr("按消息里说的办")
    yield "Ctrl+Enter", _tr("在对话框里确定")
    yield "Esc", _tr("退回一步；填了内容的先问")
    yield "F1", _tr("看这一页，再按关闭")


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyHelp", text)
