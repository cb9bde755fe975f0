"""What the reference and the checker say of models, fields, outcomes and reasons, kept as data."""

from __future__ import annotations

from functools import lru_cache

from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class ModelText(StrictModel):
    """What the reference says of one model and of each of its fields, by the key written in a pack."""

    name: str
    text: str
    fields: dict[str, str]


class ReferenceText(StrictModel):
    """All words of the reference: headings and types by name, models by class, outcomes by code."""

    words: dict[str, str]
    types: dict[str, str]
    models: dict[str, ModelText]
    statuses: dict[str, str]
    warnings: dict[str, str]
    notices: dict[str, str]


@lru_cache(maxsize=1)
def reference_text() -> ReferenceText:
    """Return the words of the reference; raises PackError when the file is damaged."""
    return read_model(ReferenceText, Source.read(resource("phrases", "pack_reference.yaml")))
