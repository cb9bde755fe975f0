"""Every change of the schema, as steps up and down; which there are is told by the files in ``versions``.

An installation without these files could bring no database up to date, so that a list of them is not needed.
"""

from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent

REVISIONS = tuple(sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*_*.py")))
"""The revisions that this version of the program knows, the first first, without loading Alembic."""

HEAD = REVISIONS[-1]
"""The newest of them."""

TRIGGERS = frozenset(
    {
        "application_check_no_delete",
        "application_check_no_replace",
        "application_check_no_update",
        "archive_record_no_delete",
        "archive_record_no_replace",
        "archive_record_no_update",
        "archive_taken_out_no_delete",
        "archive_taken_out_no_replace",
        "archive_taken_out_no_update",
        "archived_pages_no_delete",
        "archived_pages_no_replace",
        "archived_pages_no_update",
        "audit_entry_no_delete",
        "audit_entry_no_replace",
        "audit_entry_no_update",
        "award_line_no_delete",
        "award_line_no_replace",
        "award_line_no_replace_by_update",
        "award_line_no_update",
        "award_reversal_no_delete",
        "award_reversal_no_replace",
        "award_reversal_no_update",
        "check_picture_no_delete",
        "check_picture_no_replace",
        "check_picture_no_update",
        "departure_no_delete",
        "departure_no_replace",
        "departure_no_update",
        "expert_score_no_delete",
        "expert_score_no_replace",
        "expert_score_no_update",
        "incoming_paper_no_delete",
        "incoming_paper_no_replace",
        "incoming_paper_no_update",
        "inquiry_no_delete",
        "inquiry_no_replace",
        "inquiry_no_replace_by_update",
        "inquiry_no_update",
        "letter_application_no_delete",
        "letter_application_no_replace",
        "letter_application_no_update",
        "letter_content_no_delete",
        "letter_content_no_replace",
        "letter_content_no_update",
        "letter_service_no_delete",
        "letter_service_no_replace",
        "letter_service_no_update",
        "letter_no_delete",
        "letter_no_replace",
        "letter_no_update",
        "objection_no_delete",
        "objection_no_replace",
        "objection_no_replace_by_update",
        "objection_no_update",
        "passed_bar_no_delete",
        "passed_bar_no_replace",
        "passed_bar_no_update",
        "reissued_letter_no_delete",
        "reissued_letter_no_replace",
        "reissued_letter_no_update",
        "voided_letter_no_delete",
        "voided_letter_no_replace",
        "voided_letter_no_update",
        "picture_no_delete",
        "picture_no_replace",
        "picture_no_update",
        "policy_pack_no_delete",
        "policy_pack_no_replace",
        "policy_pack_no_update",
        "proposal_line_no_delete",
        "proposal_line_no_replace",
        "proposal_line_no_update",
        "proposal_no_delete",
        "proposal_no_replace",
        "proposal_no_update",
        "public_notice_no_delete",
        "public_notice_no_replace",
        "public_notice_no_replace_by_update",
        "public_notice_no_update",
        "published_line_no_delete",
        "published_line_no_replace",
        "published_line_no_update",
        "returned_answer_no_delete",
        "returned_answer_no_replace",
        "returned_answer_no_update",
        "upper_answer_no_delete",
        "upper_answer_no_replace",
        "upper_answer_no_update",
    }
)
"""The triggers of the newest revision, which refuse changes of what stands. A step that rebuilds a table has
to make them anew."""
