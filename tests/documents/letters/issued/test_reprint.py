"""Issued letters printed together: each as it went out, in one small file."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from ipdesk.documents.letters.award.data import AwardLetter
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.data import LetterData, frozen, thawed
from ipdesk.documents.letters.issued.reprint import reprint
from ipdesk.documents.pdf.pictures import page_count, page_image
from ipdesk.models.records import LetterDocument, LetterRow
from ipdesk.paths import resource
from tests.documents.letters import letters, papers
from tests.documents.letters.letters import FILE, render
from tests.documents.letters.paper import characters, pages, text
from tests.documents.pdf.archive import violations

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
ROW = LetterRow(
    1, AWARD.kind.id, "云市监知资〔2022〕12号", date(2022, 9, 5), 1, "YX2022-0021", "示例", 1, "李敏", NOW
)
THREE = [letters.TWO, letters.PERSON, letters.CUT]


def kept(letter: LetterData) -> dict[str, Any]:
    """Return the data of a letter as they are kept: what JSON gives back."""
    return json.loads(json.dumps(frozen(letter)))


def issued(letter: AwardLetter, folder: Path | None = None) -> LetterDocument:
    return LetterDocument(ROW, kept(letter), render(letter, templates_dir=folder))


def together(*documents: LetterDocument, **options: Path | bool) -> tuple[bytes, int]:
    made = reprint(documents, lambda _: None, **options)
    return made.pdf, made.stored


@pytest.mark.parametrize("letter", papers.ALL.values(), ids=papers.ALL)
def test_frozen_data_give_back_the_letter(letter: LetterData) -> None:
    assert thawed(type(letter), kept(letter)) == letter


def test_letters_are_drawn_into_one_small_file() -> None:
    documents = [issued(letter) for letter in THREE]
    pdf, stored = together(*documents)
    assert stored == 0
    assert text(pdf) == "\n".join(text(document.pdf) for document in documents)
    assert len(pdf) < 0.6 * sum(len(document.pdf) for document in documents), "each face is there once"
    assert pdf.count(b"/FontFile2") == 5


def test_every_page_looks_as_in_the_stored_file() -> None:
    documents = [issued(letter) for letter in THREE]
    pdf, _ = together(*documents)
    singles = [(document.pdf, number) for document in documents for number in range(page_count(document.pdf))]
    for number, single in enumerate(singles):
        assert page_image(pdf, number, 100).data == page_image(*single, 100).data


def test_a_letter_that_would_look_otherwise_today_is_printed_from_its_stored_file(tmp_path: Path) -> None:
    wording = resource("letters", FILE).read_text(encoding="utf-8").replace("特此通知。", "专此函达。")
    (tmp_path / FILE).write_text(wording, encoding="utf-8")
    first, other, last = issued(letters.TWO), issued(letters.PERSON, tmp_path), issued(letters.CUT)
    pdf, stored = together(first, other, last)
    assert stored == 1
    assert text(pdf) == "\n".join(text(document.pdf) for document in (first, other, last))
    assert together(first, other, last, templates_dir=tmp_path)[1] == 2


@pytest.mark.parametrize(
    "damage",
    [
        {"items": "lost"},
        {"issuer": {"name": "只有名称"}},
        {"date": "2022年9月5日"},
        {"total": 5},
        {"addressee": "\ue000"},
        {"addressee": "另一家公司"},
    ],
)
def test_data_that_do_not_give_the_stored_letter_do_not_stop_it(damage: dict[str, Any]) -> None:
    whole = issued(letters.TWO)
    odd = replace(whole, data={**whole.data, **damage})
    pdf, stored = together(odd, whole, odd)
    assert stored == 2
    assert text(pdf) == "\n".join([text(whole.pdf)] * 3)


def test_letters_of_an_earlier_version_lack_fields_and_are_printed_as_stored() -> None:
    whole = issued(letters.TWO)
    earlier = replace(whole, data={key: value for key, value in whole.data.items() if key != "to_others"})
    pdf, stored = together(earlier, earlier)
    assert stored == 2
    assert text(pdf) == "\n".join([text(whole.pdf)] * 2)


def test_a_letter_of_a_kind_that_only_a_newer_program_knows_is_printed_as_stored() -> None:
    whole = issued(letters.TWO)
    newer = replace(whole, row=replace(ROW, kind="newer"))
    pdf, stored = together(newer, whole)
    assert stored == 1
    assert text(pdf) == "\n".join([text(whole.pdf)] * 2)


@pytest.mark.parametrize("stored", [False, True])
def test_on_both_sides_every_letter_begins_on_a_sheet_of_its_own(stored: bool) -> None:
    documents = [issued(letters.CUT), issued(letters.TWO), issued(letters.CUT)]
    if stored:
        documents[0] = replace(documents[0], data={})
        documents[2] = replace(documents[2], data={})
    pdf, copied = together(*documents, both_sides=True)
    assert copied == 2 * stored
    found = ["".join(char["text"] for char in characters(page)) for page in pages(pdf)]
    assert [bool(words) for words in found] == [True, True, True, False, True, True, True, True, True, False]


def test_progress_is_told_and_what_it_raises_ends_the_work() -> None:
    told: list[int] = []

    def progress(done: int) -> None:
        told.append(done)
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        reprint([issued(letters.TWO)] * 4, progress)
    assert told == [1, 2]


def test_the_file_bears_the_office_and_the_last_date() -> None:
    later = replace(letters.TWO, date=date(2022, 10, 8))
    pdf, _ = together(issued(letters.TWO), issued(later))
    [info] = PDFDocument(PDFParser(io.BytesIO(pdf))).info
    assert info["Author"].decode("utf-16") == "云溪县市场监督管理局"
    assert info["CreationDate"] == b"D:20221008000000+08'00'"


def test_only_a_file_that_is_fit_for_archives_says_so() -> None:
    whole = issued(letters.TWO)
    assert violations(together(whole, whole)[0]) == set()
    mixed, stored = together(whole, replace(whole, data={}))
    assert stored == 1 and b"pdfaid" not in mixed
