"""The papers of a proposal 拟资助: the sheet of experts' scores, and the summary for the meeting."""
