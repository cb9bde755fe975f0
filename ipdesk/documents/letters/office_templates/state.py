"""The templates that an office may change, each as it is now: the program's or its own, and if accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.office_templates.check import findings_of
from ipdesk.documents.letters.registers.of_year import REGISTERS
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.letters.template import wording_part
from ipdesk.paths import resource
from ipdesk.rules.source.findings import Finding, Severity
from ipdesk.rules.source.yaml_source import LARGEST, read_limited

EDITABLE: Mapping[str, RegisteredDocument[Any]] = {**DOCUMENTS, **REGISTERS}
"""Papers that are issued, and the registers of a year, by the id of the kind, as their files are called."""


@dataclass(frozen=True, slots=True)
class TemplateState:
    """The template of a kind in use. ``text`` is what its file says, ``bundled`` that of the program.

    ``own`` says that it is the office's. ``sha256`` is that of the office's file, "" for none. ``findings``
    are why it is refused; then no paper of the kind can be made.
    """

    document: RegisteredDocument[Any]
    own: bool
    text: str
    bundled: str
    sha256: str
    findings: tuple[Finding, ...]


def template_states(
    documents: Iterable[RegisteredDocument[Any]], folder: Path | None
) -> tuple[TemplateState, ...]:
    """Read the templates of kinds as they are now; takes a moment for each of the office's own."""
    return tuple(template_state(document, folder) for document in documents)


def template_state(document: RegisteredDocument[Any], folder: Path | None) -> TemplateState:
    """Read the template of one kind as it is now."""
    bundled = _text(resource("letters", document.template).read_bytes())
    path = folder / document.template if folder is not None else None
    if path is None or not path.exists():
        return TemplateState(document, False, bundled, bundled, "", ())
    try:
        data = read_limited(path)
        text = _text(data)
    except OSError:
        said = "本局的模板文件读不出来，可能正被另一个程序打开，或者没有权限。"
        return TemplateState(document, True, bundled, bundled, "", (_finding(document, said),))
    except UnicodeDecodeError:
        said = "本局的模板文件不是 UTF-8 编码，这里显示的是自带模板；请改好编码，或者改好后存为本局模板。"
        return TemplateState(document, True, bundled, bundled, _sha(data), (_finding(document, said),))
    if len(data) > LARGEST:
        said = "本局的模板文件太大，不像是文书模板；这里显示的是自带模板。"
        return TemplateState(document, True, bundled, bundled, "", (_finding(document, said),))
    return TemplateState(document, True, text, bundled, _sha(data), findings_of(document, text))


def _text(data: bytes) -> str:
    """Return what a clerk is shown of a template's file: its wording, not the data to look at it with."""
    return wording_part(data).decode("utf-8-sig").replace("\r\n", "\n")


def _finding(document: RegisteredDocument[Any], message: str) -> Finding:
    return Finding(document.template, 1, "", Severity.ERROR, "template", message)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
