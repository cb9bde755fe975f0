"""What is wrong with the text of a template: read strictly, then filled with invented data."""

from __future__ import annotations

from typing import Any

from ipdesk.documents.errors import DocumentError, MissingGlyphError, TemplateError
from ipdesk.documents.letters.compose import template_from
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.office_templates.samples import draft_by, has_sample
from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.rules.source.findings import Finding, Severity

_KEYS = {"标题": "title", "主送": "addressee"}


def findings_of(document: RegisteredDocument[Any], text: str) -> tuple[Finding, ...]:
    """Return all that is wrong with the text of a template, by lines; nothing where it is good."""
    try:
        if has_sample(document):
            draft_by(document, text)
        else:
            template_from(document, text.encode())
    except MissingGlyphError as error:
        lines = {_line_with(text, glyph.character) for glyph in error.missing}
        return tuple(_finding(document, line, error.message) for line in sorted(lines))
    except TemplateError as error:
        found = error.findings or (_finding(document, 1, error.message),)
        return tuple(sorted((_placed(one, text) for one in found), key=lambda one: one.line))
    except DocumentError as error:  # how it lies on the page; titles alone can be at fault in a letter
        line = _line_with(text, "\ntitle:") + 1 if "标题" in error.message else 1
        return (_finding(document, line, error.message),)
    return ()


def refuse_faults(document: RegisteredDocument[Any], text: str) -> None:
    """Raise InvalidInput, with a sentence for each finding, where a text must not become a template."""
    if found := findings_of(document, text):
        raise InvalidInput(Problem("text", f"第 {one.line} 行：{one.message}") for one in found)


def _finding(document: RegisteredDocument[Any], line: int, message: str) -> Finding:
    return Finding(document.template, line, "", Severity.ERROR, "template", message)


def _placed(finding: Finding, text: str) -> Finding:
    """Return a finding at its line: one about title or addressee knows only that."""
    key = _KEYS.get(finding.clause)
    if key is None:
        return finding
    return finding._replace(clause="", line=_line_with(text, f"\n{key}:") + 1)


def _line_with(text: str, part: str) -> int:
    """Return the line on which a part first stands, 1 where it stands nowhere."""
    return text.count("\n", 0, max(text.find(part), 0)) + 1
