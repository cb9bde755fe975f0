"""Where a page says what a form of it reads: behind a label, by a pattern, or by a word as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipdesk.models.recognition.document_form import DocumentForm, ValueForm
from ipdesk.models.recognition.page_text import Box, PageText, TextRow
from ipdesk.rules.core.plain_text import plain

_COLUMN = 3.0  # em of blank that part two columns
_APART = 0.3  # em of blank before a label that is not the end of another word
_PITCH = 2.2  # heights of a row within which the next goes on
_HANG = 1.0  # em that a row may stand left of the one it goes on
_HAN = re.compile("[㐀-鿿豈-﫿]")
_LATIN = re.compile("[A-Za-z0-9]")
_MARKS = " :·.-—_"


class Passage(NamedTuple):
    """A passage of a page: its words as they stand there, and where, in pt."""

    text: str
    page: int
    boxes: tuple[Box, ...]


class Found(NamedTuple):
    """One value as it stands on paper, and where.

    ``sure`` is False where it was only assumed; ``cut`` says that its row is full, so that the next one,
    which was not taken, might belong to it.
    """

    fact: str
    text: str
    passage: Passage
    sure: bool = True
    cut: bool = False


class _Label(NamedTuple):
    """A label in a row: which, and from where to where."""

    label: str
    start: int
    end: int


def passages(form: DocumentForm, pages: Sequence[PageText]) -> Iterator[Found]:
    """Yield every value that the pages of one paper hold, in the order of the form, from above."""
    for value in form.values:
        found = [one for page in pages for one in _on_page(form, value, page)]
        yield from found
        if not found and value.otherwise:
            yield Found(value.fact, value.otherwise, _title(form, pages[0]), sure=False)
    for fact, text in form.facts.items():
        yield Found(fact, text, _title(form, pages[0]))


def _on_page(form: DocumentForm, value: ValueForm, page: PageText) -> Iterator[Found]:
    if value.labels:
        yield from _behind_labels(form, value, page)
        yield from _in_codes(value, page)
    elif value.pattern:
        yield from _by_pattern(value, page)
    else:
        yield from _by_words(value, page)


def _title(form: DocumentForm, page: PageText) -> Passage:
    """Return the row that says what paper it is."""
    for phrase in (*form.recognised.any, *form.recognised.all):
        for row in page.rows:
            if found := _spaced(phrase).search(row.plain):
                return _passage(page, row, *found.span())
    return Passage("", page.number, ())


def _spaced(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase in whatever width and with blanks between its characters."""
    return re.compile(_with_blanks(phrase))


def _with_blanks(phrase: str) -> str:
    return " ?".join(map(re.escape, plain(phrase).replace(" ", "")))


def _passage(page: PageText, row: TextRow, start: int, end: int) -> Passage:
    return Passage(row.text[start:end].strip(), page.number, page.seen(row.boxes[start:end]))


# --- words and patterns ---


def _by_words(value: ValueForm, page: PageText) -> Iterator[Found]:
    """Yield what is meant by words of the page, of the longest first, each meaning once."""
    said = set[str]()
    for phrase in sorted(value.words, key=len, reverse=True):
        rows = ((row, _spaced(phrase).search(row.plain)) for row in page.rows)
        hit = next(((row, found) for row, found in rows if found), None)
        if hit is not None and value.words[phrase] not in said:
            said.add(value.words[phrase])
            yield Found(value.fact, value.words[phrase], _passage(page, hit[0], *hit[1].span()))


def _by_pattern(value: ValueForm, page: PageText) -> Iterator[Found]:
    for row in page.rows:
        found = re.search(value.pattern, row.plain)
        if found is not None and found[1]:
            start, end = found.span(1)
            yield Found(value.fact, row.text[start:end], _passage(page, row, *found.span()))


def _in_codes(value: ValueForm, page: PageText) -> Iterator[Found]:
    """Yield what a code of two dimensions says of a value that stands behind a label, too."""
    for code in page.codes if value.code else ():
        if found := re.search(value.code, code):
            yield Found(value.fact, found[1], Passage(code, page.number, ()))


# --- labels ---


def _behind_labels(form: DocumentForm, value: ValueForm, page: PageText) -> Iterator[Found]:
    labels, asked = _pattern_of(form.labels), {plain(label).replace(" ", "") for label in value.labels}
    for place, row in enumerate(page.rows):
        spans = _labels_in(page, row, labels)
        for at, span in enumerate(spans):
            if span.label in asked:
                ends = spans[at + 1].start if at + 1 < len(spans) else len(row.text)
                yield from _value_of(value, page, place, (span, ends), labels)


def _pattern_of(labels: Sequence[str]) -> re.Pattern[str]:
    named = "|".join(map(_with_blanks, labels))
    return re.compile(rf"({named})(?:\([^)]{{0,12}}\)|\))? ?(:)?")


