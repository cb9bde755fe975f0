"""What an item is called where the clause names several things and one of them was declared."""

from __future__ import annotations

import re

from ipdesk.models.records import AwardLine
from ipdesk.rules.pack.vocabulary import Vocabulary

_REGIONS = "县（市、区）"
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
