"""From the counter to its papers: one key, and what was typed is saved before."""

from ipdesk.ui.applications.steps.menu import PaperMenu
from ipdesk.ui.desk.destinations import Destination, IssueLetters
from tests.ui.counter.conftest import Clerk


def menu(clerk: Clerk) -> PaperMenu:
    return clerk.page.foot.papers


def test_the_papers_to_sign_are_printed_from_what_was_typed_a_moment_ago(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    assert not menu(clerk).isVisible(), "nothing was entered yet"
    clerk.add("project", ref="SF-1", date="2022-04-20", type="high_value_cultivation")
    clerk.page.autosave.save_now()
    clerk.answered()
    assert menu(clerk).words() == ("印发申请表", "印发材料清单", "印发缺件清单")
    asked: list[Destination] = []
    clerk.desk.destinationWanted.connect(asked.append)
    clerk.page.autosave.note()
    menu(clerk).take(0)
    assert asked == [], "it is saved first"
    clerk.answered()
    application = clerk.page.draft.file.id
    assert application is not None
    assert asked == [IssueLetters((application,), "application_form")]
    assert not clerk.page.autosave.dirty()