def _labels_in(page: PageText, row: TextRow, labels: re.Pattern[str]) -> list[_Label]:
    """Return the labels of a row; a word that ends or begins like one is none.

    A picture's reading tells no blanks: there a word may go on behind a label. All of it is in doubt anyway.
    """
    spans: list[_Label] = []
    for found in labels.finditer(row.plain):
        if _begins(row, found, bool(spans)) and (found[2] or page.scanned or _stands_alone(row, found.end())):
            spans.append(_Label(found[1].replace(" ", ""), *found.span()))
    return spans


def _begins(row: TextRow, found: re.Match[str], another: bool) -> bool:
    """Say whether a label is no end of a longer word; behind ``another`` it may follow that one's value."""
    start = found.start()
    free = start == 0 or row.gaps[start] > _APART or not _HAN.match(row.plain[start - 1])
    return free or (another and bool(found[2]))


def _stands_alone(row: TextRow, end: int) -> bool:
    """Say whether no word goes on where a label without a colon ends."""
    return end == len(row.plain) or row.gaps[end] > _APART or not _HAN.match(row.plain[end])


def _value_of(
    value: ValueForm, page: PageText, place: int, found: tuple[_Label, int], labels: re.Pattern[str]
) -> Iterator[Found]:
    """Yield what stands behind a label, or below it where nothing does."""
    span, ends = found
    named = page.rows[place]
    boxes, row, (start, end) = list(named.boxes[span.start : span.end]), named, _column(named, span.end, ends)
    if start == end and (below := _below(page, place, span, labels)) is not None:
        place, row, (start, end) = place + 1, page.rows[place + 1], below
    if start == end:
        return
    parts, last = [row.text[start:end]], place
    boxes += row.boxes[start:end]
    left, right = row.boxes[start].left, row.boxes[end - 1].right
    while len(parts) < value.lines and (more := _going_on(page, last, left, labels)) is not None:
        last += 1
        parts.append(page.rows[last].text[more[0] : more[1]])
        boxes += page.rows[last].boxes[more[0] : more[1]]
        right = page.rows[last].boxes[more[1] - 1].right
    text = joined_rows(parts)
    passage = Passage(f"{named.text[span.start : span.end]}{text}", page.number, page.seen(boxes))
    yield Found(value.fact, text, passage, cut=_may_go_on(page, last, right, labels))


def _below(page: PageText, place: int, span: _Label, labels: re.Pattern[str]) -> tuple[int, int] | None:
    """Return what of the next row stands under a label that ends its own row; None where nothing does."""
    if not _is_next(page, place) or _labels_in(page, page.rows[place + 1], labels):
        return None
    row, named = page.rows[place + 1], page.rows[place].boxes[span.start]
    least = named.left - _HANG * row.height
    start = next((at for at, box in enumerate(row.boxes) if box.left >= least), len(row.boxes))
    under = start < len(row.boxes) and row.boxes[start].left < page.rows[place].boxes[span.end - 1].right
    return _column(row, start, len(row.text)) if under else None


def _column(row: TextRow, start: int, end: int) -> tuple[int, int]:
    """Return what of a part of a row stands in its first column, without marks at its ends."""
    while start < end and row.plain[start] in _MARKS:
        start += 1
    stop = next((at for at in range(start + 1, end) if row.gaps[at] >= _COLUMN), end)
    while stop > start and row.plain[stop - 1] in " :":
        stop -= 1
    return start, stop


def joined_rows(parts: Sequence[str]) -> str:
    """Return rows as one text: a blank between two Latin words that a row's end parts."""
    text = parts[0]
    for part in parts[1:]:
        text += " " * bool(_LATIN.match(text[-1:]) and _LATIN.match(part)) + part
    return text.strip()


def _going_on(page: PageText, place: int, left: float, labels: re.Pattern[str]) -> tuple[int, int] | None:
    """Return what of the next row goes on with the value of a row; None where nothing does."""
    if not _is_next(page, place) or _labels_in(page, page.rows[place + 1], labels):
        return None
    row = page.rows[place + 1]
    em = row.height
    start = next((at for at, box in enumerate(row.boxes) if box.left >= left - _HANG * em), len(row.boxes))
    if start == len(row.boxes) or (start and row.gaps[start] < _COLUMN):
        return None
    return _column(row, start, len(row.text)) if row.boxes[start].left < left + 2 * em else None


def _is_next(page: PageText, place: int) -> bool:
    """Say whether a row follows so closely that it may go on with the one before."""
    if place + 1 >= len(page.rows):
        return False
    row, after = page.rows[place], page.rows[place + 1]
    return row.bottom - after.bottom <= _PITCH * max(row.height, after.height)


def _may_go_on(page: PageText, place: int, right: float, labels: re.Pattern[str]) -> bool:
    """Say whether a value fills its row, and the next row, which was not taken, has no label."""
    if not _is_next(page, place) or _labels_in(page, page.rows[place + 1], labels):
        return False
    widest = max(box.right for row in page.rows for box in row.boxes)
    return right > widest - 2 * page.rows[place].height
