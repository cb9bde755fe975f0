"""What is on the counter is never told as another's: not even while it is saved for the first time."""

import threading

from PySide6.QtWidgets import QApplication

from ipdesk.models.records import RawAchievement
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.tasks import Lane
from tests.ui.rig import Rig

PATIENCE = 60  # seconds; it takes a few milliseconds


def test_a_file_that_is_saved_for_the_first_time_holds_no_number_of_another(rig: Rig) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.applicant.choose(rig.steps.register())
    rig.settle()
    told: list[object] = []
    page.feed.holdersChanged.connect(told.append)
    go_on = threading.Event()
    rig.tasks.start(Lane.READING, lambda _: go_on.wait())
    sheet, row = page.sheet, RawAchievement(id="1", kind="project", ref="SF-1")
    sheet.load(sheet.file, sheet.applicant, sheet.policy, sheet.year, (row,))
    sheet.edited.emit()
    QApplication.processEvents()  # now its number is asked for, and what is before that takes a while
    page.autosave.save_now()
    assert rig.tasks.start(Lane.SAVING, lambda _: None).join(PATIENCE)
    go_on.set()
    assert rig.tasks.start(Lane.READING, lambda _: None).join(PATIENCE)
    rig.settle()
    assert sheet.file.id is not None
    assert told
    assert not any(told)
