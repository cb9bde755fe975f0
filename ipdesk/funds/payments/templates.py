"""The templates of banks that an office can choose from: those that came with the program, and its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.bank_template import BankTemplate
from ipdesk.paths import resource
from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.yaml_source import Source

_ID = re.compile("[A-Za-z0-9_-]{1,40}")
FOLDER = "banks"
"""The folder of an office's own templates in its data folder."""


class BankTemplates(NamedTuple):
    """The templates that can be used, the usual one first, and what is wrong with files that cannot.

    ``own`` are the ids of those that the office has its own files of.
    """

    usable: tuple[BankTemplate, ...]
    faults: tuple[Finding, ...] = ()
    own: frozenset[str] = frozenset()


def bank_templates(own: Path | None = None) -> BankTemplates:
    """Return the bundled templates and those of the folder ``own``, which need not exist.

    An own file named like a bundled one takes its place, also where it is refused: what the program would
    write instead is a sheet that the office has given up. Raises PackError for damage to a bundled file.
    """
    found = dict(_bundled())
    faults: list[Finding] = []
    files = tuple(_files(own)) if own is not None and own.is_dir() else ()
    for path in files:
        found.pop(path.stem, None)
        try:
            found[path.stem] = read_template(path.name, path.stem, path)
        except PackError as error:
            faults += error.findings
    return BankTemplates(tuple(found.values()), tuple(faults), frozenset(path.stem for path in files))


def read_template(name: str, stem: str, path: Path) -> BankTemplate:
    """Read the template of a file whose name without ending is ``stem``. Raises PackError."""
    try:
        source = Source.read(path)
    except OSError as error:
        raise PackError([_fault(name, 1, "unreadable", reason=str(error.strerror))]) from error
    template = read_model(BankTemplate, source)
    if template.id != stem:
        raise PackError([_fault(name, source.line(("id",)), "id", id=template.id, stem=stem)])
    return template


def template_of(name: str, data: bytes) -> BankTemplate:
    """Return the template that a file of that name holds, wherever it lies. Raises PackError."""
    source = Source.from_bytes(name, data)
    template = read_model(BankTemplate, source)
    if not _ID.fullmatch(template.id):
        raise PackError([_fault(name, source.line(("id",)), "id_form")])
    return template


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml"))


def _fault(name: str, line: int, code: str, **words: str) -> Finding:
    return Finding(name, line, "", Severity.ERROR, code, fund_phrases().bank_templates[code].format(**words))


@cache
def _bundled() -> tuple[tuple[str, BankTemplate], ...]:
    paths = sorted(
        resource("banks", "templates").glob("*.yaml"), key=lambda path: (path.stem != "office", path.stem)
    )
    return tuple((path.stem, read_template(path.name, path.stem, path)) for path in paths)
