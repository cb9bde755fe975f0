"""Reading papers: which they are, what they say, and what of it is in doubt. Nothing is set by it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import RowEntry, read_row
from ipdesk.models.parsing.identifiers.credit_codes import check_uscc
from ipdesk.models.parsing.names.names import stored_name
from ipdesk.models.parsing.names.owners import owners_text
from ipdesk.models.parsing.row_edits import text_of, with_text
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import character_fault
from ipdesk.models.recognition.document_form import OF_ROWS, DocumentForm
from ipdesk.models.recognition.page_text import PageText
from ipdesk.models.recognition.passages import Found, Passage, passages
from ipdesk.models.records import CERTIFICATE_FIELDS, RawAchievement
from ipdesk.rules.core.plain_text import plain
from ipdesk.rules.pack.vocabulary import standard_vocabulary

_OTHERS = "文中另有“{others}”，请核对"
_OTHERS_BEGIN = _OTHERS.partition("{")[0]
_OF_WHICH = "文中有几个号码，请核对是哪一件的"
_CUT = "这一行写满，后面一行可能还有，请核对"
_ASSUMED = "证书上没有写明，按通常情况填，请核对"
_SCANNED = "由图片识别，请对照原件"
_KEYS = {name: key for key, name in CERTIFICATE_FIELDS.items()}
_TITLE = re.compile(
    r"[^:,.;。]{2,20}(?:书|登记证|注册证|执照|证明|票据|发票|收据|合同|副本|回执)(?:\([^)]*\))?"
)
"""A row of plain width that is nothing but what a paper is called."""
_WITH_CHECK_DIGIT = frozenset({"cn_patent", "uscc"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadValue:
    """One value that a paper proposes: as it would be entered, from where, and what is in doubt."""

    fact: str
    value: str
    passage: Passage
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A paper that was recognised: its form, its pages, and what it proposes, each fact once."""

    form: DocumentForm
    pages: tuple[int, ...]
    values: tuple[ReadValue, ...]

    def row(self, row: str) -> RawAchievement:
        """Return what it proposes as a row of the counter with an id; one without a kind has nothing."""
        raw = RawAchievement(id=row, kind=self.form.kind)
        for one in self.values if self.form.kind else ():
            raw = with_text(raw, field_of(one.fact), one.value)
        return raw


def field_of(fact: str) -> str:
    """Return the field of the counter's form that a fact of a paper fills."""
    return _KEYS.get(fact, fact)


def read_documents(
    pages: Iterable[PageText], forms: Sequence[DocumentForm], today: datetime.date
) -> tuple[ReadDocument, ...]:
    """Return the papers on some pages, in their order; a page without a title belongs to the one before it.

    What has the title of something that is not known is of no paper, nor what follows it.
    """
    papers: list[tuple[DocumentForm, list[PageText]]] = []
    known = False
    for page in pages:
        form = form_of(page, forms)
        if form is not None and not (known and papers[-1][0].id == form.id and _goes_on(form, page)):
            papers.append((form, [page]))
            known = True
        elif known and (form is not None or not _has_other_title(papers[-1][0], page)):
            papers[-1][1].append(page)
        else:
            known = False
    return tuple(_read(form, own, today) for form, own in papers)


def _has_other_title(form: DocumentForm, page: PageText) -> bool:
    """Say whether a page of no form bears a title, other than that of the paper before it."""
    own = {plain(word).replace(" ", "") for word in (*form.recognised.all, *form.recognised.any)}
    rows = (row.plain.replace(" ", "") for row in page.rows)
    return any(_TITLE.fullmatch(row) and not any(word in row for word in own) for row in rows)


def form_of(page: PageText, forms: Sequence[DocumentForm]) -> DocumentForm | None:
    """Return the form of which most words stand on a page, None where it is of no form."""
    text = page.text
    scored = [(_words_on(form, text), form) for form in forms]
    most = max((count for count, _ in scored), default=0)
    return next((form for count, form in scored if count == most), None) if most else None


def _words_on(form: DocumentForm, text: str) -> int:
    """Return how many of a form's words stand in a text; 0 where it is not that paper."""
    words = form.recognised
    stands = {word: plain(word).replace(" ", "") in text for word in (*words.all, *words.any, *words.none)}
    of_all = all(stands[word] for word in words.all)
    of_any = not words.any or any(stands[word] for word in words.any)
    of_none = not any(stands[word] for word in words.none)
    return sum(stands[word] for word in (*words.all, *words.any)) if of_all and of_any and of_none else 0


