"""Whether what a form cites is typed somewhere: no paper against somebody goes out with a number alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.models import queries
from ipdesk.models.applications.quoted_rules import RuleTexts, UntypedRule, untyped
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applications.after_award.rule_text_dialog import RuleTextDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Button, Field
from ipdesk.ui.widgets.fields.entries import entry


class CitedRules:
    """Watches fields for articles that are typed nowhere, and has them typed from there.

    Else it is said once everything else is typed: by the paper, whose text would be lost on the way.
    """

    def __init__(self, desk: Desk, detail: ApplicationDetail, policy: Policy) -> None:
        self._desk, self._detail, self._policy = desk, detail, policy
        self._watched: list[Callable[[], None]] = []
        self._read()

    def _read(self) -> None:
        office = self._desk.read(queries.office)
        call = self._desk.read(queries.call_of, self._detail.application.call)
        assert office is not None, "asked at the first start"
        wordings: Mapping[str, str] = self._desk.read(queries.clause_wordings, self._policy.id)
        source = ApplicationSource(office, self._detail, self._policy, call=call, wordings=wordings)
        self._known: RuleTexts = source.known_rules()

    def fault(self, text: str) -> str:
        """Say which article a text cites that is typed nowhere, "" for none."""
        return str(self.untyped(text) or "")

    def untyped(self, text: str) -> UntypedRule | None:
        """Return the article that a text cites and nobody has typed, None for none."""
        return untyped(text, self._known)

    def watch(self, *fields: Field) -> None:
        """Have fields say it of every text, with the way to type what lacks."""
        for field in fields:
            self.lead_on(field, partial(self._lacking, field))
            field.watch(self.fault)
            self._watched.append(field.judge)

    def _lacking(self, field: Field) -> UntypedRule | None:
        return self.untyped(str(entry(field.editor) or ""))

    def lead_on(self, field: Field, lacks: Callable[[], UntypedRule | None]) -> None:
        """Offer below a field, while that is at fault and something ``lacks``, to type it."""
        button = Button(_tr("录入原文…"), "quiet")
        self._desk.guard(Permission.ADMINISTER, button)
        button.clicked.connect(lambda: self._ask(field, lacks()))
        field.lead_out_by(button, lambda: lacks() is not None)

    def call_again(self, judge: Callable[[], None]) -> None:
        """Have something judged anew once an article was typed."""
        self._watched.append(judge)

    def _ask(self, field: Field, rule: UntypedRule | None) -> None:
        if rule is not None:
            asking = RuleTextDialog(self._desk, self._detail, self._policy, rule, self._typed, field.window())
            asking.open_once()

    def _typed(self, _: object) -> None:
        self._read()
        for judge in self._watched:
            judge()


def say_unquoted(desk: Desk, detail: ApplicationDetail, policy: Policy, *fields: Field) -> CitedRules:
    """Have fields say, whenever another text stands there, which article they cite that is typed nowhere."""
    cited = CitedRules(desk, detail, policy)
    cited.watch(*fields)
    return cited


def _tr(text: str) -> str:
    return QCoreApplication.translate("CitedRules", text)
