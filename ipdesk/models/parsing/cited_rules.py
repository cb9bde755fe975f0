"""Whether a text names a rule that an act may rest on: a document by its title, and an article of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipdesk.models.parsing.reasons import said_fault
from ipdesk.rules.core.plain_text import blank, compact

LONGEST = 400
"""Characters: a rule of the state, one of the office's own, and what the recipient promised."""
_DOCUMENT = re.compile("《[^《》]+》")
_NUMBER = "[一二三四五六七八九十百零〇0-9]+"
_ARTICLE = re.compile(f"第(?:{_NUMBER}|[（(]{_NUMBER}[)）])(?:条|款|项|部分|章|点|目)|{_NUMBER}、")
_CLAUSE = re.compile("规定：?“[^”]{4,}”")
_ITEM = re.compile(f"第([（(]{_NUMBER}[)）])项")
_UNNAMED = "{name}请写明文件的全称和条款，如 《××专项资金管理办法》（×府规〔2021〕5号）第二十条。"
_MINUTES = re.compile("纪要.*[0-9一二三四五六七八九十]+号")
_BASELESS = (
    "{name}请写明依据：政策、公示或者申报通知的文件和条款，或者会议纪要的编号，"
    "如 局务会纪要〔2024〕8号研究同意，理由是……。"
)
_PAYING = "{article}是当时核定资金的条款，不是{name}，请写明规定可以追回的条款。"


def quotes_a_clause(text: str) -> bool:
    """Say whether a text says what a clause says, in its own words."""
    return _CLAUSE.search(text) is not None


def rule_fault(text: str, name: str) -> str:
    """Return what keeps a text from naming a rule, as a sentence, or nothing."""
    if blank(text):
        return f"请填写{name}：文件的全称和条款。"
    if fault := said_fault(text, name, LONGEST):
        return fault
    named = _DOCUMENT.search(text) and _ARTICLE.search(compact(text))
    return "" if named else _UNNAMED.format(name=name)


def basis_fault(text: str, name: str) -> str:
    """Return that a reason rests on nothing: no document with an article, no minutes; "" where it does."""
    said = compact(text)
    ruled = _DOCUMENT.search(text) and _ARTICLE.search(said)
    return "" if ruled or _MINUTES.search(said) else _BASELESS.format(name=name)


def paying_fault(text: str, name: str, articles: Iterable[str]) -> str:
    """Return that a text cites nothing but clauses by which money was paid, as a sentence, or nothing.

    ``articles`` are theirs, as policies number them. What is no item of its document tells no clause from
    the article of another document with the same number.
    """
    cited, paying = [*_ARTICLE.finditer(compact(text))], {*articles}
    items = [one for one in (_ITEM.fullmatch(found[0]) for found in cited) if one is not None]
    known = [one[0] for one in items if one[1].strip("（()）") in {own.strip("（()）") for own in paying}]
    if not cited or len(known) < len(cited):
        return ""
    return _PAYING.format(article=known[0].replace("(", "（").replace(")", "）"), name=name)
