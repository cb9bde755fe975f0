"""The page 申请件 in a window kept for the tests of the folder."""

from ipdesk.models.records import ApplicationFilter
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.list.columns import NUMBER
from tests.ui.kept_rig import kept_fixtures


def _put_away(page: ApplicationsPage) -> None:
    """Go back to the whole list in its usual order, with nothing ticked, open or said."""
    if (decision := page._opened()) is not None:
        decision.saving.begin()
    if not page.list.isVisible():
        page.show_list()
    page.close_drawer()
    page.list.undo.clear()
    page.list.model.check_none()
    if page.list.wanted() != ApplicationFilter():
        page.list.go_to(0)
    page.list._column, page.list._descending, page.list.header._at = NUMBER, True, NUMBER
    page.list.header.show_order(NUMBER, descending=True)
    page.list.call_column.setChecked(False)
    page.list_bar.set_state("")


_kept, rig, pytest_runtest_teardown = kept_fixtures(__file__, ApplicationsPage, _put_away)
