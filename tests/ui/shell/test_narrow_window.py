"""A window of half a screen stays as narrow as it was made, whatever page is in it."""

from collections.abc import Iterator
from typing import Literal

import pytest
from PySide6.QtCore import Qt

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.issue import issuing
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import OpenApplication, OpenLetter, Origin
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.settings import SettingsPage
from tests.actors import CLERK
from tests.models.desk import OFFICE, cultivation, licence, works
from tests.ui.rig import POLICY, Rig

HALF = 960, 600  # px: half a screen of 1920x1200
SCREEN = 1366, 768
LEAST = 800, 600  # px: beside a sheet on a screen of 1366x768

Fixed = Literal["compact", "roomy"]


def narrow(rig: Rig, density: Fixed, size: tuple[int, int]) -> None:
    """Make the window narrow by hand, in a density that the office has fixed."""
    rig.window.set_density_mode(density)
    for step in ((1200, 700), size):
        rig.window.resize(*step)
        rig.settle()


def test_no_page_widens_the_window(rig: Rig) -> None:
    applicant = rig.steps.register("示例精密电子有限公司")
    draft = rig.steps.draft(applicant, works(count="101"), licence(), cultivation())
    rig.steps.accept(draft)
    applications = ApplicationsPage(rig.desk)
    counter, letters, settings = CounterPage(rig.desk), LettersPage(rig.desk), SettingsPage(rig.desk)
    rig.show(counter=counter, applications=applications, letters=letters, settings=settings)

    def widths() -> Iterator[tuple[str, int]]:
        settings.show_tab(0)
        for page in ("counter", "applications", "letters", "settings"):
            rig.window.go_to(page)
            rig.settle()
            yield page, rig.window.width()
        settings.show_tab(1)
        rig.settle()
        yield "policies", rig.window.width()
        rig.window.go_to("applications")
        rig.desk.open(OpenApplication(draft.application))
        rig.settle()
        assert applications.drawer.isVisible()
        yield "drawer", rig.window.width()
        applications.list.table.setFocus()
        rig.press(Qt.Key.Key_F9)
        yield "decision", rig.window.width()
        rig.press(Qt.Key.Key_Escape)
        rig.press(Qt.Key.Key_Escape)
        assert applications.list.isVisible() and not applications.drawer.isVisible()
        rig.window.go_to("counter")

    modes: tuple[tuple[Fixed, tuple[int, int]], ...] = (
        ("compact", HALF),
        ("roomy", HALF),
        ("compact", LEAST),
    )
    for density, size in modes:
        narrow(rig, density, size)
        assert {page: width for page, width in widths() if width != size[0]} == {}, (density, size)


def issued(rig: Rig) -> int:
    """Issue the notice of an award and return its id."""
    application = rig.steps.confirmed(rig.steps.register("示例精密电子有限公司"), licence())
    source = ApplicationSource(OFFICE, rig.steps.detail(application), POLICY)
    return rig.store.run(issuing(AWARD, source, rig.clock.today), CLERK).value.id


@pytest.mark.parametrize("density", ["compact", "roomy"])
def test_a_letter_that_went_out_and_cannot_be_printed_leaves_the_window_on_its_screen(
    rig: Rig, density: Fixed
) -> None:
    """All buttons of a letter stand beside why it cannot be printed and what was done before."""
    page = LettersPage(rig.desk)
    rig.show(letters=page)
    sent = issued(rig)
    page.show_destination(OpenLetter(sent), Origin())
    narrow(rig, density, SCREEN)
    page.foot.set_state("已打印 1 份")
    page.foot.offer(primary=False, files=True, why="您没有办理这一步的权限，须由管理员办理。")
    rig.settle()
    assert rig.window.width() == SCREEN[0]
    assert page.foot.refusal.isVisible()
