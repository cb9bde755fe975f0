"""The register of documents: every kind in it can be set, under the id that the database keeps."""

from typing import Any

import pytest

from ipdesk.documents.letters.compose import LAYOUTS, template_of
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.registry import DOCUMENTS


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_its_template_comes_with_the_program_and_names_what_the_kind_knows(
    document: RegisteredDocument[Any],
) -> None:
    wording = template_of(document)
    assert (wording.file, wording.vocabulary) == (document.template, document.vocabulary)
    assert wording.body


def test_a_kind_stands_under_its_id_and_a_template_belongs_to_one() -> None:
    assert {key: document.kind.id for key, document in DOCUMENTS.items()} == {key: key for key in DOCUMENTS}
    assert len({document.template for document in DOCUMENTS.values()}) == len(DOCUMENTS)


def test_every_layout_is_laid_out() -> None:
    assert {*LAYOUTS} == {*Layout}


def test_the_letters_of_a_database_of_today_are_found_in_it() -> None:
    """What is kept with each letter must never be renamed: it could not be drawn anew then."""
    assert "award_notification" in DOCUMENTS
