"""The reference part of the guide to packs, made from the models and the vocabulary so that it cannot drift.

``python -m ipdesk.rules.policy_text.guide_reference docs/policy-packs.md`` writes it between the marks in the
guide. What a field means is data (``resources/phrases/pack_reference.yaml``), by model and field.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ipdesk.rules.core.result import Status
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.pack.vocabulary import FactWord, GroupWord, KindWord, Vocabulary, standard_vocabulary
from ipdesk.rules.source.pack_reference import reference_text
from ipdesk.rules.source.strict_model import Fen, Words, YesNo

BEGIN, END = "<!-- reference:begin -->", "<!-- reference:end -->"


def pack_models() -> list[type[BaseModel]]:
    """Return every model that a pack is made of, each after the first that mentions it."""
    found: list[type[BaseModel]] = []
    _collect(Pack, found)
    return found


def _collect(hint: object, found: list[type[BaseModel]]) -> None:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        if hint not in found:
            found.append(hint)
            for inner in _hints(hint).values():
                _collect(inner, found)
        return
    for inner in get_args(hint):
        _collect(inner, found)


def _hints(model: type[BaseModel]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def keys(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model as a pack writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


# ------------------------------------------------------------ how a value is written

_SIMPLE: dict[object, str] = {
    str: "text",
    int: "integer",
    Decimal: "number",
    bool: "yes_no",
    datetime.date: "date",
    object: "any",
}
_BY_READER = {get_args(alias)[1]: name for alias, name in ((Fen, "fen"), (YesNo, "yes_no"), (Words, "words"))}


def written(hint: object) -> str:
    """Return in Chinese how a value of this type is written; raises KeyError for a type without words."""
    types, origin, inner = reference_text().types, get_origin(hint), get_args(hint)
    if origin is Annotated:
        known = [_BY_READER[mark] for mark in inner[1:] if mark in _BY_READER]
        return types[known[0]] if known else written(inner[0])
    if origin in (Union, UnionType):
        return types["or"].join(dict.fromkeys(written(part) for part in inner if part is not type(None)))
    if origin is Literal:
        return types["one_of"].format(values="、".join(f"`{value}`" for value in inner))
    if origin is tuple:
        return types["list"].format(of=written(inner[0]))
    if origin is dict:
        return types["mapping"].format(key=written(inner[0]), of=written(inner[1]))
    return _plain(hint)


def _plain(hint: object) -> str:
    types = reference_text().types
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{reference_text().models[hint.__name__].name}](#{hint.__name__})"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return types["one_of"].format(values="、".join(f"`{value}`" for value in hint))
    return types[_SIMPLE[hint]]


# ------------------------------------------------------------ the parts


def reference() -> str:
    """Return the whole reference as Markdown."""
    words, vocabulary = reference_text().words, standard_vocabulary()
    parts = [f"## {words['format']}", words["format_text"], *map(_model, pack_models())]
    parts += [f"## {words['outcomes']}", *_outcomes()]
    parts += [f"## {words['vocabulary']}", words["vocabulary_text"], *_vocabulary(vocabulary)]
    return "\n\n".join(parts) + "\n"


def _model(model: type[BaseModel]) -> str:
    text, words, hints = reference_text().models[model.__name__], reference_text().words, _hints(model)
    rows = [
        (f"`{key}`", _need(field), written(hints[name]), text.fields[key])
        for key, (name, field) in zip(keys(model), model.model_fields.items(), strict=True)
    ]
    table = _table((words["key"], words["needed"], words["written"], words["meaning"]), rows)
    return f'<a id="{model.__name__}"></a>\n### {text.name} {model.__name__}\n\n{text.text}\n\n{table}'


def _need(field: FieldInfo) -> str:
    words = reference_text().words
    if field.is_required():
        return words["yes"]
    default = field.get_default(call_default_factory=True, validated_data={})
    return words["default"].format(value=default) if default and isinstance(default, str | Decimal) else ""


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _outcomes() -> Iterator[str]:
    text, words = reference_text(), reference_text().words
    shown = [(f"`{code}`", Status(code).label, meaning) for code, meaning in text.statuses.items()]
    head = (words["code"], words["shown"], words["meaning"])
    yield f"### {words['statuses']}\n\n" + _table(head, shown)
    for title, found in ((words["warnings"], text.warnings), (words["notices"], text.notices)):
        rows = [(f"`{code}`", meaning) for code, meaning in found.items()]
        yield f"### {title}\n\n" + _table((words["code"], words["meaning"]), rows)


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    words = reference_text().words
    yield _named(words["groups"], {name: _group(group) for name, group in vocabulary.groups.items()})
    yield _named(words["applicants"], {name: kind.name for name, kind in vocabulary.applicant_kinds.items()})
    yield _named(words["traits"], vocabulary.traits)
    yield f"### {words['kinds']}\n\n{words['kinds_text']}"
    for name, kind in vocabulary.kinds.items():
        yield _kind(name, kind)
    yield f"#### {words['common']}\n\n{_facts(vocabulary.common_facts)}"
    yield _named(words["sections"], vocabulary.sections)
    yield _named(words["ref_forms"], {name: form.name for name, form in vocabulary.ref_forms.items()})
    yield _named(words["materials"], vocabulary.materials)


def _named(title: str, names: dict[str, str]) -> str:
    words = reference_text().words
    rows = [(f"`{name}`", text) for name, text in names.items()]
    return f"### {title}\n\n" + _table((words["key"], words["meaning"]), rows)


def _group(group: GroupWord) -> str:
    words, parts = reference_text().words, []
    for alternative in group.alternatives:
        kinds = "、".join(f"`{kind}`" for kind in alternative.kinds)
        traits = "、".join(f"`{trait}`" for trait in alternative.traits)
        parts.append(words["with_traits"].format(kinds=kinds, traits=traits) if traits else kinds)
    return f"{group.name}：{words['or'].join(parts)}"


def _kind(name: str, kind: KindWord) -> str:
    words = reference_text().words
    opening = words["kind"].format(date=kind.date, ref=kind.ref.name)
    return f"#### {kind.name} `{name}`\n\n{opening}" + (f"\n\n{_facts(kind.facts)}" if kind.facts else "")


def _facts(facts: dict[str, FactWord]) -> str:
    words = reference_text().words
    rows = [(f"`{name}`", _fact_need(fact), _fact_values(fact), fact.name) for name, fact in facts.items()]
    return _table((words["key"], words["needed"], words["written"], words["meaning"]), rows)


def _fact_need(fact: FactWord) -> str:
    words = reference_text().words
    if fact.needed:
        return words["yes"]
    return "" if fact.default is None else words["default"].format(value=fact.default)


def _fact_values(fact: FactWord) -> str:
    values = "、".join(f"`{value}` {name}" for value, name in fact.choices.items())
    return values or reference_text().types[f"fact_{fact.type.value}"]


# ------------------------------------------------------------ writing it into the guide


def with_reference(guide: str) -> str:
    """Return the guide with the present reference between its marks; raises ValueError without marks."""
    before, begin, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{BEGIN} {END}")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def main(path: Path) -> None:
    """Write the present reference into the guide at ``path``."""
    path.write_text(with_reference(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
