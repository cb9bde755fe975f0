"""Every change of the schema, as steps up and down; ``HEAD`` is the newest (a test holds it to that)."""

HEAD = "0012"

TRIGGERS = frozenset(
    {
        "audit_entry_no_delete",
        "audit_entry_no_replace",
        "audit_entry_no_update",
        "award_line_no_delete",
        "award_line_no_replace",
        "award_line_no_replace_by_update",
        "award_line_no_update",
        "letter_content_no_delete",
        "letter_content_no_replace",
        "letter_content_no_update",
        "letter_no_delete",
        "letter_no_replace",
        "letter_no_update",
        "policy_pack_no_delete",
        "policy_pack_no_replace",
        "policy_pack_no_update",
    }
)
"""The triggers of the newest revision, which refuse changes of what stands. A step that rebuilds a table has
to make them anew."""
