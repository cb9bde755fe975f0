"""What would bring a line its full amount stands under its reasoning, once that is opened."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ipdesk.rules.analysis.obstacles import Obstacle
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.awards.award_views import RemediesView
from ipdesk.ui.awards.remedy_hints import Question, remedies_view
from ipdesk.ui.theme import density
from tests.ui.counter.conftest import Clerk

DEAL = {"ref": "Y1", "date": "2022-05-06", "contract_amount": "800000"}
TRAIT = "如属于中小微企业，可得 8,000.00 元。"


def open_line(clerk: Clerk, at: int = 0) -> AwardList:
    """Go to a line and open its trace by keyboard."""
    awards = clerk.page.awards.list
    awards.setFocus()
    awards.setCurrentIndex(awards.model().index(at, 0))
    QTest.keyClick(awards, Qt.Key.Key_Space)
    clerk.answered()
    clerk.answered()
    return awards


def deal(clerk: Clerk, **more: str) -> None:
    clerk.add("patent_transaction", **{**DEAL, **more})
    form = clerk.form()
    for name in ("recorded", "implemented"):
        form.inputs[name].write("true")
    clerk.answered()


def test_the_trait_that_is_lacking_stands_under_the_trace_of_a_refusal(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    deal(clerk)
    assert clerk.page.awards.list.remedies() is None, "nothing is worked out before it is asked for"
    height = clerk.page.awards.list.visualRect(clerk.page.awards.list.model().index(0, 0)).height()
    awards = open_line(clerk)
    assert awards.remedies() == RemediesView("怎样才能足额", (TRAIT,))
    steps = len(awards.lines()[0].trace)
    taken = awards.visualRect(awards.model().index(0, 0)).height() - height
    assert taken > (steps + 2) * density().trace_row
    clerk.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().endswith(f"怎样才能足额\n{TRAIT}")
    clerk.press(Qt.Key.Key_Space)
    assert awards.remedies() is None


def test_a_limit_that_cuts_is_named_and_an_award_in_full_needs_nothing(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="180000", ip_type="patent")
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    awards = open_line(clerk, 0)
    remedies = awards.remedies()
    assert remedies is not None
    assert remedies.remedies == ("如没有“单位年度保费补助上限”的限制，可得 54,000.00 元。",)
    open_line(clerk, 1)
    assert awards.remedies() is None


def test_a_range_says_which_of_its_items_is_the_example(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add(
        "work_registration",
        ref="粤作登字-2022-F-00001001",
        count="130",
        date="2022-03-12",
        registrar="guangdong",
    )
    remedies = open_line(clerk, 1).remedies()
    assert remedies is not None and remedies.head == "怎样才能足额（以第 101 件为例）"


def test_where_two_things_are_in_the_way_it_says_that_no_single_one_helps(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    clerk.add("patent_transaction", **DEAL)
    clerk.form().inputs["recorded"].write("false")
    clerk.answered()
    assert open_line(clerk).remedies() == RemediesView(
        "怎样才能足额", (), "只改一项还得不到足额，请对照计算过程逐条核对。"
    )


def test_it_follows_what_is_typed_while_the_trace_stands_open(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    deal(clerk)
    awards = open_line(clerk)
    clerk.write(contract_amount="1000000")
    clerk.until(
        lambda: awards.remedies() == RemediesView("怎样才能足额", ("如属于中小微企业，可得 20,000.00 元。",))
    )


def test_what_was_accepted_is_not_weighed_again(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    deal(clerk)
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    awards = open_line(clerk)
    assert awards.opened() and awards.remedies() is None


def test_of_many_ways_the_best_are_named_and_the_rest_counted(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    deal(clerk)
    question = clerk.page.awards.question(clerk.page.awards.list.lines()[0].key)
    assert isinstance(question, Question)
    found = [Obstacle("fact", str(at), at, f"方法{at}。") for at in range(1, 5)]
    kinds = [Obstacle("kind", kind, 900, f"如为{kind}。") for kind in ("甲", "乙")]
    twice = [*kinds, *found, found[0]]
    remedies = remedies_view(tuple(twice), question)
    assert remedies == RemediesView("怎样才能足额", ("方法4。", "方法3。", "方法2。"), "另有 3 种")
