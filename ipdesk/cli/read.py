"""``ipdesk read``: what certificates say, one JSON line for each paper; nothing is written anywhere."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipdesk.cli.common import unreadable

if TYPE_CHECKING:
    from ipdesk.models.recognition.document_form import DocumentForm
    from ipdesk.models.recognition.read_documents import ReadDocument


def run(paths: Sequence[Path], data_dir: Path | None) -> int:
    """Read files and print what they are and say.

    Returns the exit code: 0, or 1 where a file could not be read or holds nothing that is known.
    """
    from ipdesk.models.recognition.document_form import FOLDER, document_forms
    from ipdesk.rules.source.findings import PackError

    try:
        forms = document_forms(data_dir / FOLDER if data_dir is not None else None)
    except PackError as error:
        for finding in error.findings:
            print(finding, file=sys.stderr)
        return 1
    known = True
    for path in paths:
        for line in _lines(path, forms):
            known &= line["document"] is not None
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return int(not known)


def _lines(path: Path, forms: Sequence[DocumentForm]) -> Iterator[Mapping[str, Any]]:
    """Yield a line for each paper of a file, and one that says what was not read of it."""
    from ipdesk.documents.errors import DocumentError
    from ipdesk.documents.recognition.read_file import read_file

    try:
        papers, left = read_file(path.read_bytes(), forms, datetime.date.today())
    except OSError as error:
        yield _unknown(path, unreadable(path, error))
    except DocumentError as error:
        yield _unknown(path, error.message)
    else:
        for paper in papers:
            yield {"file": str(path), "document": paper.form.id, "values": _values(paper)}
        if left:
            yield _unknown(path, left)


def _unknown(path: Path, reason: str) -> Mapping[str, Any]:
    return {"file": str(path), "document": None, "values": [], "reason": reason}


def _values(paper: ReadDocument) -> list[Mapping[str, Any]]:
    return [
        {
            "fact": one.fact,
            "value": one.value,
            "page": one.passage.page,
            "passage": one.passage.text,
            "doubt": one.doubt,
        }
        for one in paper.values
    ]
