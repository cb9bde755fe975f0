"""Two desks that issue the letter of one application."""

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, IssueDocument
from ipdesk.models.core.actor import Actor
from tests.actors import CLERK
from tests.models.desk import letter, licence
from tests.ui.letters.test_letters import F9, PrinterTray, confirmed, page_on, tray
from tests.ui.rig import Rig

__all__ = ["tray"]

NAMES = (("示例甲有限公司", "Y2022440000121"), ("示例乙有限公司", "Y2022440000122"))


def test_the_second_is_told_who_issued_it_and_no_longer_offered_it(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "示例甲有限公司")
    page = page_on(rig, tray)
    other = rig.store.run(AddPerson(name="王建国"), CLERK).value
    issuing = IssueDocument(kind=AWARD.kind, application=application, date=rig.clock.today, render=letter)
    rig.store.run(issuing, Actor(other))
    rig.answer()
    rig.press(F9)
    said = page.message.sentence()
    assert "已由 王建国" in said and "下达文书 示知资〔2024〕1号" in said
    assert page.lists.chosen() == ()
    assert not tray.titles


def test_a_number_that_another_desk_drew_meanwhile_is_passed_over(rig: Rig, tray: PrinterTray) -> None:
    first, second = (confirmed(rig, name, licence(ref=ref)) for name, ref in NAMES)
    page_on(rig, tray)
    other = rig.store.run(AddPerson(name="王建国"), CLERK).value
    issuing = IssueDocument(kind=AWARD.kind, application=second, date=rig.clock.today, render=letter)
    rig.store.run(issuing, Actor(other))
    rig.answer()
    rig.press(F9)
    numbers = {row.application: row.number for row in rig.store.read(queries.letters)}
    assert numbers == {second: "示知资〔2024〕1号", first: "示知资〔2024〕2号"}
