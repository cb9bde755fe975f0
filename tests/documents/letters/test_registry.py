"""The register of documents: every kind in it can be set, under the id that the database keeps."""

import re
from typing import Any

import pytest

from ipdesk.documents.letters.compose import LAYOUTS, template_of
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.paths import resource


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
