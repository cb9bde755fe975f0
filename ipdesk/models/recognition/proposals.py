"""What papers that were read would fill in at the counter: in which row, beside what, and why not.

Pure: nothing is filled in before ``filled`` is asked for what somebody ticked.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ipdesk.models.parsing.achievement_rows import RowEntry, read_row
from ipdesk.models.parsing.certificates import owner_doubts
from ipdesk.models.parsing.row_edits import text_of, with_material, with_text
from ipdesk.models.recognition.passages import Passage
from ipdesk.models.recognition.read_documents import ReadDocument, ReadValue, as_read, field_of
from ipdesk.models.records import Call, RawAchievement
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import Vocabulary

Tick = tuple[int, str]
"""One proposal: the place of its paper, and its fact."""

_OWN_LABELS = {
    "filing_date": "申请日", "contract": "合同名称", "contract_date": "签订日期",
    "identity": "统一社会信用代码", "legal_representative": "法定代表人", "address": "住所",
}  # fmt: skip
_NO_ROW = "还没有填号码是 {ref} 的{kind}：先填它的证书，再读这份{paper}。"
_NO_NUMBER = "没有读出号码，不知道是哪一项的。"
_IN_RANGE = "这个号码已经在第 {place} 项的连号里，不用再填。"
_UNKNOWN_KIND = "现在的政策没有“{kind}”这种成果。"
_OF_ANOTHER = "这是“{said}”的证照，现在的申请人是“{now}”。"
_OUTSIDE = "日期 {day} 不在批次收件的期间：{period}。"
_OTHER = "已填“{stands}”，与证书不一致"
_YES = {"true": "是", "false": "否"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One value of a paper for one field.

    ``label`` and ``shown`` are words for the clerk, ``value`` what would be entered; ``stands`` is what is
    there already and differs; ``doubt`` says why it should be looked at. ``same`` is already there.
    """

    fact: str
    label: str
    value: str
    shown: str
    passage: Passage
    doubt: str = ""
    stands: str = ""
    same: bool = False

    @property
    def sure(self) -> bool:
        """Say whether it can be filled in as it is."""
        return not (self.doubt or self.stands or self.same)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperProposal:
    """One paper, the row that it fills ("" for none, that of an applicant too), and what it would fill in.

    ``new`` says that the row is not there yet; ``remarks`` are what contradicts, or why nothing is filled in;
    ``items`` are the normal forms of its numbers.
    """

    paper: ReadDocument
    row: str
    new: bool
    proposals: tuple[Proposal, ...]
    remarks: tuple[str, ...] = ()
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRows:
    """What lies on the counter: its rows, read by a vocabulary and year, of whom, and in which call."""

    rows: tuple[RawAchievement, ...]
    vocabulary: Vocabulary
    year: int
    today: datetime.date
    applicant: str = ""
    code: str = ""
    call: Call | None = None

    def entry(self, raw: RawAchievement) -> RowEntry:
        """Return a row as it is read."""
        return read_row(raw, self.vocabulary, self.year, self.today)


def propose(papers: Iterable[ReadDocument], counter: CounterRows) -> tuple[PaperProposal, ...]:
    """Return what each paper would fill in; a later one may fill the row that an earlier one begins."""
    rows = [(raw, counter.entry(raw)) for raw in counter.rows]
    found = list[PaperProposal]()
    for paper in papers:
        one = _of_applicant(paper, counter) if not paper.form.kind else _of_paper(paper, rows, counter)
        if one.new:
            raw = paper.row(one.row)
            rows.append((raw, counter.entry(raw)))
        found.append(one)
    return tuple(found)


def _of_applicant(paper: ReadDocument, counter: CounterRows) -> PaperProposal:
    proposals = tuple(_proposal(one, _label(None, paper, one.fact), one.value) for one in paper.values)
    said = {one.fact: one.value for one in paper.values}
    other = bool(counter.code) and said.get("identity", counter.code) != counter.code
    remarks = (_OF_ANOTHER.format(said=said.get("name", ""), now=counter.applicant),) if other else ()
    return PaperProposal(paper=paper, row="", new=False, proposals=proposals, remarks=remarks)


def _of_paper(
    paper: ReadDocument, rows: Sequence[tuple[RawAchievement, RowEntry]], counter: CounterRows
) -> PaperProposal:
    words, raw = counter.vocabulary, paper.row("1")
    if raw.kind not in words.kinds:
        return _nothing(paper, _UNKNOWN_KIND.format(kind=paper.form.name))
    entry = counter.entry(raw)
    items = frozenset(number.item for number in entry.numbers)
    place = _place_of(raw.kind, items, rows)
    if place < 0 and paper.form.joins:
        return _nothing(paper, _why_no_row(paper, raw, words), items)
    if place >= 0 and len(rows[place][1].refs) > 1:
        return _nothing(paper, _IN_RANGE.format(place=place + 1), items)
    stands = rows[place] if place >= 0 else None
    return PaperProposal(
        paper=paper,
        row=stands[0].id if stands is not None else uuid.uuid4().hex[:12],
        new=stands is None,
        proposals=tuple(_beside(one, paper, entry, stands, words) for one in paper.values),
        remarks=tuple(_contradictions(raw, entry, counter)),
        items=items,
    )


