"""What letters would print wrongly of the office: refused where it is typed, at the first start and later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.ui.settings import SettingsPage
from tests.ui.rig import Rig
from tests.ui.settings.test_settings import page

__all__ = ["page"]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("name", "text"),
    [("telephone", "abc"), ("number_prefix", "韶知资第1号"), ("number_prefix", "韶知资字第")],
)
def test_what_letters_would_print_wrongly_is_refused(
    rig: Rig, page: SettingsPage, name: str, text: str
) -> None:
    before = rig.store.read(queries.office)
    rig.type(page.office.inputs[name], text)
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert page.office.fields[name].error()
    assert rig.store.read(queries.office) == before


@pytest.mark.parametrize(("text", "says"), [("0", "不能小于1"), ("99999999999", "不能大于99999")])
def test_a_next_number_that_is_none_is_refused(rig: Rig, page: SettingsPage, text: str, says: str) -> None:
    rig.type(page.office.next_number, text)
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert says in page.office.fields["next_number"].error()
    assert page.unsaved()
