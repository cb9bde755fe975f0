"""What every check of a pack works with: the pack, its words, its lines, and the findings so far."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache

from ipdesk.rules import pack
from ipdesk.rules.findings import Finding, Severity
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.phrases import standard_phrases
from ipdesk.rules.vocabulary import Vocabulary
from ipdesk.rules.yaml_source import Position, Source

_WHAT = {
    "kind": "成果种类",
    "fact": "事实字段",
    "group": "申请对象",
    "trait": "申请人特征",
    "material": "材料",
    "value": "取值",
    "rule": "条款",
    "parameter": "参数",
    "window": "范围（per/once/distinct）",
}
_MOST_NAMED = 12


class Notes:
    """The findings about one pack, and how to look things up in it."""

    def __init__(self, form: pack.Pack, source: Source, vocabulary: Vocabulary) -> None:
        """Start with nothing found."""
        self.form = form
        self.source = source
        self.words = vocabulary
        self.rules = {rule.id: rule for rule in form.rules}
        self.findings: list[Finding] = []
        self.lexicon = lru_cache(maxsize=None)(self._lexicon)

    def _lexicon(self, kind: str) -> Lexicon:
        return Lexicon(kind, self.words, standard_phrases(), self.form.parameters)

    def lexicons(self, rule: pack.Rule) -> list[Lexicon]:
        """Return the facts of every known kind that a rule is about."""
        return [self.lexicon(kind) for kind in rule.about.kind if kind in self.words.kinds]

    def in_order(self, rule: pack.Rule) -> bool:
        """Say whether nothing is wrong with a rule so far, so that it can be reasoned about."""
        return not any(
            finding.clause == rule.id and finding.severity is Severity.ERROR for finding in self.findings
        )

    def note(self, position: Position, code: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Keep one finding at ``position``; the same is kept once."""
        clause, line = self.source.clause(position), self.source.line(position)
        finding = Finding(self.source.name, line, clause, severity, code, message)
        if finding not in self.findings:
            self.findings.append(finding)

    def warn(self, position: Position, code: str, message: str) -> None:
        """Keep one remark that does not keep the pack from being used."""
        self.note(position, code, message, Severity.WARNING)

    def known(self, position: Position, what: str, name: str, allowed: Iterable[str]) -> bool:
        """Note ``name`` unless it is one of ``allowed``, with the nearest right one."""
        allowed = list(allowed)
        if name in allowed:
            return True
        nearest = difflib.get_close_matches(name, allowed, n=1)
        cure = (
            f"是否应为“{nearest[0]}”？" if nearest else f"可用：{'、'.join(allowed[:_MOST_NAMED]) or '无'}。"
        )
        self.note(position, f"unknown_{what}", f"没有名为“{name}”的{_WHAT[what]}，{cure}")
        return False

    def known_rules(self, position: Position, names: Iterable[str]) -> list[pack.Rule]:
        """Return the rules that ``names`` (ids within the pack) mean, and note those that mean none."""
        return [
            self.rules[name]
            for number, name in enumerate(names)
            if self.known((*position, number), "rule", name, self.rules)
        ]
