"""Whether what a form cites is typed somewhere: no paper against somebody goes out with a number alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.models import queries
from ipdesk.models.applications.quoted_rules import unquoted
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Field, ParagraphField, TextField


def say_unquoted(desk: Desk, detail: ApplicationDetail, policy: Policy, *fields: Field) -> None:
    """Have fields say, whenever another text stands there, which article they cite that is typed nowhere.

    Else it is said once everything else is typed: by the paper.
    """
    fault_of = unquoted_in(desk, detail, policy)
    for field in fields:
        editor = field.editor
        assert isinstance(editor, TextField | ParagraphField), editor
        editor.textChanged.connect(lambda *_, of=field, at=editor: of.set_error(fault_of(at.text())))
        field.set_error(fault_of(editor.text()))


def unquoted_in(desk: Desk, detail: ApplicationDetail, policy: Policy) -> Callable[[str], str]:
    """Return what says of a text which article it cites that is typed nowhere, as a sentence, else ""."""
    office, call = desk.read(queries.office), desk.read(queries.call_of, detail.application.call)
    assert office is not None, "asked at the first start"
    wordings: Mapping[str, str] = desk.read(queries.clause_wordings, policy.id)
    known = ApplicationSource(office, detail, policy, call=call, wordings=wordings).known_rules()
    return lambda text: unquoted(text, known)
