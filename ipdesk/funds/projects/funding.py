"""Who else pays for what a grant is given for: other levels of government, or the recipient by a duty."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ipdesk.funds.core.phrases import fund_phrases


class Bearer(StrEnum):
    """Who bears a part: a level of government, or the recipient itself."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    CITY = "city"
    COUNTY = "county"
    RECIPIENT = "recipient"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS = {
    Bearer.CENTRAL: "中央财政",
    Bearer.PROVINCIAL: "省级财政",
    Bearer.CITY: "市级财政",
    Bearer.COUNTY: "县级财政",
    Bearer.RECIPIENT: "承担单位配套",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingPart:
    """A part beside a grant (fen): what is to come, what is in place, until when, by which paper."""

    bearer: Bearer
    fen: int
    in_place: int = 0
    by: datetime.date | None = None
    paper: str = ""

    def lacks(self, day: datetime.date) -> int:
        """Return what should be in place on a day and is not (fen)."""
        due = self.by is None or self.by <= day
        return max(0, self.fen - self.in_place) if due else 0


def funding_faults(parts: Sequence[FundingPart]) -> Iterator[tuple[str, str]]:
    """Yield what cannot be in the parts of a grant, each with the name of the field."""
    say, seen = fund_phrases().projects, set[Bearer]()
    for one in parts:
        if one.bearer in seen:
            yield one.bearer.value, say["bearer_twice"].format(bearer=one.bearer.label)
        if one.fen <= 0 or one.in_place < 0:
            yield one.bearer.value, say["no_part"].format(bearer=one.bearer.label)
        seen.add(one.bearer)


def ratio(part: int, grant: int) -> str:
    """Return how a part stands to a grant (fen) as plans write it, "1:0.5"; "" for no grant."""
    if grant <= 0:
        return ""
    whole, hundredths = divmod(part * 100 // grant, 100)
    return f"1:{whole}.{hundredths:02d}".rstrip("0").rstrip(".")
