"""The page 设置 in a window kept for the tests of the folder."""

from PySide6.QtWidgets import QWidget

from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.page import _VIEWS, GENERAL
from tests.ui.kept_rig import kept_fixtures


def _put_away(page: SettingsPage) -> None:
    """Go back to the office as it is kept, with nothing said, and nothing made yet behind the other tabs."""
    page.give_up()
    page.message.clear()
    page.bar.set_state("")
    people = page.people
    people.message.clear()
    people.name.clear()
    people.field.set_error("")
    people._model.setRowCount(0)  # so that the list stands on nobody
    page.show_tab(GENERAL)
    for place, name in _VIEWS.items():
        view = vars(page).pop(name, None)
        for stack, widget in ((page._stack, view), (page._feet, view.bar)) if view else ():
            stack.insertWidget(place, QWidget())
            stack.removeWidget(widget)
            widget.deleteLater()


_kept, rig, pytest_runtest_teardown = kept_fixtures(__file__, SettingsPage, _put_away)
