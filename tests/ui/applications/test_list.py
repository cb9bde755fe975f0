"""The list: what it shows, how it is narrowed, ordered and ticked, what it offers next."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt

from ipdesk.models import queries
from ipdesk.models.commands import ArchiveApplication, ChangeOffice
from ipdesk.models.records import Mark, Retention, TraitPeriod
from ipdesk.models.workflow import State
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.list.columns import AMOUNT, APPLICANT, STATE
from ipdesk.ui.desk.block_rows import BLOCK
from ipdesk.ui.desk.destinations import ContinueDraft, IssueLetters, OpenApplication
from ipdesk.ui.widgets import CHIP_ROLE, WORD_ROLE
from tests.actors import CLERK
from tests.models.desk import cultivation, licence, works
from tests.ui.rig import Rig

SPACE, ENTER, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def page_with(rig: Rig) -> ApplicationsPage:
    """Show 丙, a draft, 乙, accepted with one line undecided, 甲, confirmed, and 丁, notified."""
    steps = rig.steps
    first = steps.confirmed(steps.register("甲精密电子有限公司"), works(count="3"))
    second = steps.draft(steps.register("乙机械有限公司"), licence(), cultivation())
    steps.accept(second)
    steps.draft(steps.register("丙农民专业合作社", kind="cooperative"), works("粤作登字-2022-F-00000200"))
    fourth = steps.confirmed(steps.register("丁生物科技有限公司"), works("粤作登字-2022-F-00000300"))
    steps.issue(fourth)
    assert first < second.application < fourth
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    return page


def names(page: ApplicationsPage) -> list[str]:
    model = page.list.model
    return [model.index(row, APPLICANT).data() for row in range(model.rowCount())]


def short(page: ApplicationsPage) -> str:
    return "".join(name[0] for name in names(page))


def test_the_newest_stand_first_with_counts_and_sum(rig: Rig) -> None:
    page = page_with(rig)
    assert short(page) == "丁丙乙甲"
    assert page.list.tabs.words() == ("全部 4", "草稿 1", "已受理 1", "已审定 1", "已下达 1")
    assert page.number.startswith("4 件")
    assert page.number.endswith("其中待审定 1 件")
    assert "8,800.00" in page.number  # 600 + 8,000 + 200; the draft's sum is the counter's to say


def test_tabs_filters_and_text_narrow_in_the_database(rig: Rig) -> None:
    page = page_with(rig)
    rig.press(Qt.Key.Key_3, modifier=ALT)
    assert short(page) == "乙"
    assert "待审定" not in page.number, "what is not listed is not counted above the list"
    tab = page.list.tabs._tabs[State.ACCEPTED]
    tab.setFocus()
    rig.press(Qt.Key.Key_Down)
    assert page.list.table.hasFocus() and short(page) == "乙", "into the list, not to the next state"
    rig.press(Qt.Key.Key_1, modifier=ALT)
    page.list.filters.kind.set_key("work_registration")
    rig.settle()
    assert short(page) == "丁丙甲"
    rig.press(Qt.Key.Key_F, modifier=CTRL)
    page.list.filters.text.setText("swkj")
    rig.settle()
    assert short(page) == "丁"
    page.list.filters.clear_button.click()
    rig.settle()
    assert short(page) == "丁丙乙甲"
    office = rig.store.read(queries.office)
    assert office is not None
    numbered = replace(office, fonds="J012", archive_category="WS", archive_section="ZCK")
    rig.store.run(ChangeOffice(office=numbered), CLERK)
    told = page.list.model.ids()[0]
    archiving = ArchiveApplication(
        application=told, retention=Retention.THIRTY_YEARS, unserved="原件已经当面取走"
    )
    rig.store.run(archiving, CLERK)
    page.list.refresh()
    rig.settle()
    assert page.list.tabs.words()[-2:] == ("已下达 1", "已归档 1"), "it keeps its state"
    page.list.tabs._tabs[Mark.ARCHIVED].click()
    rig.settle()
    assert short(page) == "丁" and page.list.tabs.words()[0] == "全部 4"


def test_sums_narrow_by_what_is_granted(rig: Rig) -> None:
    """A sum of exactly 10,000 yuan is no longer below 1 万元."""
    steps = rig.steps
    steps.accept(steps.draft(steps.register("甲精密电子有限公司"), licence("100万")))
    steps.accept(steps.draft(steps.register("乙机械有限公司"), licence("99万", ref="Y2022440000124")))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    for key, found in (("below_10k", "乙"), ("from_10k", "甲"), ("from_100k", ""), ("from_500k", "")):
        page.list.filters.amount.set_key(key)
        rig.settle()
        assert short(page) == found
    page.list.filters.clear_button.click()
    rig.settle()
    assert short(page) == "乙甲"


def test_a_sum_that_a_limit_cut_is_told_by_a_word_and_its_origin(rig: Rig) -> None:
    """150 works of 200 yuan each, of which a year grants 20,000."""
    steps = rig.steps
    steps.accept(steps.draft(steps.register(), works(count="150")))
    steps.accept(steps.draft(steps.register("乙机械有限公司"), works("粤作登字-2022-F-00000300", "30")))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    cells = [page.list.model.index(row, AMOUNT) for row in (1, 0)]
    seen = [(cell.data(), cell.data(WORD_ROLE)) for cell in cells]
    assert seen == [("20,000.00", "核减"), ("6,000.00", None)]
    cut, whole = (str(cell.data(Qt.ItemDataRole.ToolTipRole)) for cell in cells)
    assert cut == "核算金额；按限额核减 10,000.00 元，核减前 30,000.00 元，按 Enter 看是哪一项限额"
    assert whole == "核算金额", "nothing was cut"


def test_an_empty_answer_says_what_to_do(rig: Rig) -> None:
    page = page_with(rig)
    page.list.filters.text.setText("没有这样的人")
    rig.settle()
    assert short(page) == ""
    assert page.list_bar.step().why == "先选一件"
    page.list.filters.clear()
    rig.settle()
    assert short(page) == "丁丙乙甲"


def test_heads_order_by_click_and_by_keyboard(rig: Rig) -> None:
    page = page_with(rig)
    page.list.order_by(AMOUNT)
    rig.settle()
    sums = [page.list.model.index(row, AMOUNT).data() for row in range(4)]
    assert sums[0] == "8,000.00"
    assert sums[1:3] == ["600.00", "200.00"]
    header = page.list.header
    header.setFocus()
    for _ in range(3):  # from 申请编号 to the head of 金额
        rig.press(Qt.Key.Key_Left, header)
    rig.press(ENTER, header)
    before = short(page)
    rig.press(ENTER, header)
    assert short(page) != before


def test_what_is_ticked_is_added_up_and_survives_ordering(rig: Rig) -> None:
    page = page_with(rig)
    page.list.table.setFocus()
    rig.press(SPACE)
    page.tell("已登记送达")
    page.list.stand_on(page.list.model.ids()[-1])
    page.list.stand_on(page.list.model.ids()[0])
    rig.settle()
    assert page.list_bar.state() == "已登记送达", "the program moved, and nobody has read it"
    rig.press(Qt.Key.Key_Down)
    assert page.list_bar.state() == "", "it was of another application"
    rig.press(Qt.Key.Key_Down)
    rig.press(SPACE)
    summary = page.list_bar.summary
    assert summary.count.text() == "已选 2 件"
    assert summary.sum.text() == "8,200.00 元"
    assert summary.rest.text() == "其中待核定 1 项"
    page.list.order_by(APPLICANT)
    rig.settle()
    assert summary.count.text() == "已选 2 件"
    summary.clear_button.click()
    rig.settle()
    assert page.list.model.checked() == ()


def test_everything_can_be_ticked_at_once(rig: Rig) -> None:
    page = page_with(rig)
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_A, modifier=CTRL)
    assert page.list_bar.summary.count.text() == "已选 4 件"
    assert not page.list_bar.primary.isEnabled()
    assert "步骤不同" in page.list_bar.refusal.text()
    rig.press(Qt.Key.Key_A, modifier=CTRL)
    assert page.list.model.checked() == ()


def test_the_next_step_follows_the_state(rig: Rig) -> None:
    page = page_with(rig)
    words = {}
    for row, name in enumerate(short(page)):
        page.list.table.select_row(row)
        rig.settle()
        words[name] = page.list_bar.primary.text()
    assert words == {"丁": "登记送达…", "丙": "继续受理", "乙": "审定", "甲": "下达文书"}


def test_enter_opens_the_drawer_and_then_the_application(rig: Rig) -> None:
    page = page_with(rig)
    page.list.table.setFocus()
    page.list.table.select_row(1)
    rig.press(ENTER)
    assert page.drawer.isVisible()
    assert page.drawer.name.text() == "丙农民专业合作社"
    rig.press(ENTER)
    draft = page.list.current()
    assert draft is not None
    assert rig.asked == [ContinueDraft(draft.id)]


def test_escape_puts_the_drawer_away(rig: Rig) -> None:
    page = page_with(rig)
    page.list.table.setFocus()
    rig.press(ENTER)
    assert page.drawer.isVisible()
    rig.press(ESCAPE)
    assert not page.drawer.isVisible()


def test_the_drawer_tells_course_awards_and_letters(rig: Rig) -> None:
    page = page_with(rig)
    page.list.table.setFocus()
    rig.press(ENTER)
    course = page.drawer.timeline.accessibleName()
    assert "审定 陈晓敏　系统审批　局务会纪要〔2024〕3号" in course
    assert "下达 陈晓敏　示知资〔2024〕1号" in course
    (line,) = page.drawer.awards.lines()
    assert (line.title, line.amount) == ("作品著作权登记", 20_000)
    page.list.table.select_row(3)
    rig.settle()
    assert [line.title for line in page.drawer.awards.lines()] == ["作品著作权登记 3 件"]
    assert "下达 等待编号" in page.drawer.timeline.accessibleName()


def test_the_drawer_tells_which_materials_were_received(rig: Rig) -> None:
    row = replace(works(), received=frozenset({"application_form"}))
    rig.steps.accept(rig.steps.draft(rig.steps.register("甲精密电子有限公司"), row))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(ENTER)
    assert page.drawer.materials.head.text().startswith("材料已收 1 份，还缺 ")


def test_a_confirmed_application_is_handed_to_the_letters(rig: Rig) -> None:
    page = page_with(rig)
    page.list.choose_state(State.CONFIRMED)
    rig.settle()
    page.list_bar.primary.click()
    row = page.list.current()
    assert row is not None
    assert rig.asked == [IssueLetters((row.id,))]


def test_the_list_follows_what_other_pages_do(rig: Rig) -> None:
    page = page_with(rig)
    assert rig.steps is not None
    applicant = rig.steps.register("戊示例大学", kind="university", traits=())
    saved = rig.store.run(_draft_command(rig, applicant), CLERK)
    rig.desk.notify(saved.changes)
    rig.settle()
    assert short(page) == "戊丁丙乙甲"


def _draft_command(rig: Rig, applicant: int) -> object:
    from ipdesk.models.commands import SaveDraft
    from ipdesk.models.records import DraftTotals

    return SaveDraft(applicant=applicant, policy="shaoguan-2021", year=2022, rows=(), totals=DraftTotals())


def test_only_what_is_painted_is_read(rig: Rig) -> None:
    applicant = rig.steps.register("示例大学", kind="university", traits=(TraitPeriod("local_resident"),))
    for _ in range(3 * BLOCK):
        rig.steps.draft(applicant)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    model = page.list.model
    assert model.rowCount() == 3 * BLOCK
    assert not model.rowCount(QModelIndex(model.index(0, 0)))
    assert model._rows.count_read() == BLOCK
    page.list.table.select_row(3 * BLOCK - 1)
    rig.settle()
    assert model._rows.count_read() == 2 * BLOCK


def test_a_record_asked_for_is_shown_even_when_filtered_out(rig: Rig) -> None:
    page = page_with(rig)
    last = page.list.model.ids()[-1]
    page.list.choose_state(State.DRAFT)
    rig.settle()
    rig.desk.open(OpenApplication(last))
    rig.settle()
    row = page.list.current()
    assert row is not None
    assert row.id == last
    assert page.drawer.isVisible()


def test_the_list_tells_whose_decision_is_prepared(rig: Rig) -> None:
    """The sum beside it is the one before: it must not pass for what the meeting will be told."""
    draft = rig.steps.draft(rig.steps.register("甲精密电子有限公司"), works())
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    model = page.list.model

    def seen() -> tuple[object, object]:
        place = model.index(0, STATE)
        return place.data(CHIP_ROLE), place.data(Qt.ItemDataRole.ToolTipRole)

    assert seen() == ("accepted", None)
    rig.press(Qt.Key.Key_F9)
    rig.type(page.decision.view.outcome.minutes, "局务会纪要〔2024〕8号")
    rig.press(Qt.Key.Key_Escape)
    assert seen() == ("accepted", None), "the minutes alone decide nothing"
    rig.press(Qt.Key.Key_F9)
    rig.type(page.decision.view.form.amount, "100")
    rig.press(Qt.Key.Key_Escape)
    assert seen() == ("prepared", "审定意见已填写，还没有审定；金额仍是核算的")
    rig.press(Qt.Key.Key_Return)
    assert page.drawer.chip.accessibleName() == "已拟审定"
