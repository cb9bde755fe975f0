"""The achievements of an application as papers list them: name and number, whose they are, when filed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ipdesk.documents.letters.content import Member
from ipdesk.documents.typesetting.printed_text import phrase

if TYPE_CHECKING:
    from ipdesk.models.records import StoredAchievement
    from ipdesk.models.services.item_names import ItemNames
    from ipdesk.rules.pack.vocabulary import Vocabulary

THINGS = {
    "party": "申请人",
    "thing": "成果名称和编号",
    "owners": "权利人（按证书）",
    "filed": "申请日",
}
"""What a template may name of each, and what a clerk calls it."""
NO_DAY = "—"


@dataclass(frozen=True, slots=True)
class FiledThing:
    """Achievements of one row of an applicant, the ``party``; what nobody noted of them is empty."""

    party: str
    thing: str
    owners: tuple[str, ...] = ()
    filed: datetime.date | None = None


def filed_things(
    achievements: Sequence[StoredAchievement], party: str, words: Vocabulary, names: ItemNames | None = None
) -> Iterator[FiledThing]:
    """Yield what an application is about, what was entered as one row together.

    ``names`` are those of its items, None where its policy is not known.
    """
    # To print one again takes none of that.
    from ipdesk.documents.letters.award.titles import with_name
    from ipdesk.documents.letters.line_title import group_title
    from ipdesk.models.applications.achievement_names import achievement_name
    from ipdesk.models.applications.told_certificates import certificate_told

    for _, found in groupby(achievements, lambda one: one.row):
        members = tuple(found)
        first, certificate = members[0].achievement, members[0].certificate
        kind = words.kinds.get(first.kind)
        about = first.kind, first.facts
        name = names.of_achievement(first.id, *about) if names else achievement_name(*about, words)
        title = with_name(name, certificate.name, words.certificate(first.kind).quotes)
        measure, own = kind.measure if kind else "项", [one.achievement for one in members]
        # Whose it is and when it was filed have columns of their own.
        rest = replace(certificate, owners=(), filing_date=None)
        called = group_title(title, own, measure, certificate_told(rest, words.certificate(first.kind), ""))
        yield FiledThing(party, called, certificate.owners, certificate.filing_date)


def thing_members(things: Iterable[FiledThing]) -> list[Member]:
    """Return what fills the rows of a list of them; what has no day where others have one is said to."""
    things = tuple(things)
    unfiled = NO_DAY if any(one.filed for one in things) else ""
    return [
        Member(
            {
                "party": phrase(one.party),
                "thing": phrase(one.thing),
                "owners": "、".join(map(phrase, one.owners)),
                "filed": f"{one.filed:%Y-%m-%d}" if one.filed is not None else unfiled,
            }
        )
        for one in things
    ]
