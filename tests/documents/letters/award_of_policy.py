"""The letter about an award as an office with its policy writes it: apart, as it loads the policies."""

from datetime import date

from ipdesk.documents.letters.award.assemble import award_letter_for
from ipdesk.documents.letters.award.data import AwardLetter
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.models.records import ApplicationDetail, Office
from ipdesk.rules.evaluation.policy import Policy


def award_letter_of(detail: ApplicationDetail, office: Office, policy: Policy, day: date) -> AwardLetter:
    """Return the letter about an award that nothing but the office and its policy decides."""
    return award_letter_for(ApplicationSource(office, detail, policy, date=day), day)
