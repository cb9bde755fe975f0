"""What an item is called: the one declared of several that a clause names, the thing by its own name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ipdesk.documents.letters.line_title import group_title
from ipdesk.models.applications.told_certificates import certificate_told
from ipdesk.models.applications.uncovered_achievements import UncoveredAchievements
from ipdesk.models.records import ApplicationDetail, AwardLine
from ipdesk.models.records.forms import NOTHING_SAID
from ipdesk.models.services.item_names import ItemNames
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.evaluation.policy import Policy

# Marks within marks of their own kind are told apart.
_WITHIN: Mapping[str, Mapping[int, int]] = {
    "“”": str.maketrans("“”", "‘’"),
    "《》": str.maketrans("《》", "〈〉"),
}


def with_name(title: str, name: str, quotes: str) -> str:
    """Return a title with the name of the thing behind it in its marks, unless the title says it already.

    发明专利授权 becomes 发明专利授权“一种示例装置”.
    """
    if not name or name in title:
        return title
    return title + quotes[0] + name.translate(_WITHIN.get(quotes, {})) + quotes[1]


class ThingTitles:
    """What the items of an application are called on its papers: by name, number, filing day and owners."""

    def __init__(self, detail: ApplicationDetail, policy: Policy) -> None:
        self._certificates = {stored.key: stored.certificate for stored in detail.achievements}
        self._words, self._applicant = policy.vocabulary, detail.applicant.name
        self._names = ItemNames((line.line for line in detail.lines), policy, self._applicant)

    def of(self, lines: Sequence[AwardLine]) -> str:
        """Return the title of lines of one clause about one row."""
        first, kind = lines[0], lines[0].kind
        title, measure = self._names.of_stored(first), self._words.kinds[kind].measure
        return self._told(title, kind, first.line.achievement, lines, measure)

    def uncovered(self, found: UncoveredAchievements) -> str:
        """Return the title of achievements that no clause is about."""
        first = found.members[0]
        return self._told(found.name, first.kind, first.id, found.members, found.measure)

    def _told(
        self, title: str, kind: str, key: str, members: Sequence[AwardLine | Achievement], measure: str
    ) -> str:
        certificate, word = self._certificates.get(key, NOTHING_SAID), self._words.certificate(kind)
        told = certificate_told(certificate, word, self._applicant)
        return group_title(with_name(title, certificate.name, word.quotes), members, measure, told)
