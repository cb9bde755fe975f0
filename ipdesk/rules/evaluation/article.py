"""How an article of a policy is cited: as the document's own readers do."""

from __future__ import annotations

from ipdesk.rules.source.sentences import Phrases, standard_phrases


def cited(article: str, phrases: Phrases | None = None) -> str:
    """Cite an article, and its item where it has one: ``一（二）`` is 第一条第（二）项.

    ``（四）`` is 第（四）条. What is no bare number (第七条第（二）项, 附则) stands as the pack writes it.
    """
    words = (phrases or standard_phrases()).words
    if article.startswith("（") and article.endswith("）"):
        return words["article"](article=article)
    number, bracket, item = article.partition("（")
    if not number or number.startswith("第") or number.endswith("则"):
        return article
    if bracket:
        return words["article_item"](article=number, item=bracket + item)
    return words["article"](article=number)
