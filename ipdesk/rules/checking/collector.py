"""What every check of a pack works with: the pack, its words, its lines, and the findings so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeGuard

from ipdesk.rules.evaluation.windows import APPLICANT, ITEM, YEAR
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType, Vocabulary
from ipdesk.rules.source.fault_messages import share
from ipdesk.rules.source.findings import Finding, Severity
from ipdesk.rules.source.key_hints import PART_OF_DECIDED
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.strict_model import is_number
from ipdesk.rules.source.suggestions import cure
from ipdesk.rules.source.value_hints import marks_slip, number_meant, plain
from ipdesk.rules.source.yaml_source import Position, Source

_WHAT = {
    "kind": "成果种类",
    "fact": "事实字段",
    "group": "申请对象",
    "trait": "申请人特征",
    "material": "材料",
    "value": "取值",
    "rule": "条款",
    "parameter": "参数",
    "section": "类别",
    "ref_form": "编号写法",
    "achievement": "成果",
    "event": "收回情形",
    "clawback": "收回条款",
    "window": "范围（per/once/distinct）",
}
_ONLY_FACTS = ("deduct", "by", "count", "on")
WINDOWS = {APPLICANT: "每个申请人", YEAR: "每个年度", ITEM: "同一项成果"}
"""What windows are made of besides facts, with their names."""
_SPOKEN_WINDOWS = {
    **dict.fromkeys(("每件", "每项", "每个", "每个项目", "项", "件"), ITEM),
    **dict.fromkeys(("一次", "一次性", "每家", "每人", "每户", "每个单位", "每家企业"), APPLICANT),
}
_WHOLE_OFFICE = ("city", "county", "office", "all", "any", "everyone", "全市", "全县", "全区", "全部")


def no_pause() -> None:
    """Go on: nobody wants the check to end."""


class Notes:
    """The findings about one pack, and how to look things up in it."""

    def __init__(
        self, form: pack.Pack, source: Source, vocabulary: Vocabulary, pause: Callable[[], None] = no_pause
    ) -> None:
        """Start with nothing found. ``pause`` is called between pieces of work; it may raise to end them."""
        self.pause = pause
        self.form = form
        self.source = source
        self.words = vocabulary
        self.rules = {rule.id: rule for rule in form.rules}
        self.ids_twice = len(self.rules) < len(form.rules)
        self.findings: list[Finding] = []
        self._found: set[Finding] = set()
        self._noted: set[Position] = set()
        self._places = {rule.id: number for number, rule in reversed([*enumerate(form.rules)])}
        self._wrong: defaultdict[str, set[int]] = defaultdict(set)
        self._unknown: set[tuple[Position, str, str]] = set()
        self.lexicon = lru_cache(maxsize=None)(self._lexicon)

    def _lexicon(self, kind: str) -> Lexicon:
        return Lexicon(kind, self.words, standard_phrases(), self.form.parameters)

    def lexicons(self, rule: pack.Rule) -> list[Lexicon]:
        """Return the facts of every known kind that a rule is about."""
        return [self.lexicon(kind) for kind in rule.about.kind if kind in self.words.kinds]

    def place(self, rule: str) -> int:
        """Return the place of a rule (its id) among the rules, of the first where several have it."""
        return self._places[rule]

    def in_order(self, rule: pack.Rule) -> bool:
        """Say whether nothing is wrong with a rule so far, so that it can be reasoned about."""
        return not any(self.form.rules[number] is rule for number in self._wrong["rules"])

    def wrong(self, section: str) -> bool:
        """Say whether something is wrong so far with an entry of a section of the pack."""
        return bool(self._wrong[section])

    def note(self, position: Position, code: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Keep one finding at ``position``; the same is kept once."""
        clause, line = self.source.clause(position), self.source.line(position)
        if severity is Severity.ERROR and len(position) > 1 and isinstance(position[1], int):
            self._wrong[str(position[0])].add(position[1])
        self._noted.add(position)
        finding = Finding(self.source.name, line, clause, severity, code, message)
        if finding not in self._found:
            self._found.add(finding)
            self.findings.append(finding)

    def noted(self, position: Position) -> bool:
        """Say whether something was noted at ``position`` or inside it so far."""
        return any(found[: len(position)] == position for found in self._noted)

    def warn(self, position: Position, code: str, message: str) -> None:
        """Keep one remark that does not keep the pack from being used."""
        self.note(position, code, message, Severity.WARNING)

    def known(
        self,
        position: Position,
        what: str,
        name: str,
        allowed: Mapping[str, object] | Iterable[str],
        within: Position | None = None,
    ) -> bool:
        """Note ``name`` unless it is one of ``allowed``, with the nearest right one.

        The same name is noted once at a place, though it may be asked for under several kinds; where
        ``within`` names a wider place, once there. A rule that is missing is not noted while two rules have
        one id: most likely the second took the place of its own.
        """
        if what == "rule" and self.ids_twice:
            return name in allowed
        key = (position if within is None else within, what, name)
        if name not in allowed and key not in self._unknown:
            self._unknown.add(key)
            named = {word: _name_of(meant) for word, meant in allowed.items()} if _maps(allowed) else allowed
            message = f"没有名为“{name}”的{_WHAT[what]}，{_meant(what, name) or cure(name, named)}"
            self.note(position, f"unknown_{what}", message)
        return name in allowed

    def known_fact(self, position: Position, name: str, lexicon: Lexicon) -> bool:
        """Note ``name`` unless the kind of ``lexicon`` has such a fact; say so where another kind has it."""
        if name in lexicon.facts:
            return True
        wrong = _no_fact(position, name)
        if share(name) and not wrong:
            wrong = f"“{name}”不是事实字段{share(name, _amount_in(name, lexicon))}。"
        if wrong:
            self.note(position, "unknown_fact", wrong)
            return False
        others = [kind.name for kind in self.words.kinds.values() if name in kind.facts]
        if not others:
            return self.known(position, "fact", name, lexicon.facts)
        self._note_fact_of_another(position, name, lexicon, others[0])
        return False

    def _note_fact_of_another(self, position: Position, name: str, lexicon: Lexicon, other: str) -> None:
        """Say once at a place which kind has a fact that this one has not."""
        if (position, "fact", name) not in self._unknown:
            self._unknown.add((position, "fact", name))
            message = (
                f"“{lexicon.kind.name}”没有名为“{name}”的事实字段，那是“{other}”的；"
                f"{cure(name, {word: fact.name for word, fact in lexicon.facts.items()})}"
            )
            self.note(position, "unknown_fact", message)

    def known_window(self, position: Position, name: str, lexicon: Lexicon) -> bool:
        """Note ``name`` unless it is something that awards can be kept apart by."""
        return self.known(position, "window", name, {**WINDOWS, **lexicon.facts})

    def known_rules(self, position: Position, names: Iterable[str]) -> list[pack.Rule]:
        """Return the rules that ``names`` (ids within the pack) mean, and note those that mean none."""
        return [
            self.rules[name]
            for number, name in enumerate(names)
            if self.known((*position, number), "rule", name, self.rules)
        ]


