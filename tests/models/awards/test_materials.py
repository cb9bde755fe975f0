"""Of which lines materials are asked for."""

from ipdesk.models.awards.materials import asking
from ipdesk.rules.core.result import Line, Status


def line(achievement: str, status: Status) -> Line:
    return Line(achievement, "p/1", "第一条", status, 0, 0, (), ())


def test_what_may_be_granted_is_asked_for_and_what_was_refused_where_nothing_else_is_of_the_row() -> None:
    """A refusal rests on what was handed in; what another document governs asks for nothing here."""
    granted, refused = line("1", Status.AWARDED), line("1", Status.INELIGIBLE)
    alone, of_range = line("2", Status.INELIGIBLE), line("3/2", Status.INELIGIBLE)
    first, elsewhere = line("3/1", Status.UNDECIDED), line("4", Status.REFERRED)
    assert asking([granted, refused, alone, of_range, first, elsewhere]) == (granted, alone, first)
