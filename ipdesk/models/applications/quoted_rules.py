"""The rules that papers against somebody rest on, as their documents say them: a number tells nothing.

What rules say is typed once and where it belongs: of a notice 申报通知 with its call, of a policy with its
clauses, of any other document with the office.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ipdesk.models.applications.notice_articles import articles_of, notice_name
from ipdesk.models.records import CallDetails, Office
from ipdesk.rules.core.plain_text import compact

LONGEST = 8000
"""Characters of all the rules that an office has typed."""
OF_OFFICE, OF_CALL, OF_POLICY = (
    "“设置 › 单位和人员”的“文书引用的条款原文”",
    "“设置 › 申报批次”的“申报通知的全称”和“条款原文”",
    "“设置 › 政策”的“条款原文”",
)
NOTICE = "申报通知"
UNQUOTED = "{cited}的原文还没有录入，文书不能只写条款号。请先到{place}录入。"
_HAN = "[一二三四五六七八九十百零〇]+"
_NUMBER = "[一二三四五六七八九十百零〇0-9]+"
_PART = rf"第(?:{_NUMBER}|[（(]{_NUMBER}[)）])(?:款|项|目)"
_CITED = re.compile(
    rf"(?P<title>《[^《》]+》)(?:[（(][^（()）]*[〔\[【]\d{{4}}[^（()）]*[)）])?"
    rf"|(?P<article>第{_NUMBER}条(?:{_PART})*|第[（(]{_NUMBER}[)）]项|第{_NUMBER}(?:部分|章|点|项)|{_HAN}、)"
)
_HEAD = re.compile(
    rf"(?:^|(?<=[。；;”]))\s*(《[^《》]+》)\s*(?:[（(][^（()）]*[)）])?\s*[:：]?\s*(?=第{_NUMBER}条[\s　])"
)
_PART_ENDS = re.compile("[；。;]")
WITHDRAWN = ("视为", "撤回")
"""What a rule speaks of by which a file is ended of which nothing was put right in time."""
OBJECTIONS = ("公示", "异议")
"""What a rule on objections speaks of."""
Quote = tuple[str, str]
"""How an article is cited with its document, and what it says."""


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """What rules say, by titles of documents (bare) and numbers of articles.

    A clause of the policy has "" until it is typed. ``notice`` is the title of the call's notice, "" where
    that has none, None where there is no call.
    """

    documents: Mapping[str, Mapping[str, str]]
    notice: str | None = None

    def words(self, title: str, article: str) -> str:
        """Return what an article says, "" where nobody typed it: of a part 款、项 the whole article."""
        return self.documents.get(title, {}).get(self._whole(title, article), "")

    def place(self, title: str, article: str) -> str:
        """Return where an article is typed that nobody has typed yet."""
        if title in ("", self.notice):
            return OF_CALL
        return OF_POLICY if self._whole(title, article) else OF_OFFICE

    def _whole(self, title: str, article: str) -> str:
        known = (one for one in self.documents.get(title, {}) if article.startswith(one.rstrip("、")))
        return max(known, key=len, default="")


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """Return what the documents say that an office has typed, by their titles (bare) and articles.

    Each begins with its title and an article: 《…办法》（…〔2021〕5号）第十六条　….
    """
    found: dict[str, dict[str, str]] = {}
    for title, said in _documents(text):
        found.setdefault(bare(title.partition("》")[0]), {}).update(articles_of(said))
    return found


def rules_on(words: Collection[str], office: Office, call: CallDetails | None) -> tuple[Quote, ...]:
    """Return the articles typed that speak of all of something: of the call's notice, else the office's."""
    name = notice_name(call)
    own = articles_of(call.articles) if call is not None and name else {}
    if found := _speaking(words, name, own):
        return found
    texts = _documents(office.rules)
    return tuple(one for title, text in texts for one in _speaking(words, title, articles_of(text)))


def cited_on_objections(office: Office, call: CallDetails | None) -> str:
    """Return by which articles objections are dealt with, as a letter names them; "" where none is typed."""
    return "、".join(cited for cited, _ in rules_on(OBJECTIONS, office, call))


def _speaking(words: Collection[str], title: str, articles: Mapping[str, str]) -> tuple[Quote, ...]:
    told = articles.items()
    return tuple((f"{title}{article}", said) for article, said in told if all(one in said for one in words))


def bare(title: str) -> str:
    """Return the title of a document without its brackets and blanks."""
    return compact(title).strip("《》")


def _documents(text: str) -> Iterator[tuple[str, str]]:
    """Yield each document that an office has typed: its title with its number, and its articles."""
    heads = [*_HEAD.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        yield head[0].strip(" 　\t\n:："), text[head.end() : end]


def rule_texts(
    office: Office, call: CallDetails | None, titles: Iterable[str], clauses: Mapping[str, str]
) -> RuleTexts:
    """Return all that is known of what rules say.

    ``titles`` are what the application's policy is called, ``clauses`` what its clauses say ("" for what
    nobody typed), by how they are cited.
    """
    documents: dict[str, Mapping[str, str]] = {**rules_of(office.rules)}
    own = {compact(article): words for article, words in clauses.items()}
    named = [*map(bare, titles)]
    for title in named:
        own |= documents.get(title, {})
    documents |= dict.fromkeys(named, own)
    notice = bare(call.notice_title) if call is not None else None
    if call is not None and notice:
        documents[notice] = articles_of(call.articles)
    return RuleTexts(documents, notice)


def cited_in(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each article that a text cites: the title of its document (bare), and both as they stand there.

    The title is "" where the text names no document before.
    """
    title, named = "", ""
    for found in _CITED.finditer(text):
        if found["title"]:
            title, named = bare(found["title"]), found[0]
        else:
            yield title, named, found[0].rstrip("、")


