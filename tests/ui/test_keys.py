"""Every button of the pages has a key, and no two of one page have the same."""

from __future__ import annotations

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import ContinueDraft, Origin
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.notices import NoticesPage
from ipdesk.ui.settings import SettingsPage
from tests.models.desk import licence, works
from tests.ui.keys import faults_of_keys
from tests.ui.rig import Rig


def test_every_button_in_sight_has_a_key_of_its_own(rig: Rig) -> None:
    rig.steps.issue(rig.steps.confirmed(rig.steps.register("示例甲有限公司"), licence()))
    accepted = rig.steps.draft(rig.steps.register("示例乙有限公司"), works(count="3"))
    rig.steps.accept(accepted)
    draft = rig.steps.draft(rig.steps.register("示例丙有限公司"), works("粤作登字-2022-F-00000901"))
    counter, applications, settings = (
        CounterPage(rig.desk),
        ApplicationsPage(rig.desk),
        SettingsPage(rig.desk),
    )
    pages = {"counter": counter, "applications": applications, "settings": settings}
    rig.show(**pages, letters=LettersPage(rig.desk), notices=NoticesPage(rig.desk))
    found: dict[str, list[str]] = {}

    def look(place: str) -> None:
        rig.settle()
        if faults := faults_of_keys(rig.window):
            found[place] = faults

    look("counter")
    counter.show_destination(ContinueDraft(draft.application), Origin())
    look("draft")
    for key in ("letters", "notices", "applications"):
        rig.window.go_to(key)
        look(key)
    applications._open_drawer()
    look("drawer")
    applications._decide((accepted.application,))
    look("decision")
    rig.window.go_to("settings")
    for place in range(settings._stack.count()):
        settings.show_tab(place)
        look(f"settings {place}")
    assert found == {}
