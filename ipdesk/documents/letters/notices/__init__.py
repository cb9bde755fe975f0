"""The papers of a public notice: the list, the answer to an objection, the report, the inquiry beforehand."""