def quotes_of(text: str, known: RuleTexts) -> tuple[Quote, ...]:
    """Return the articles that a text cites, each once, with what they say where that is typed."""
    cited = (
        (f"{named}{article}", known.words(title, compact(article)))
        for title, named, article in cited_in(text)
    )
    return tuple(dict.fromkeys((one, words) for one, words in cited if words))


def parts_of(words: str) -> tuple[str, ...]:
    """Return the parts of what a rule says, each a case of its own; one for a rule without any."""
    return tuple(filter(None, (one.strip() for one in _PART_ENDS.split(words))))


@dataclass(frozen=True, slots=True)
class UntypedRule:
    """An article that is typed nowhere: how its document is named in the text, "" for the notice of the call.

    ``place`` is where it is typed, one of ``OF_OFFICE``, ``OF_CALL`` and ``OF_POLICY``; ``rule`` the full id
    of the one rule of the policy that it is about, "" for all of the clause.
    """

    document: str
    article: str
    place: str
    rule: str = ""

    def __str__(self) -> str:
        return UNQUOTED.format(cited=self.cited, place=self.place)

    @property
    def cited(self) -> str:
        """Return how a text cites it."""
        return f"{self.document or ('' if self.place == OF_POLICY else NOTICE)}{self.article}"

    @property
    def whole(self) -> str:
        """Return the number of the whole article, of which a text may cite a part."""
        number = compact(self.article)
        return number[: number.index("条") + 1] if "条" in number else number


def untyped(text: str, known: RuleTexts) -> UntypedRule | None:
    """Return the first article that a text cites and nobody has typed, None where there is none."""
    for title, named, article in cited_in(text):
        if not title and known.notice is None:
            continue  # nobody knows the document
        if not known.words(title, compact(article)):
            return UntypedRule(named, article, known.place(title, compact(article)))
    return None


def unquoted(text: str, known: RuleTexts) -> str:
    """Return that an article which a text cites is typed nowhere, as a sentence with the place, or ""."""
    return str(untyped(text, known) or "")


def with_article(text: str, head: str, words: str) -> str:
    """Return typed articles with one more at their end; ``head`` is its number, after its document."""
    before = text.strip()
    ended = f"{before}。" if before and before[-1] not in "。；;”" else before
    return f"{ended}{head}　{words.strip().rstrip('。')}。"


def rests_on_quotes(text: str, quotes: tuple[Quote, ...]) -> bool:
    """Say whether a text names nothing but the rules that are quoted before it."""
    rest = text
    for cited, _ in quotes:
        rest = rest.replace(cited, "")
    return bool(quotes) and not compact(rest).strip("、，,和及与以；;。的规定")
