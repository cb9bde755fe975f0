"""Invented data of each kind of paper, to look at a template with, and the paper drawn from them."""

from __future__ import annotations

import json
from functools import lru_cache

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.compose import facts, pages_by, template_from
from ipdesk.documents.letters.data import Data, thawed
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.page_mark import GREY, marked
from ipdesk.documents.typesetting.page_drawing import PageFile
from ipdesk.paths import resource

DRAFT = "样稿"


def sample_of(document: RegisteredDocument[Data]) -> Data:
    """Return the invented data of a kind; raises LetterDataError where the program brings none."""
    try:
        text = _text(document.kind.id)
    except FileNotFoundError as error:
        raise LetterDataError(f"“{document.kind.name}”还没有示例数据，不能预览。") from error
    return thawed(document.data, json.loads(text))


def has_sample(document: RegisteredDocument[Data]) -> bool:
    """Tell whether the program brings data of a kind."""
    try:
        return bool(_text(document.kind.id))
    except FileNotFoundError:
        return False


@lru_cache(maxsize=64)
def _text(kind: str) -> str:
    return resource("letters", "samples", f"{kind}.json").read_text(encoding="utf-8")


def draft_by(document: RegisteredDocument[Data], text: str) -> bytes:
    """Draw the sample of a kind by the text of a template, as a PDF marked 样稿; raises a DocumentError."""
    template, sample, file = template_from(document, text.encode()), sample_of(document), PageFile()
    file.add(pages_by(document, sample, template))
    return marked(file.finish(facts(document, sample)), DRAFT, GREY)
