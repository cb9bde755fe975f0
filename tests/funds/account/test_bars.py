"""Bars of budgets: in proportion, what is there never too thin to be seen."""

from ipdesk.funds.account.bars import Bar, BarPart, Span, bar_of, spans, track_width
from ipdesk.funds.books.figures import Figures

FIGURES = Figures(unallocated=0, available=20, unpaid=25, in_transit=5, paid=40, allotted=10, returned=0)


def test_the_parts_of_a_budget_stand_side_by_side() -> None:
    bar = bar_of(FIGURES, failed=10, most=200)
    assert track_width(bar, 400) == 200
    assert list(spans(bar, 400)) == [
        Span(BarPart.PAID, 0, 80),
        Span(BarPart.ALLOTTED, 80, 20),
        Span(BarPart.UNPAID, 100, 40),
        Span(BarPart.FAILED, 140, 20),
    ]
    assert track_width(bar_of(FIGURES), 400) == 400, "alone it fills the room"


def test_a_little_is_seen_and_stays_within_the_bar() -> None:
    whole = Bar(1_000_000, ((BarPart.PAID, 999_999), (BarPart.FAILED, 1)))
    paid, failed = spans(whole, 100)
    assert failed.width == 3 and failed.left + failed.width == 100 and paid.left == 0
    assert list(spans(Bar(0, ((BarPart.PAID, 0),)), 100)) == [] and track_width(Bar(0, ()), 100) == 0
