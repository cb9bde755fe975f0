"""By which keys the buttons in sight are pressed: none is without, and no two have the same."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets import Button

OF_ROWS = ("去掉", "就用这个", "查看", "已收到", "张截图", "打开", "上年", "上月", "下月", "下年")
"""Of each row of a list, reached by Tab or pressed by a key of the list; and the pages of a calendar."""
SHARED = ("Esc", "F6", "F11", "F12")
"""What lies in front takes these: what was opened last, the tabs of a drawer, the ways out of a message."""


def faults_of_keys(window: QWidget) -> list[str]:
    """Return which buttons in sight have no key, and which keys press several of them."""
    shown = [one for one in window.findChildren(Button) if one.isVisible() and one.text()]
    own = [one for one in shown if not any(word in one.text() for word in OF_ROWS)]
    keyless = [f"{one.text()} has no key" for one in own if not one.accessibleDescription()]
    keys = Counter(one.accessibleDescription() for one in own if one.isEnabled())
    silent = [f"{one.text()} says not why" for one in own if not one.isEnabled() and not one.why_not()]
    return (
        keyless
        + silent
        + [f"{key} presses {count}" for key, count in keys.items() if count > 1 and key not in SHARED]
    )
