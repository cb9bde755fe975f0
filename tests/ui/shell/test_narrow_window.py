"""A window of half a screen stays as narrow as it was made, whatever page is in it."""

from typing import Literal

import pytest
from PySide6.QtCore import Qt

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.settings import SettingsPage
from tests.models.desk import cultivation, licence, works
from tests.ui.rig import Rig

HALF = 960, 600  # px: half a screen of 1920x1200
LEAST = 800, 600  # px: beside a sheet on a screen of 1366x768

Fixed = Literal["compact", "roomy"]


def narrow(rig: Rig, density: Fixed, size: tuple[int, int]) -> None:
    """Make the window narrow by hand, in a density that the office has fixed."""
    rig.window.set_density_mode(density)
    for step in ((1200, 700), size):
        rig.window.resize(*step)
        rig.settle()


@pytest.mark.parametrize(("density", "size"), [("compact", HALF), ("roomy", HALF), ("compact", LEAST)])
def test_no_page_widens_the_window(rig: Rig, density: Fixed, size: tuple[int, int]) -> None:
    applicant = rig.steps.register("示例精密电子有限公司")
    draft = rig.steps.draft(applicant, works(count="101"), licence(), cultivation())
    rig.steps.accept(draft)
    applications = ApplicationsPage(rig.desk)
    counter, letters, settings = CounterPage(rig.desk), LettersPage(rig.desk), SettingsPage(rig.desk)
    rig.show(counter=counter, applications=applications, letters=letters, settings=settings)
    narrow(rig, density, size)
    widths = {}
    for page in ("counter", "applications", "letters", "settings"):
        rig.window.go_to(page)
        rig.settle()
        widths[page] = rig.window.width()
    settings.show_tab(1)
    rig.settle()
    widths["policies"] = rig.window.width()
    rig.window.go_to("applications")
    rig.desk.open(OpenApplication(draft.application))
    rig.settle()
    assert applications.drawer.isVisible()
    widths["drawer"] = rig.window.width()
    applications.list.table.setFocus()
    rig.press(Qt.Key.Key_F9)
    widths["decision"] = rig.window.width()
    assert widths == dict.fromkeys(widths, size[0])
