"""What an award line shows, as plain data. Money is in fen."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class BarView:
    """One limit: used before, taken by this application, the limit, what it cut (all fen, or counts).

    ``label`` is the name of the limit; one that names the limit itself (年度上限 100 件) is shown as it is,
    which counts need for their unit. ``shared`` says that other achievements of the same application are part
    of what was used before.
    """

    label: str
    used: int
    this: int
    limit: int
    cut: int
    is_money: bool
    shared: bool = False


@dataclass(frozen=True, slots=True)
class TraceStepView:
    """One step of the reasoning and its result."""

    text: str
    result: str


class NoticeView(NamedTuple):
    """What rules beside the policy point out at a line, and what was answered to it, where it was.

    It cuts nothing and must not look as if it did.
    """

    text: str
    answer: str = ""


class RemediesView(NamedTuple):
    """What would change a line: a head, a sentence for each way, and a word on those left out."""

    head: str
    remedies: tuple[str, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class AwardLineView:
    """One clause's word on one achievement; ``status`` names a chip, ``computed`` is before any cut."""

    key: str
    title: str
    status: str
    article: str
    formula: str
    computed: int
    amount: int
    bars: tuple[BarView, ...]
    warnings: tuple[str, ...]
    trace: tuple[TraceStepView, ...]
    notices: tuple[NoticeView, ...] = ()
