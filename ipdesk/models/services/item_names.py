"""What an item of an application is called, the same on every paper of its file and in a public notice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ipdesk.models.applications.achievement_names import achievement_name, declared_name
from ipdesk.models.awards.line_status import milestone_ahead
from ipdesk.models.records import ApplicationDetail, AwardLine
from ipdesk.rules.core.case import Achievement, Facts
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import Vocabulary

INSTALMENT = "{title}：{declared}"
_REGIONS = "县（市、区）"
_REGION = re.compile("([县市区])(?:人民)?政府$")


class ItemNames:
    """What the items of an application are called, by all lines of it, those of nothing included."""

    def __init__(self, lines: Iterable[Line], policy: Policy, applicant: str) -> None:
        self._policy, self._applicant = policy, applicant
        self._about = defaultdict[str, set[str]](set)
        for line in lines:
            if not milestone_ahead(line, policy):
                self._about[line.achievement].add(line.rule)

    def of(self, achievement: str, rule: str, kind: str, facts: Facts) -> str:
        """Return what the item of a clause (full id) about an achievement of these ``facts`` is called.

        It is named as declared where no other item is about the same achievement, or as its clause says; an
        instalment is both. Raises KeyError for a clause that the policy does not have.
        """
        words = self._policy.vocabulary
        alone = not self._about[achievement] - {rule}
        title, declared = self._policy.rule(rule).title, declared_name(kind, facts, words) if alone else ""
        if declared and rule in _instalments(self._policy):
            title = INSTALMENT.format(title=title, declared=declared)
        elif declared:
            title = declared
        return _narrowed(title, kind, facts, self._applicant, words)

    def of_achievement(self, achievement: str, kind: str, facts: Facts) -> str:
        """Return what an achievement is called: as the only item about it, where several are, by itself."""
        rules = self._about[achievement]
        if len(rules) == 1:
            return self.of(achievement, next(iter(rules)), kind, facts)
        return achievement_name(kind, facts, self._policy.vocabulary)

    def of_stored(self, line: AwardLine) -> str:
        """Return what the item of a stored line is called; raises as ``of`` does."""
        return self.of(line.line.achievement, line.line.rule, line.kind, line.facts)


def counted_items(detail: ApplicationDetail, policy: Policy, chosen: Iterable[Achievement]) -> Iterator[str]:
    """Yield achievements of an application by their names, with how many there are: 作品著作权登记30件."""
    names = ItemNames((one.line for one in detail.lines), policy, detail.applicant.name)
    kinds = policy.vocabulary.kinds
    found = Counter(
        (names.of_achievement(one.id, one.kind, one.facts), kinds[one.kind].measure) for one in chosen
    )
    yield from (f"{name}{count}{measure}" for (name, measure), count in found.items())


def _narrowed(title: str, kind: str, facts: Facts, applicant: str, vocabulary: Vocabulary) -> str:
    """Return a title with the one that was declared of several it lists.

    集体商标、证明商标注册 becomes 集体商标注册; 县（市、区） becomes what the government that applies is of.
    """
    for fact, word in vocabulary.all_facts[kind].items():
        chosen = word.choices.get(str(facts.get(fact, "")), "")
        listed = sorted((name for name in word.choices.values() if name in title), key=title.index)
        if chosen in listed and len(listed) > 1:
            title = title.replace("、".join(listed), chosen)
    region = _REGION.search(applicant)
    return title.replace(_REGIONS, region[1]) if region else title


def _instalments(policy: Policy) -> set[str]:
    """Return the clauses (full ids) that pay a part of an award, before or after another."""
    return {
        f"{policy.id}/{rule}"
        for limit in policy.pack.limits
        if limit.after
        for rule in (*limit.rules, *limit.after)
    }
