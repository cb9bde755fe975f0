"""What the vocabulary says of facts that exclude each other."""

from __future__ import annotations

from pydantic import Field

from ipdesk.rules.source.strict_model import StrictModel, Words, is_number


class Contradiction(StrictModel):
    """Facts of one thing that cannot all be so, and the sentence on that, without an end mark.

    ``facts`` are what they say (one of several where a list stands), ``above`` are numbers over a bound: a
    figure, or another fact. It is said at the fact that is named last.
    """

    facts: dict[str, Words] = Field(default_factory=dict)
    above: dict[str, str] = Field(default_factory=dict)
    says: str

    @property
    def field(self) -> str:
        """Return the fact at which it is said."""
        return [*self.facts, *self.above][-1]

    @property
    def about(self) -> frozenset[str]:
        """Return all facts that it is about."""
        bounds = (bound for bound in self.above.values() if not is_number(bound))
        return frozenset((*self.facts, *self.above, *bounds))
