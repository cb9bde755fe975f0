"""The register of documents: every kind in it can be set, under the id that the database keeps."""

import re
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from ipdesk.documents.letters.compose import LAYOUTS, template_of
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.paths import resource
from tests.documents.letters import papers
from tests.documents.pdf_words import words


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_its_template_comes_with_the_program_and_names_what_the_kind_knows(
    document: RegisteredDocument[Any],
) -> None:
    wording = template_of(document)
    assert (wording.file, wording.vocabulary) == (document.template, document.vocabulary)
    assert wording.body


def test_last_days_are_told_alike() -> None:
    """A last day is a day on which one may still act, in every letter in the same words."""
    asked = 0
    for document in DOCUMENTS.values():
        wording = resource("letters", document.template).read_text(encoding="utf-8")
        last = [name for name, label in document.vocabulary.names.items() if "截止日期" in label]
        for name in last:
            for after in re.findall(rf"\{{{name}\}}(.{{6}})", wording):
                assert re.match("（含当日）[前止]", after), (document.kind.name, name, after)
                asked += 1
    assert asked > len(("补正", "视为撤回", "不予受理", "追回", "催领", "逾期未领", "征求意见"))


def test_a_kind_stands_under_its_id_and_a_template_belongs_to_one() -> None:
    assert {key: document.kind.id for key, document in DOCUMENTS.items()} == {key: key for key in DOCUMENTS}
    assert len({document.template for document in DOCUMENTS.values()}) == len(DOCUMENTS)


def test_every_layout_is_laid_out() -> None:
    assert {*LAYOUTS} == {*Layout}


def test_the_letters_of_a_database_of_today_are_found_in_it() -> None:
    """What is kept with each letter must never be renamed: it could not be drawn anew then."""
    assert "award_notification" in DOCUMENTS


PERSONAL = {
    "account": "account", "account_number": "account", "address": "address", "place": "address",
    "telephone": "telephone", "guardian_identity": "guardian_identity",
    "guardian_telephone": "guardian_telephone",
}  # fmt: skip
"""Fields of data that stand whole in a paper where it prints them, by what the audit log calls them."""
OF_THE_OFFICE = ("issuer", "contact")


def printed_of_somebody(letter: LetterData) -> set[str]:
    """Return which personal values of a paper's data stand whole in it, those of the office left out."""
    held = (getattr(letter, one.name) for one in fields(letter) if one.name not in OF_THE_OFFICE)
    parts = [letter, *(part for value in held for part in listed(value) if is_dataclass(part))]
    given = {
        (PERSONAL[one.name], value)
        for part in parts
        for one in fields(part)
        if one.name in PERSONAL and (value := getattr(part, one.name))
    }
    said = squeezed(words(papers.render(letter))) if given else ""
    return {name for name, value in given if squeezed(value) in said}


def listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_kind_knows_what_stands_whole_in_it_of_a_person() -> None:
    """Who sees such a paper is written down in the audit log, and what of whom."""
    told: dict[str, set[str]] = {}
    for letter in papers.ALL.values():
        told.setdefault(papers.DOCUMENT[type(letter)].kind.id, set()).update(printed_of_somebody(letter))
    assert len([kind for kind, named in told.items() if named]) > 5
    untold = {kind: named - DOCUMENTS[kind].kind.shows for kind, named in told.items()}
    assert {kind: named for kind, named in untold.items() if named} == {}
