"""Invented data of each kind of paper, to look at a template with, and the paper drawn from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.compose import facts, pages_by, template_from
from ipdesk.documents.letters.data import Data, thawed
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.page_mark import GREY, marked
from ipdesk.documents.letters.template import sample_part
from ipdesk.documents.typesetting.page_drawing import PageFile
from ipdesk.paths import resource

DRAFT = "样稿"


def sample_of(document: RegisteredDocument[Data]) -> Data:
    """Return the invented data of a kind; raises LetterDataError where the program brings none."""
    if (data := _data(document.template)) is None:
        raise LetterDataError(f"“{document.kind.name}”还没有示例数据，不能预览。")
    return thawed(document.data, data)


def has_sample(document: RegisteredDocument[Data]) -> bool:
    """Tell whether the program brings data of a kind."""
    return _data(document.template) is not None


@lru_cache(maxsize=64)
def _data(template: str) -> Mapping[str, Any] | None:
    """Return what the program's template brings; an office's own need not carry any."""
    data = sample_part(template, resource("letters", template).read_bytes())
    return data if isinstance(data, dict) else None


def draft_by(document: RegisteredDocument[Data], text: str) -> bytes:
    """Draw the sample of a kind by the text of a template, as a PDF marked 样稿; raises a DocumentError."""
    template, sample, file = template_from(document, text.encode()), sample_of(document), PageFile()
    file.add(pages_by(document, sample, template))
    return marked(file.finish(facts(document, sample)), DRAFT, GREY)
