"""What an item is called: the one declared of several that a clause names, the thing by its own name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ipdesk.documents.letters.line_title import group_title
from ipdesk.models.applications.told_certificates import certificate_told
from ipdesk.models.applications.uncovered_achievements import UncoveredAchievements
from ipdesk.models.records import ApplicationDetail, AwardLine
from ipdesk.models.records.forms import NOTHING_SAID
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import Vocabulary

_REGIONS = "县（市、区）"
# Marks within marks of their own kind are told apart.
_WITHIN: Mapping[str, Mapping[int, int]] = {
    "“”": str.maketrans("“”", "‘’"),
    "《》": str.maketrans("《》", "〈〉"),
}
_REGION = re.compile("([县市区])(?:人民)?政府$")


def narrowed(title: str, line: AwardLine, addressee: str, vocabulary: Vocabulary) -> str:
    """Return a title with the one that was declared of several it lists.

    集体商标、证明商标注册 becomes 集体商标注册; 县（市、区） becomes what the government
    written to (``addressee``) is of.
    """
    for fact, word in vocabulary.all_facts[line.kind].items():
        chosen = word.choices.get(str(line.facts.get(fact, "")), "")
        listed = sorted((name for name in word.choices.values() if name in title), key=title.index)
        if chosen in listed and len(listed) > 1:
            title = title.replace("、".join(listed), chosen)
    region = _REGION.search(addressee)
    return title.replace(_REGIONS, region[1]) if region else title


def with_name(title: str, name: str, quotes: str) -> str:
    """Return a title with the name of the thing behind it in its marks, unless the title says it already.

    发明专利授权 becomes 发明专利授权“一种示例装置”.
    """
    if not name or name in title:
        return title
    return title + quotes[0] + name.translate(_WITHIN.get(quotes, {})) + quotes[1]


class ThingTitles:
    """What the things of an application are called on its papers: by name, number, filing day and owners."""

    def __init__(self, detail: ApplicationDetail, policy: Policy) -> None:
        self._certificates = {stored.key: stored.certificate for stored in detail.achievements}
        self._words, self._applicant = policy.vocabulary, detail.applicant.name

    def of(self, title: str, lines: Sequence[AwardLine]) -> str:
        """Return the title of lines of one clause about one row."""
        kind = lines[0].kind
        return self._told(title, kind, lines[0].line.achievement, lines, self._words.kinds[kind].measure)

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
