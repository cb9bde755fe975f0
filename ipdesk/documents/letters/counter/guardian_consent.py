"""The consent 监护人同意书 of who acts for an applicant under 18, prefilled at the counter, to be signed.

Sources: 民法典 art. 20, 23, 34, 35 (a guardian acts, and only for the child), 个人信息保护法 art. 28 to 31.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.applicant_fields import (
    FORM_CONDITIONS,
    FORM_NAMES,
    ApplicantFields,
    form_conditions,
    form_values,
)
from ipdesk.documents.letters.application_letter import ApplicationLetter, application_fields
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.form_data import REQUESTED, RequestedLine, requested_member
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.records import ApplicationFilter, DocumentKind, Mark
from ipdesk.models.workflow import FIRST, State

OF_AGE = "申请人已满18周岁，不需要监护人同意书。"
STATES = (FIRST, State.ACCEPTED, State.CORRECTION)


@dataclass(frozen=True, slots=True)
class GuardianConsent(ApplicationLetter):
    """A consent, with what is known of the applicant and of its guardian.

    ``public_name`` is how a public notice will call the child, ``lines`` are the items that it will print,
    each with its sum as far as that is known.
    """

    applicant: ApplicantFields
    public_name: str
    lines: tuple[RequestedLine, ...]


VOCABULARY = TemplateVocabulary(
    names={
        **FORM_NAMES,
        "public_name": "公示时的姓名",
    },
    lists={"lines": REQUESTED},
    conditions=FORM_CONDITIONS,
    amounts={"lines": ("sum",)},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> GuardianConsent:
    # Only a new one asks the policy.
    from ipdesk.documents.letters.form_lines import applicant_fields, readable_form, requested
    from ipdesk.models.public_notices.assemble import public_name

    given = source.detail.applicant
    applicant = applicant_fields(source.detail.applicant, source.policy, date)
    if not applicant.minor:
        raise LetterDataError(OF_AGE)
    shown = public_name(given.name, given.identity, date, person=True)
    return GuardianConsent(
        **application_fields(source),
        number=number,
        date=date,
        applicant=applicant,
        public_name=shown,
        lines=tuple(requested(readable_form(source), source.policy, source.detail.applicant.name)),
    )


def content(consent: GuardianConsent) -> Content:
    """Return what fills the template."""
    return Content(
        {**form_values(consent, consent.applicant), "public_name": phrase(consent.public_name)},
        {"lines": [requested_member(line) for line in consent.lines]},
        form_conditions(consent, consent.applicant),
    )


GUARDIAN_CONSENT = RegisteredDocument(
    kind=DocumentKind(
        "guardian_consent",
        "监护人同意书",
        states=STATES,
        series=None,
        shows=frozenset({"account", "address", "guardian_identity", "guardian_telephone", "identity"}),
    ),
    template="guardian_consent.yaml",
    vocabulary=VOCABULARY,
    data=GuardianConsent,
    build=_build,
    content=content,
    wanted=ApplicationFilter(mark=Mark.MINOR),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    from_form=True,
)
"""The consent 监护人同意书, handed in with the application of somebody under 18."""
