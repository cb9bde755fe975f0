"""What is on the counter is never told as another's: not even while it is saved for the first time."""

import threading

from PySide6.QtWidgets import QApplication

from ipdesk.models.records import RawAchievement
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.tasks import Lane
from tests.ui.counter.conftest import Clerk
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
    draft, row = page.draft, RawAchievement(id="1", kind="project", ref="SF-1")
    draft.load(draft.file, draft.applicant, draft.policy, draft.particulars, (row,))
    draft.edited.emit()
    QApplication.processEvents()  # now its number is asked for, and what is before that takes a while
    page.autosave.save_now()
    assert rig.tasks.start(Lane.SAVING, lambda _: None).join(PATIENCE)
    go_on.set()
    assert rig.tasks.start(Lane.READING, lambda _: None).join(PATIENCE)
    rig.settle()
    assert draft.file.id is not None
    assert told
    assert not any(told)


def test_a_number_decided_before_at_nothing_is_told_with_its_file(clerk: Clerk) -> None:
    other = clerk.registered(name="乳源示例文化有限公司", identity="91440282MA00000018")
    facts = {"registrar": "national"}  # for which no clause pays
    ref, day = "国作登字-2022-F-00000001", "2022-03-01"
    number = clerk.granted(
        other, RawAchievement(id="a", kind="work_registration", ref=ref, date=day, facts=facts)
    )
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref=ref, date=day, registrar="national")
    said = f"{ref} 在申请件 {number} 中申报过（乳源示例文化有限公司，已审定，未予资助），请核对。"
    clerk.until(lambda: said in [one.text for one in clerk.page.awards.notices.remarks()])
    assert said in clerk.accept(agree=False)
