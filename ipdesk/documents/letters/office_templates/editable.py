"""Every paper whose template an office may change: those that are issued, and the registers of a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.registers.of_year import REGISTERS
from ipdesk.documents.letters.registry import DOCUMENTS

EDITABLE: Mapping[str, RegisteredDocument[Any]] = {**DOCUMENTS, **REGISTERS}
"""By the id of the kind, which is what its file is called, too."""