def _nothing(paper: ReadDocument, why: str, items: frozenset[str] = frozenset()) -> PaperProposal:
    return PaperProposal(paper=paper, row="", new=False, proposals=(), remarks=(why,), items=items)


def _place_of(kind: str, items: frozenset[str], rows: Sequence[tuple[RawAchievement, RowEntry]]) -> int:
    """Return the place of the row of a kind that holds one of these things, -1 for none."""
    for place, (raw, entry) in enumerate(rows):
        if raw.kind == kind and items & {number.item for number in entry.numbers}:
            return place
    return -1


def _why_no_row(paper: ReadDocument, raw: RawAchievement, words: Vocabulary) -> str:
    if blank(raw.ref):
        return _NO_NUMBER
    return _NO_ROW.format(ref=raw.ref, kind=words.kinds[raw.kind].name, paper=paper.form.name)


def _contradictions(raw: RawAchievement, entry: RowEntry, counter: CounterRows) -> Iterable[str]:
    """Yield what of a paper contradicts who applies, and in which call."""
    for problem in owner_doubts(raw.id, entry.certificate, entry.certificate_word, counter.applicant):
        yield problem.message
    call = counter.call
    for day in (item.date for item in entry.achievements):
        if call is not None and not call.covers(day):
            yield _OUTSIDE.format(day=day.isoformat(), period=call.period_text)


# --- one value ---


def _beside(
    value: ReadValue,
    paper: ReadDocument,
    entry: RowEntry,
    row: tuple[RawAchievement, RowEntry] | None,
    words: Vocabulary,
) -> Proposal:
    """Return a value beside what stands in its field: the same in whatever writing, or something else."""
    stands = text_of(row[0], field_of(value.fact)) if row is not None else ""
    same = row is not None and not blank(stands) and _reads_alike(value, entry, stands, row[1])
    return _proposal(value, _label(words, paper, value.fact), _shown(value, paper, words), stands, same)


def _reads_alike(value: ReadValue, entry: RowEntry, stands: str, beside: RowEntry) -> bool:
    """Say whether what stands there is read as the paper is: 2021年3月2日 is 2021-03-02."""
    if value.fact in entry.facts and value.fact in beside.facts:
        return entry.facts[value.fact] == beside.facts[value.fact]
    return stands == value.value or as_read(beside, value.fact, stands) == value.value


def _proposal(value: ReadValue, label: str, shown: str, stands: str = "", same: bool = False) -> Proposal:
    other = "" if blank(stands) or same else stands
    said = {"fact": value.fact, "value": value.value, "label": label, "shown": shown, "stands": other}
    doubt = value.doubt or (_OTHER.format(stands=other) if other else "")
    return Proposal(**said, passage=value.passage, doubt=doubt, same=same)


def _label(words: Vocabulary | None, paper: ReadDocument, fact: str) -> str:
    """Return what a field is called on the form of its kind."""
    if fact in _OWN_LABELS or words is None:
        return _OWN_LABELS.get(fact, "名称")
    kind = words.kinds[paper.form.kind]
    said = words.certificate(paper.form.kind)
    own = {"ref": kind.ref.name, "date": kind.date, "name": said.name, "owners": said.owners}
    own["rights"] = said.rights
    return own[fact] if fact in own else words.fact(paper.form.kind, fact).name


def _shown(value: ReadValue, paper: ReadDocument, words: Vocabulary) -> str:
    facts = words.all_facts[paper.form.kind]
    if value.fact not in facts:
        return value.value
    return facts[value.fact].choices.get(value.value) or _YES.get(value.value, value.value)


# --- filling in ---


def sure_ticks(papers: Sequence[PaperProposal]) -> tuple[Tick, ...]:
    """Return what is ticked before anybody looked: what can be filled in as it is, of what has a row."""
    return tuple(
        (place, one.fact)
        for place, paper in enumerate(papers)
        if paper.row
        for one in paper.proposals
        if one.sure
    )


def filled(
    rows: Sequence[RawAchievement], papers: Sequence[PaperProposal], ticked: Collection[Tick]
) -> tuple[RawAchievement, ...]:
    """Return the rows with what was ticked filled in; its paper counts as the material that it is.

    A row that is not there yet comes to the end; one of which nothing is ticked does not come.
    """
    found = {raw.id: raw for raw in rows}
    for place, paper in enumerate(papers):
        wanted = [one for one in paper.proposals if (place, one.fact) in ticked]
        if not (paper.row and wanted):
            continue
        begun = found.get(paper.row) or RawAchievement(id=paper.row, kind=paper.paper.form.kind)
        found[paper.row] = _with(begun, wanted, paper.paper.form.material)
    return tuple(found.values())


def _with(raw: RawAchievement, wanted: Iterable[Proposal], material: str) -> RawAchievement:
    for one in wanted:
        raw = with_text(raw, field_of(one.fact), one.value)
    return with_material(raw, material, received=True) if material else raw
