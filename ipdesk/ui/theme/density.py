"""Measures in device-independent pixels, in two densities chosen by the width of the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from weakref import WeakMethod

from shiboken6 import isValid

ROOMY_FROM = 1600  # px of window width
WINDOW = 1366, 768  # px: the size of a window that nobody has sized yet
NARROW_BELOW = 1340  # px of window width: the navigation shrinks to icons over words

CRAMPED_BELOW = 1180  # px of window width: a small screen magnified; the awards give way to the tables

_FORM_COLUMNS = 3  # where there is room

Mode = Literal["auto", "compact", "roomy"]


@dataclass(frozen=True, slots=True)
class Density:
    """One set of measures, all in px, sizes of type (``total``, ``sum``) too.

    The defaults are those of the compact density or common to both.
    """

    name: str = "compact"
    # type
    base: int = 13
    small: int = 12
    head: int = 15
    title: int = 18
    total: int = 24
    sum: int = 15
    nav_text: int = 14
    tiny: int = 11
    # room
    pad: int = 16
    gap: int = 12
    field_x: int = 16
    field_y: int = 10
    field_least: int = 176  # wide: a sum of eight figures beside its unit, a code of eighteen characters
    label_gap: int = 4
    # heights
    row: int = 36
    list_row: int = 34
    table_head: int = 30
    input: int = 34
    nav_item: int = 36
    topbar: int = 52
    actionbar: int = 56
    chip: int = 24
    keycap: int = 20
    quiet: int = 28
    panel_head: int = 44
    award_row: int = 24
    award_sub: int = 20
    award_pad: int = 6
    award_foot: int = 2  # under a line of text
    award_tail: int = 7  # under bars, warnings and steps
    bar_text: int = 22
    warn_row: int = 22
    trace_row: int = 20
    time_row: int = 46
    # widths
    nav_width: int = 172
    nav_narrow: int = 76
    nav_narrow_item: int = 52
    award_width: int = 448
    award_narrow: int = 400
    award_least: int = 352
    drawer: int = 352
    drawer_least: int = 312
    search: int = 320
    sum_column: int = 92
    # common
    icon: int = 18
    icon_small: int = 16
    glyph: int = 14
    chip_pad: int = 7
    bar: int = 6
    hatch: int = 28
    mark: int = 2
    segment_gap: float = 1.5
    hair: int = 1
    focus: int = 2
    stroke: float = 1.5
    radius: int = 6
    radius_panel: int = 8
    radius_chip: int = 5
    radius_small: int = 4
    radius_bar: int = 3
    button_pad: int = 14
    select_bar: int = 3
    switch_width: int = 37
    switch_height: int = 20
    check: int = 18
    avatar: int = 28
    dot: int = 18
    swatch: int = 8
    sheet: int = 440


COMPACT = Density()
ROOMY = Density(
    name="roomy", base=14, small=13, head=16, title=20, total=28, sum=16, nav_text=15,
    pad=20, gap=16, field_x=24, field_y=14, field_least=196,
    row=42, list_row=36, table_head=36, input=40, nav_item=42, topbar=60, actionbar=68, chip=25,
    keycap=21, quiet=32, panel_head=56, award_row=26, award_sub=26, award_pad=14, award_foot=8, award_tail=12,
    bar_text=28, warn_row=26, trace_row=25, time_row=52,
    nav_width=204, nav_narrow=84, nav_narrow_item=58, award_width=608, award_narrow=448, search=480,
    sum_column=120, avatar=30,
)  # fmt: skip


# Who follows, in the order of their beginning, each by its own number; a widget leaves with its end. A signal
# would do the same, but PySide takes the longer over the end of any widget the more of them ever followed.
_FOLLOWERS: dict[int, WeakMethod[Callable[[], None]]] = {}


class _Current:
    density: Density = COMPACT


def density() -> Density:
    """Return the measures in force."""
    return _Current.density


def grid(steps: float) -> int:
    """Return a distance on the 4 px grid."""
    return round(4 * steps)


def follow(restyle: Callable[[], None]) -> None:
    """Call a widget's bound method now and after every change of density, as long as there is the widget."""
    follower = WeakMethod(restyle, _leave)
    _FOLLOWERS[id(follower)] = follower
    restyle()


def _leave(follower: WeakMethod[Callable[[], None]]) -> None:
    _FOLLOWERS.pop(id(follower), None)


def _tell_followers() -> None:
    for follower in list(_FOLLOWERS.values()):
        restyle = follower()
        if restyle is not None and isValid(restyle.__self__):  # type: ignore[attr-defined]
            restyle()


def award_room(window: int) -> int:
    """Return how wide the awards are in a window of this width, both in px."""
    if window < CRAMPED_BELOW:
        return density().award_least
    return density().award_narrow if window < NARROW_BELOW else density().award_width


def form_columns(page: int, beside: int) -> int:
    """Return how many fields stand side by side in a form left of a panel, given page and panel in px."""
    measures = density()
    width = page - beside - 3 * measures.gap - 2 * measures.pad
    return max(1, min(_FORM_COLUMNS, (width + measures.field_x) // (measures.field_least + measures.field_x)))


def drawer_room(window: int) -> int:
    """Return how wide the drawer beside a list is in a window of this width, both in px."""
    return density().drawer_least if window < CRAMPED_BELOW else density().drawer


def set_current(chosen: Density) -> None:
    """Make a density the one in force and tell everyone who follows."""
    _Current.density = chosen
    _tell_followers()


def chosen_for(width: int, mode: Mode = "auto") -> Density:
    """Return the density for a window's width in px, unless the office has fixed one."""
    if mode == "auto":
        return ROOMY if width >= ROOMY_FROM else COMPACT
    return ROOMY if mode == "roomy" else COMPACT
