"""What the template of a kind may name, each with what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ipdesk.documents.letters.template import TemplateVocabulary

COUNTED = {
    "section": "一级标题的序号（一、二、三）",
    "index": "逐项的序号（一、二、三）",
    "number": "逐项的序号（1、2、3）",
}


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names of one use: a caption for the clerk, and the names with their meanings."""

    caption: str
    names: Mapping[str, str]


def name_groups(vocabulary: TemplateVocabulary) -> Iterator[NameGroup]:
    """Yield what a template may name: in the whole paper, for each of a list, in counting, as conditions."""
    yield NameGroup("全文可用", _braced(vocabulary.names))
    for name, names in vocabulary.lists.items():
        yield NameGroup(f"写了 each: {name} 的逐项内容中可用", _braced(names))
    yield NameGroup("编号", _braced(COUNTED))
    if vocabulary.conditions:
        yield NameGroup("用在 when: 后面的条件", vocabulary.conditions)


def _braced(names: Mapping[str, str]) -> dict[str, str]:
    return {f"{{{name}}}": meaning for name, meaning in names.items()}
