"""The page 文书 in a window kept for the tests of the folder."""

from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.lists import WAITING
from tests.ui.kept_rig import kept_fixtures


def _put_away(page: LettersPage) -> None:
    """Go back to what waits, of today, with nothing ticked, searched or said."""
    lists = page.lists
    lists.show_all()
    lists.choose(WAITING)
    lists.kinds.waiting.set_key("")
    lists.form._own = False
    lists.form.number_field.set_error("")
    page.message.clear()
    page.foot.set_state("")
    page.foot.both_sides.setChecked(False)
    page.preview.whole.setChecked(False)


_kept, rig, pytest_runtest_teardown = kept_fixtures(__file__, LettersPage, _put_away)
