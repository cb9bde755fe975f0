"""What an item is called: the one declared of several that a clause names, the thing by its own name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ipdesk.models.records import AwardLine
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
