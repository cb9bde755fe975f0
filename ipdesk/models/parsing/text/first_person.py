"""Words by which who wrote a text speaks of itself: told on by the office they would mean the office."""

from __future__ import annotations

import re

_BODIES = (
    "合作社|研究所|工作室|事务所|公司|单位|企业|集团|机构|中心|协会|学会|学校|医院|商行|工厂|商店"
    "|厂|店|校|司|户|人|社(?![区会])|院(?![士内])|所(?![述称列涉有在属])|行(?!业)|会(?!议)"
)
_OF_ITSELF = re.compile(
    f"(?<!自)我(?![国省市县区镇乡局])(?:们|方)?(?:{_BODIES})?|(?<![日基成资根原样版文课剧底标])本(?:{_BODIES})"
)


def first_person_in(text: str) -> str:
    """Return the first word by which a text speaks of who wrote it (本社, 我单位), "" without one."""
    found = _OF_ITSELF.search(text)
    return found[0] if found else ""


def told_of(text: str, name: str, word: str) -> str:
    """Return a text with a ``word`` for who wrote it (its ``name``), as somebody else tells it."""
    return _OF_ITSELF.sub(word, text.replace(name, word) if name else text)
