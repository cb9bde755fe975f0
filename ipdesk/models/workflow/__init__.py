"""The workflow of an application 办理流程: its states, the steps between them, which of them an office uses.

Pure data: the store takes steps, the window shows them, and both ask here. A further state or step is a row.
The source is the office's procedure: 草稿 to 已下达, with its side exits.
"""

from ipdesk.models.workflow.acts import Act
from ipdesk.models.workflow.handlings import HandlingMove, HandlingState
from ipdesk.models.workflow.procedure import SHORTEST, WHOLE, Procedure
from ipdesk.models.workflow.states import (
    COURSES,
    DECIDABLE,
    DECIDED,
    EDITABLE,
    ENDED_UNACCEPTED,
    ENDED_UNCORRECTED,
    ENDED_WITHDRAWN,
    EVALUATED,
    FIRST,
    LAST,
    OPEN,
    STAGES,
    STANDING,
    Level,
    State,
)
from ipdesk.models.workflow.steps import Given, Step

__all__ = [
    "COURSES",
    "DECIDABLE",
    "DECIDED",
    "EDITABLE",
    "ENDED_UNACCEPTED",
    "ENDED_UNCORRECTED",
    "ENDED_WITHDRAWN",
    "EVALUATED",
    "FIRST",
    "LAST",
    "OPEN",
    "SHORTEST",
    "STAGES",
    "STANDING",
    "WHOLE",
    "Act",
    "Given",
    "HandlingMove",
    "HandlingState",
    "Level",
    "Procedure",
    "State",
    "Step",
]
