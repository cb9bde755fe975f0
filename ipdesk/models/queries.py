"""Everything that reads: functions of a session for ``Store.read``, answering plain records.

Use them as ``store.read(queries.applicant, 7)``. The functions load with their first use, because they bring
SQLAlchemy along: import this module, not the names in it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipdesk.models.reading.access import access_settings as access_settings
    from ipdesk.models.reading.access import open_recovery_codes as open_recovery_codes
    from ipdesk.models.reading.access import password as password
    from ipdesk.models.reading.achievements.lists import imported_lists as imported_lists
    from ipdesk.models.reading.achievements.lists import register_choices as register_choices
    from ipdesk.models.reading.achievements.lists import register_detail as register_detail
    from ipdesk.models.reading.achievements.lists import register_ids as register_ids
    from ipdesk.models.reading.achievements.lists import register_rows as register_rows
    from ipdesk.models.reading.achievements.lists import register_totals as register_totals
    from ipdesk.models.reading.achievements.register import applicants_by_number as applicants_by_number
    from ipdesk.models.reading.achievements.register import former_names as former_names
    from ipdesk.models.reading.achievements.register import known_holders as known_holders
    from ipdesk.models.reading.achievements.register import remembered_columns as remembered_columns
    from ipdesk.models.reading.achievements.register import standing_things as standing_things
    from ipdesk.models.reading.achievements.unapplied import unapplied_things as unapplied_things
    from ipdesk.models.reading.after_award.handlings import ending_handling as ending_handling
    from ipdesk.models.reading.after_award.handlings import known_signers as known_signers
    from ipdesk.models.reading.after_award.handlings import signers_of as signers_of
    from ipdesk.models.reading.after_award.handlings import submitted_replies as submitted_replies
    from ipdesk.models.reading.after_award.rules import former_consequences as former_consequences
    from ipdesk.models.reading.after_award.rules import lapse_basis as lapse_basis
    from ipdesk.models.reading.after_award.rules import recovery_bases as recovery_bases
    from ipdesk.models.reading.after_award.services import announced_by as announced_by
    from ipdesk.models.reading.after_award.services import announcements as announcements
    from ipdesk.models.reading.after_award.services import attempts as attempts
    from ipdesk.models.reading.after_award.services import served_days as served_days
    from ipdesk.models.reading.after_award.services import unserved_letters as unserved_letters
    from ipdesk.models.reading.applicants import accounts as accounts
    from ipdesk.models.reading.applicants import applicant as applicant
    from ipdesk.models.reading.applicants import applicant_detail as applicant_detail
    from ipdesk.models.reading.applicants import known_towns as known_towns
    from ipdesk.models.reading.applicants import received as received
    from ipdesk.models.reading.applicants import search_applicants as search_applicants
    from ipdesk.models.reading.applicants import similar_applicants as similar_applicants
    from ipdesk.models.reading.application_contents import any_minor as any_minor
    from ipdesk.models.reading.application_contents import count_referred as count_referred
    from ipdesk.models.reading.application_contents import kinds_of as kinds_of
    from ipdesk.models.reading.application_contents import without_owners as without_owners
    from ipdesk.models.reading.application_detail import application_by_number as application_by_number
    from ipdesk.models.reading.application_detail import application_detail as application_detail
    from ipdesk.models.reading.application_detail import newest_step as newest_step
    from ipdesk.models.reading.applications import application_ids as application_ids
    from ipdesk.models.reading.applications import application_rows as application_rows
    from ipdesk.models.reading.applications import filter_choices as filter_choices
    from ipdesk.models.reading.applications import state_counts as state_counts
    from ipdesk.models.reading.applications import totals as totals
    from ipdesk.models.reading.audit import audit_actions as audit_actions
    from ipdesk.models.reading.audit import audit_entries as audit_entries
    from ipdesk.models.reading.audit import audit_ids as audit_ids
    from ipdesk.models.reading.audit import audit_rows as audit_rows
    from ipdesk.models.reading.audit import chained_entries as chained_entries
    from ipdesk.models.reading.audit import changes_since as changes_since
    from ipdesk.models.reading.audit import check_chain as check_chain
    from ipdesk.models.reading.audit import last_audit_hash as last_audit_hash
    from ipdesk.models.reading.audit import last_entry as last_entry
    from ipdesk.models.reading.batches import last_batch as last_batch
    from ipdesk.models.reading.call_claims import call_claims as call_claims
    from ipdesk.models.reading.calls.answers import returned_answers as returned_answers
    from ipdesk.models.reading.calls.settled import standing_settlement as standing_settlement
    from ipdesk.models.reading.calls.stored import call_changes as call_changes
    from ipdesk.models.reading.calls.stored import call_of as call_of
    from ipdesk.models.reading.calls.stored import calls as calls
    from ipdesk.models.reading.calls.sums import call_sums as call_sums
    from ipdesk.models.reading.checks import all_looked_up as all_looked_up
    from ipdesk.models.reading.checks import checks as checks
    from ipdesk.models.reading.checks import kept_picture as kept_picture
    from ipdesk.models.reading.corrections import corrections as corrections
    from ipdesk.models.reading.decision.meetings import minutes_kept as minutes_kept
    from ipdesk.models.reading.decision.meetings import minutes_used_last as minutes_used_last
    from ipdesk.models.reading.decision.proposals import departures as departures
    from ipdesk.models.reading.decision.proposals import proposal as proposal
    from ipdesk.models.reading.deletion import deletion_fault as deletion_fault
    from ipdesk.models.reading.drafts import decision_draft as decision_draft
    from ipdesk.models.reading.drafts import draft as draft
    from ipdesk.models.reading.drafts import drafts_of as drafts_of
    from ipdesk.models.reading.drafts import last_policy as last_policy
    from ipdesk.models.reading.drafts import review_draft as review_draft
    from ipdesk.models.reading.eligibility.bars import barred_applicants as barred_applicants
    from ipdesk.models.reading.eligibility.bars import bars as bars
    from ipdesk.models.reading.eligibility.bars import passed_bars as passed_bars
    from ipdesk.models.reading.eligibility.condition_checks import condition_checks as condition_checks
    from ipdesk.models.reading.eligibility.condition_checks import unmet_conditions as unmet_conditions
    from ipdesk.models.reading.eligibility.foreseen import foreseen_refusal as foreseen_refusal
    from ipdesk.models.reading.eligibility.on_file import on_file as on_file
    from ipdesk.models.reading.eligibility.recusals import recusal_of as recusal_of
    from ipdesk.models.reading.eligibility.recusals import recusals as recusals
    from ipdesk.models.reading.funds.batch_facts import batch_findings as batch_findings
    from ipdesk.models.reading.funds.batches import batch_lines as batch_lines
    from ipdesk.models.reading.funds.batches import count_unsent_batches as count_unsent_batches
    from ipdesk.models.reading.funds.batches import payment_batch as payment_batch
    from ipdesk.models.reading.funds.batches import payment_batches as payment_batches
    from ipdesk.models.reading.funds.batches import sent_payments as sent_payments
    from ipdesk.models.reading.funds.batches import vouchers as vouchers
    from ipdesk.models.reading.funds.books import broken_books as broken_books
    from ipdesk.models.reading.funds.books import fund_books as fund_books
    from ipdesk.models.reading.funds.books import fund_postings as fund_postings
    from ipdesk.models.reading.funds.came_back import came_back as came_back
    from ipdesk.models.reading.funds.ceilings import ceiling_used as ceiling_used
    from ipdesk.models.reading.funds.ceilings import ceilings as ceilings
    from ipdesk.models.reading.funds.charges import award_channel as award_channel
    from ipdesk.models.reading.funds.charges import award_payments as award_payments
    from ipdesk.models.reading.funds.charges import call_charges as call_charges
    from ipdesk.models.reading.funds.charges import charged_applications as charged_applications
    from ipdesk.models.reading.funds.charges import charged_grants as charged_grants
    from ipdesk.models.reading.funds.charges import charged_place as charged_place
    from ipdesk.models.reading.funds.charges import paid_of_applicant as paid_of_applicant
    from ipdesk.models.reading.funds.dues import fund_dues as fund_dues
    from ipdesk.models.reading.funds.figures import fund_figures as fund_figures
    from ipdesk.models.reading.funds.figures import grant_figures as grant_figures
    from ipdesk.models.reading.funds.fund_form import fund_data as fund_data
    from ipdesk.models.reading.funds.funds import fund as fund
    from ipdesk.models.reading.funds.funds import fund_grants as fund_grants
    from ipdesk.models.reading.funds.funds import fund_papers as fund_papers
    from ipdesk.models.reading.funds.funds import fund_payments as fund_payments
    from ipdesk.models.reading.funds.funds import fund_tasks as fund_tasks
    from ipdesk.models.reading.funds.funds import funds as funds
    from ipdesk.models.reading.funds.funds import grant_payments as grant_payments
    from ipdesk.models.reading.funds.funds import task_grants as task_grants
    from ipdesk.models.reading.funds.payable import payable_grants as payable_grants
    from ipdesk.models.reading.funds.payment_rows import fund_payment_rows as fund_payment_rows
    from ipdesk.models.reading.funds.payment_rows import task_payment_rows as task_payment_rows
    from ipdesk.models.reading.funds.payment_states import payment_standings as payment_standings
    from ipdesk.models.reading.funds.posting_rows import task_postings as task_postings
    from ipdesk.models.reading.funds.projects import fund_projects as fund_projects
    from ipdesk.models.reading.funds.projects import funding_parts as funding_parts
    from ipdesk.models.reading.funds.projects import project as project
    from ipdesk.models.reading.funds.projects import task_projects as task_projects
    from ipdesk.models.reading.funds.unposted_returns import unposted_returns as unposted_returns
    from ipdesk.models.reading.funds.untaken import untaken_refusal as untaken_refusal
    from ipdesk.models.reading.funds.years import fund_year_entries as fund_year_entries
    from ipdesk.models.reading.global_search import find_anything as find_anything
    from ipdesk.models.reading.history import awaiting_decision as awaiting_decision
    from ipdesk.models.reading.history import history as history
    from ipdesk.models.reading.history import items_of as items_of
    from ipdesk.models.reading.history import open_holders as open_holders
    from ipdesk.models.reading.letters import applications_of as applications_of
    from ipdesk.models.reading.letters import awaiting as awaiting
    from ipdesk.models.reading.letters import awaiting_each as awaiting_each
    from ipdesk.models.reading.letters import letter as letter
    from ipdesk.models.reading.letters import letters as letters
    from ipdesk.models.reading.letters import next_letter_number as next_letter_number
    from ipdesk.models.reading.letters import next_letter_numbers as next_letter_numbers
    from ipdesk.models.reading.materials.files import attached_files as attached_files
    from ipdesk.models.reading.materials.files import kept_files as kept_files
    from ipdesk.models.reading.office import minutes_from as minutes_from
    from ipdesk.models.reading.office import office as office
    from ipdesk.models.reading.office import procedure as procedure
    from ipdesk.models.reading.packs import clause_wordings as clause_wordings
    from ipdesk.models.reading.packs import policy_uses as policy_uses
    from ipdesk.models.reading.packs import stored_pack as stored_pack
    from ipdesk.models.reading.packs import unquoted_rules as unquoted_rules
    from ipdesk.models.reading.people import persons as persons
    from ipdesk.models.reading.people import roles_of as roles_of
    from ipdesk.models.reading.people import staff as staff
    from ipdesk.models.reading.periods.calendar import announced_years as announced_years
    from ipdesk.models.reading.periods.calendar import own_days as own_days
    from ipdesk.models.reading.periods.calendar import working_days as working_days
    from ipdesk.models.reading.periods.deadlines import deadlines as deadlines
    from ipdesk.models.reading.public_notices.candidates import candidates as candidates
    from ipdesk.models.reading.public_notices.candidates import to_be_proposed_anew as to_be_proposed_anew
    from ipdesk.models.reading.public_notices.earlier import earlier_notices as earlier_notices
    from ipdesk.models.reading.public_notices.inquiries import inquiries as inquiries
    from ipdesk.models.reading.public_notices.notices import last_day_of as last_day_of
    from ipdesk.models.reading.public_notices.notices import last_details as last_details
    from ipdesk.models.reading.public_notices.notices import notice_of as notice_of
    from ipdesk.models.reading.public_notices.notices import public_notice as public_notice
    from ipdesk.models.reading.public_notices.notices import public_notices as public_notices
    from ipdesk.models.reading.public_notices.of_application import (
        all_published_before as all_published_before,
    )
    from ipdesk.models.reading.public_notices.of_application import notices_of as notices_of
    from ipdesk.models.reading.public_notices.of_application import running_notices as running_notices
    from ipdesk.models.reading.public_notices.publishable import count_open_notices as count_open_notices
    from ipdesk.models.reading.public_notices.publishable import count_shown as count_shown
    from ipdesk.models.reading.public_notices.publishable import proposed as proposed
    from ipdesk.models.reading.public_notices.publishable import proposed_later_fault as proposed_later_fault
    from ipdesk.models.reading.public_notices.publishable import publishable as publishable
    from ipdesk.models.reading.recheck import recheck_case as recheck_case
    from ipdesk.models.reading.recheck import recheck_ids as recheck_ids
    from ipdesk.models.reading.voiding import void_refusal as void_refusal

_HOME = {
    "access": ("access_settings", "open_recovery_codes", "password"),
    "after_award.handlings": ("ending_handling", "known_signers", "signers_of", "submitted_replies"),
    "after_award.rules": ("former_consequences", "lapse_basis", "recovery_bases"),
    "after_award.services": ("announced_by", "announcements", "attempts", "served_days", "unserved_letters"),
    "applicants": (
        "accounts",
        "applicant",
        "applicant_detail",
        "known_towns",
        "received",
        "search_applicants",
        "similar_applicants",
    ),
    "application_contents": ("any_minor", "count_referred", "kinds_of", "without_owners"),
    "application_detail": ("application_by_number", "application_detail", "newest_step"),
    "applications": ("application_ids", "application_rows", "filter_choices", "state_counts", "totals"),
    "audit": (
        "audit_actions",
        "audit_entries",
        "audit_ids",
        "audit_rows",
        "chained_entries",
        "changes_since",
        "check_chain",
        "last_audit_hash",
        "last_entry",
    ),
    "voiding": ("void_refusal",),
    "eligibility.bars": ("barred_applicants", "bars", "passed_bars"),
    "batches": ("last_batch",),
    "periods.calendar": ("announced_years", "own_days", "working_days"),
    "call_claims": ("call_claims",),
    "calls.settled": ("standing_settlement",),
    "calls.answers": ("returned_answers",),
    "calls.stored": ("call_changes", "call_of", "calls"),
    "calls.sums": ("call_sums",),
    "checks": ("all_looked_up", "checks", "kept_picture"),
    "eligibility.condition_checks": ("condition_checks", "unmet_conditions"),
    "corrections": ("corrections",),
    "periods.deadlines": ("deadlines",),
    "deletion": ("deletion_fault",),
    "drafts": ("decision_draft", "draft", "drafts_of", "last_policy", "review_draft"),
    "funds.batch_facts": ("batch_findings",),
    "funds.batches": (
        "batch_lines",
        "count_unsent_batches",
        "payment_batch",
        "payment_batches",
        "sent_payments",
        "vouchers",
    ),
    "funds.payment_rows": ("fund_payment_rows", "task_payment_rows"),
    "funds.payment_states": ("payment_standings",),
    "funds.payable": ("payable_grants",),
    "funds.books": ("broken_books", "fund_books", "fund_postings"),
    "funds.came_back": ("came_back",),
    "funds.ceilings": ("ceiling_used", "ceilings"),
    "funds.charges": (
        "award_channel",
        "award_payments",
        "call_charges",
        "charged_applications",
        "charged_grants",
        "charged_place",
        "paid_of_applicant",
    ),
    "funds.dues": ("fund_dues",),
    "funds.unposted_returns": ("unposted_returns",),
    "funds.figures": ("fund_figures", "grant_figures"),
    "funds.funds": (
        "fund",
        "fund_grants",
        "fund_papers",
        "fund_payments",
        "fund_tasks",
        "funds",
        "grant_payments",
        "task_grants",
    ),
    "funds.fund_form": ("fund_data",),
    "funds.posting_rows": ("task_postings",),
    "funds.projects": ("fund_projects", "funding_parts", "project", "task_projects"),
    "funds.years": ("fund_year_entries",),
    "achievements.lists": (
        "imported_lists",
        "register_choices",
        "register_detail",
        "register_ids",
        "register_rows",
        "register_totals",
    ),
    "achievements.unapplied": ("unapplied_things",),
    "achievements.register": (
        "applicants_by_number",
        "former_names",
        "known_holders",
        "remembered_columns",
        "standing_things",
    ),
    "global_search": ("find_anything",),
    "eligibility.on_file": ("on_file",),
    "history": ("awaiting_decision", "history", "items_of", "open_holders"),
    "letters": (
        "applications_of",
        "awaiting",
        "awaiting_each",
        "letter",
        "letters",
        "next_letter_number",
        "next_letter_numbers",
    ),
    "materials.files": ("attached_files", "kept_files"),
    "office": ("minutes_from", "office", "procedure"),
    "packs": ("clause_wordings", "policy_uses", "stored_pack", "unquoted_rules"),
    "people": ("persons", "roles_of", "staff"),
    "decision.meetings": ("minutes_kept", "minutes_used_last"),
    "decision.proposals": ("departures", "proposal"),
    "public_notices.candidates": ("candidates", "to_be_proposed_anew"),
    "public_notices.earlier": ("earlier_notices",),
    "public_notices.inquiries": ("inquiries",),
    "public_notices.notices": ("last_day_of", "last_details", "notice_of", "public_notice", "public_notices"),
    "public_notices.of_application": ("all_published_before", "notices_of", "running_notices"),
    "public_notices.publishable": (
        "count_open_notices",
        "count_shown",
        "proposed",
        "proposed_later_fault",
        "publishable",
    ),
    "recheck": ("recheck_case", "recheck_ids"),
    "eligibility.foreseen": ("foreseen_refusal",),
    "funds.untaken": ("untaken_refusal",),
    "eligibility.recusals": ("recusal_of", "recusals"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Load the query on its first use."""
    if name not in _MODULE_OF:
        raise AttributeError(name)
    module = importlib.import_module(f"ipdesk.models.reading.{_MODULE_OF[name]}")
    return getattr(module, name)