def _maps(allowed: Mapping[str, object] | Iterable[str]) -> TypeGuard[Mapping[str, object]]:
    return isinstance(allowed, Mapping)


def _name_of(meant: object) -> str:
    """Return the Chinese name of what a word means: of a fact, a kind, a rule."""
    if isinstance(meant, str):
        return meant
    return str(getattr(meant, "name", None) or getattr(meant, "title", ""))


def _meant(what: str, name: str) -> str:
    """Say what to write for what is no name at all: a sum, a share, bad punctuation; else ``""``."""
    if what == "window" and name in _WHOLE_OFFICE:
        return "全市（县）合计的，per 里不写 applicant：每年合计的只写 year。"
    if what == "window" and name in _SPOKEN_WINDOWS:
        return f"请写编号：{_SPOKEN_WINDOWS[name]}。"
    if what == "fact" and name == "decided":
        return PART_OF_DECIDED
    number = number_meant(name) if what == "fact" else None
    return f"金额请写数字 {plain(number)}。" if number is not None else marks_slip(name)


def _no_fact(position: Position, name: str) -> str:
    """Say what to write where a number or a yes stands for a fact; ``""`` for what may be meant as a name."""
    keys = [part for part in position if isinstance(part, str)]
    holder = keys[-2] if keys[-1] == "fact" else keys[-1]
    if name in ("true", "false") and holder == "sum":
        return f"“sum”要写金额，不能写 {name}；只补差额的写 top_up: true，只取最高一项的写 highest: true。"
    number = number_meant(name) if is_number(name) or holder in _ONLY_FACTS else None
    if number is None:
        return ""
    said = f"“{keys[-1]}”只能写事实字段的编号，不能写数字（现为“{name}”）"
    if holder != "deduct":
        return f"{said}。"
    bands = f"bands: {{by: 费用的编号, steps: [{{above: {plain(number)}, rate: 100}}]}}"
    return f"{said}；只资助某项费用超过 {plain(number)} 元的部分，写成 {bands}。"


def _amount_in(text: str, lexicon: Lexicon) -> str:
    """Return the amount fact that a text speaks of, in words where it cannot be told."""
    amounts = {fact: word.name for fact, word in lexicon.facts.items() if word.type is FactType.AMOUNT}
    spoken = [fact for fact, name in amounts.items() if any(part in text for part in _pairs(name))]
    found = spoken or list(amounts)
    return found[0] if len(found) == 1 else f"金额事实（{'、'.join(amounts)}）"


def _pairs(text: str) -> list[str]:
    """Return every two characters that stand side by side."""
    return [text[start : start + 2] for start in range(len(text) - 1)]
