"""What a paper that is to be approved will call itself: who signs compares it with the paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ipdesk.documents.letters.template import source_of
from ipdesk.models.applications.approvals import APPROVED, BAR
from ipdesk.paths import resource

NO_PAPER = "（登记限制，不另发文书）"


def paper_title(kind: str, values: Mapping[str, str]) -> str:
    """Return the title of a kind of paper as it is printed; ``values`` fill it.

    An office that words a title otherwise finds the usual one here: a sheet is made before any template is
    read. Raises TemplateError for a bundled template that cannot be read.
    """
    if kind == BAR:
        return NO_PAPER
    title = _wording(kind)
    for name in ("programme_year", "paper"):
        title = title.replace(f"{{{name}}}", values[name])
    return title or APPROVED[kind]


@cache
def _wording(kind: str) -> str:
    data = source_of(resource("letters", f"{kind}.yaml")).data
    return str(data["title"]).replace("|", "") if isinstance(data, dict) else ""
