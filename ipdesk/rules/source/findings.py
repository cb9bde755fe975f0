"""Findings about a pack: data first, a Chinese sentence second."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether a pack with this finding may be used."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def word(self) -> str:
        """Name the severity in Chinese, as it stands before the sentence of a finding."""
        return "错误" if self is Severity.ERROR else "提醒"


class Finding(NamedTuple):
    """One remark about a pack file: where (``line`` counts from 1), which clause, and what to do about it.

    ``details`` are further lines that explain it, each indented as it is to be shown.
    """

    file: str
    line: int
    clause: str
    severity: Severity
    code: str
    message: str
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the finding as one line for a terminal or a log, without its details."""
        clause = f" {self.clause}" if self.clause else ""
        return f"{self.file}:{self.line}:{clause} {self.severity.word}：{self.message}"


class PackError(Exception):
    """A pack that cannot be used; ``findings`` says everything that is wrong with it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings in the order of the file."""
        self.findings = tuple(sorted(findings, key=lambda finding: finding.line))
        super().__init__("\n".join(str(finding) for finding in self.findings))
