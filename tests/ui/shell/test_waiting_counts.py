"""The numbers in the navigation: what waits on pages that nobody has opened."""

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ipdesk.models import commands
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.ui.desk.destinations import PageKey
from ipdesk.ui.desk.page import Page
from ipdesk.ui.shell.other_desks import OtherDesks
from ipdesk.ui.widgets import ActionBar
from tests.actors import CLERK
from tests.models.desk import licence, works
from tests.models.handlers.funds.paying import grant, line, prepare, sent
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.handlers.public_notices.office import LAST, go_to, proposed, publish
from tests.ui.rig import Rig, counts_on


class WithFoot(Page):
    """A page that has nothing to say at its foot."""

    def __init__(self) -> None:
        super().__init__()
        self._foot = ActionBar()

    def action_bar(self) -> QWidget:
        return self._foot


def test_what_waits_is_counted_while_no_page_is_made_and_each_is_made_once(rig: Rig, data_dir: Path) -> None:
    steps, applicant = rig.steps, rig.steps.register("示例甲有限公司")
    steps.confirmed(applicant, licence())
    steps.accept(steps.draft(applicant, works()))
    published = proposed(steps, applicant, works("粤作登字-2022-F-00000002"))
    publish(steps, published)  # whose decision waits for the last day of its list
    proposed(steps, applicant, works("粤作登字-2022-F-00000003"))  # which waits there alone
    books = small_fund(steps, 1_000_000)
    sent(steps, books.fund, line(grant(steps, books.tasks[0], 400_000), 400_000))
    second = prepare(steps, books.fund, line(grant(steps, books.tasks[0], 500_000), 500_000))
    made: list[PageKey] = []

    def make(key: PageKey) -> Page:
        made.append(key)
        return WithFoot()

    for key in PageKey:
        rig.window.announce_page(key, key, "list", partial(make, key), "work")
    (data_dir / "policies").mkdir()
    (data_dir / "policies" / "broken.yaml").write_text("id: [", encoding="utf-8")
    rig.desk.own.refresh()
    rig.settle()  # what is told of it meets no window that counts
    counted = counts_on(rig)
    assert {key: counted(key) for key in PageKey} == {
        "counter": 0, "applications": 1, "notices": 1, "letters": 1, "payments": 1, "funds": 0,
        "achievements": 0, "settings": 1,
    }  # fmt: skip
    assert "不能使用的政策文件 1" in rig.window.nav.item("settings").toolTip()
    go_to(steps, LAST + datetime.timedelta(days=1))
    rig.desk.dayChanged.emit()
    rig.settle()
    assert counted("notices") == 2, "the notice is over, and has to be closed"
    assert counted("applications") == 2, "what stood there can be decided"
    assert (made, rig.window.pages()) == ([], ())
    others = OtherDesks(rig.window, rig.desk)
    told: list[Changes] = []
    rig.desk.changed.connect(told.append)
    third = proposed(
        steps, applicant, works("粤作登字-2022-F-00000004")
    )  # at another desk: this one is told nothing
    dropping = commands.DropBatch(batch=second, reason="收款人要求换账户")
    rig.desk.notify(rig.store.run(dropping, CLERK).changes)
    assert counted("notices") == 2
    others.look()
    rig.settle()
    assert counted("notices") == 3 and told[-1].ids(Kind.APPLICATION) == {third}
    assert not told[-1].touches(Kind.FUND), "of its own this desk was told before"
    others.look()
    rig.settle()
    assert len(told) == 2, "what was told once is not told again"
    for key in (PageKey.SETTINGS, PageKey.COUNTER, PageKey.SETTINGS):
        assert rig.window.go_to(key)
    assert made == [PageKey.SETTINGS, PageKey.COUNTER]
    assert rig.window.pages() == tuple(map(rig.window.page, (PageKey.COUNTER, PageKey.SETTINGS)))
    proposed(steps, applicant, works("粤作登字-2022-F-00000005"))
    others.look()
    rig.settle()
    bar = rig.window.feet.currentWidget()
    assert isinstance(bar, ActionBar) and bar.state() == "其他窗口刚办理过，这里已经更新"