def _goes_on(form: DocumentForm, page: PageText) -> bool:
    """Say whether a page that has the words of a paper holds no value: it is a further page of it."""
    return all(not one.sure for one in passages(form, [page]) if one.fact not in form.facts)


def _read(form: DocumentForm, pages: Sequence[PageText], today: datetime.date) -> ReadDocument:
    found: dict[str, list[Found]] = {}
    for one in passages(form, pages):
        found.setdefault(one.fact, []).append(one)
    checked = _of_row(form, found, today) if form.kind else _of_applicant(found)
    scanned = any(page.scanned for page in pages)
    values = tuple(_doubted(form, one, found[one.fact], scanned) for one in checked)
    several = any(one.fact == "ref" and one.doubt.startswith(_OTHERS_BEGIN) for one in values)
    if several:
        values = tuple(one if one.doubt else replace(one, doubt=_OF_WHICH) for one in values)
    return ReadDocument(form=form, pages=tuple(page.number for page in pages), values=values)


def _doubted(form: DocumentForm, value: ReadValue, found: Sequence[Found], scanned: bool) -> ReadValue:
    """Return a value with what is in doubt of it besides what reading it has found."""
    if value.doubt:
        return value
    first, *others = found
    different = dict.fromkeys(one.text for one in others if _bare(one.text) != _bare(first.text))
    if different:
        return replace(value, doubt=_OTHERS.format(others="”“".join(different)))
    if not first.sure:
        return replace(value, doubt=_ASSUMED)
    if first.cut:
        return replace(value, doubt=_CUT)
    return replace(value, doubt=_SCANNED) if scanned and not _has_check_digit(form, value.fact) else value


def _bare(text: str) -> str:
    return "".join(text.split())


def _has_check_digit(form: DocumentForm, fact: str) -> bool:
    if not form.kind:
        return fact == "identity"
    return fact == "ref" and standard_vocabulary().kinds[form.kind].ref.check in _WITH_CHECK_DIGIT


# --- rows ---


def _of_row(
    form: DocumentForm, found: Mapping[str, Sequence[Found]], today: datetime.date
) -> Iterator[ReadValue]:
    """Yield what a row would hold, as its one reader reads it."""
    raw = RawAchievement(id="1", kind=form.kind)
    for fact, ones in found.items():
        raw = with_text(raw, field_of(fact), ones[0].text)
    entry = read_row(raw, standard_vocabulary(), today.year, today)
    faults = _by_field(entry.problems)
    for fact, ones in found.items():
        doubt, typed = faults.get(field_of(fact), ""), text_of(raw, field_of(fact))
        value = stored_line(typed) if doubt else as_read(entry, fact, typed)
        yield ReadValue(fact=fact, value=value, passage=ones[0].passage, doubt=doubt)


def _by_field(problems: Iterable[Problem]) -> dict[str, str]:
    faults: dict[str, str] = {}
    for problem in problems:
        faults.setdefault(problem.field, problem.message)
    return faults


def as_read(entry: RowEntry, fact: str, typed: str) -> str:
    """Return a value as it was read: numbers in their form, days as in data, owners parted alike."""
    reads: Mapping[str, Callable[[], object]] = {
        "ref": lambda: entry.refs[0] if entry.refs else typed,
        "date": lambda: entry.achievements[0].date.isoformat() if entry.achievements else typed,
        "owners": lambda: owners_text(entry.certificate.owners),
        "rights": lambda: owners_text(entry.certificate.rights),
        "name": lambda: entry.certificate.name,
        "filing_date": lambda: entry.certificate.filing_date,
        "contract": lambda: entry.certificate.contract,
        "contract_date": lambda: entry.certificate.contract_date,
    }
    return str((reads[fact]() if fact in reads and fact in OF_ROWS else typed) or stored_line(typed))


# --- applicants ---


def _of_applicant(found: Mapping[str, Sequence[Found]]) -> Iterator[ReadValue]:
    for fact, ones in found.items():
        text = ones[0].text
        checked = check_uscc(text) if fact == "identity" else None
        value = checked.value if checked else stored_name(text) if fact != "address" else stored_line(text)
        doubt = checked.problem if checked else character_fault(value)
        yield ReadValue(fact=fact, value=value, passage=ones[0].passage, doubt=doubt)
