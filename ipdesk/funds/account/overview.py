"""The figures of a fund at a day, by task, by section and by way of allocation."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from ipdesk.funds.books.books import Books
from ipdesk.funds.books.figures import Figures, figures_at
from ipdesk.funds.case.form import FundForm, Section, Task
from ipdesk.funds.core.words import Method


class TaskFigures(NamedTuple):
    """One task and what stood where of its budget."""

    task: Task
    figures: Figures


class SectionFigures(NamedTuple):
    """A section: its ``own`` tasks, and ``through`` them what is passed down by it as well.

    What the superior office gave to somebody by name passes by both.
    """

    section: Section
    own: Figures
    through: Figures


class MethodFigures(NamedTuple):
    """A way of allocation and what went by it."""

    method: Method
    figures: Figures


class Overview(NamedTuple):
    """The account of a fund at a day; ``passed_down`` is what went to other budgets, whoever names it."""

    day: datetime.date
    whole: Figures
    passed_down: Figures
    tasks: tuple[TaskFigures, ...]
    sections: tuple[SectionFigures, ...]
    methods: tuple[MethodFigures, ...]


def overview(form: FundForm, books: Books, day: datetime.date) -> Overview:
    """Return the account of a fund at the end of a day; ways by which nothing was allocated are left out."""

    def of(wanted: Callable[[Task], bool]) -> Figures:
        return figures_at(books, day, frozenset(task.id for task in form.tasks if wanted(task)))

    used = frozenset(task.method for task in form.tasks)
    return Overview(
        day,
        figures_at(books, day),
        of(passed_down),
        tuple(TaskFigures(task, of(_is(task))) for task in in_order(form.tasks)),
        tuple(_section(section, of) for section in form.sections),
        tuple(MethodFigures(method, of(_goes_by(method))) for method in Method if method in used),
    )


class Allocated(Protocol):
    """Whatever is known of how a task is allocated."""

    @property
    def method(self) -> Method:
        """Return by which way."""

    @property
    def earmarked(self) -> bool:
        """Say whether the superior office named who gets it, so that it passes by the section."""


def passed_down(task: Allocated) -> bool:
    """Say whether the money of a task goes to another budget."""
    return task.method is Method.PASSED_DOWN


def is_own(task: Allocated) -> bool:
    """Say whether the money of a task is its section's own."""
    return not passed_down(task)


def goes_through(task: Allocated) -> bool:
    """Say whether the money of a task is its section's own or passed down by it."""
    return not task.earmarked


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Return tasks in the order of the fund."""
    return sorted(tasks, key=lambda task: task.order)


def _section(section: Section, of: Callable[[Callable[[Task], bool]], Figures]) -> SectionFigures:
    own = of(lambda task: task.section == section.id and is_own(task))
    return SectionFigures(section, own, of(lambda task: task.section == section.id and goes_through(task)))


def _is(wanted: Task) -> Callable[[Task], bool]:
    return lambda task: task.id == wanted.id


def _goes_by(method: Method) -> Callable[[Task], bool]:
    return lambda task: task.method is method
