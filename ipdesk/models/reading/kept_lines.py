"""What the rules said of a line, read from the row that keeps it."""

from __future__ import annotations

from ipdesk.models.evaluation.explanation import line_of
from ipdesk.models.tables import AwardEntry, ProposalLineEntry
from ipdesk.rules.core.result import Line


def kept_line(entry: AwardEntry | ProposalLineEntry) -> Line:
    """Return the line as the rules produced it."""
    columns = {
        "achievement": entry.key,
        "rule": entry.rule,
        "article": entry.article,
        "status": entry.status,
        "computed": entry.computed,
        "amount": entry.amount,
    }
    return line_of(columns, entry.explanation)
