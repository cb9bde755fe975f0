"""The page that draws the workflow says what its table says."""

from pathlib import Path

from ipdesk.models.workflow import State, Step
from ipdesk.models.workflow.drawing import page

DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_of_the_guide_is_the_one_of_the_table() -> None:
    written = (DOCS / "workflow.md").read_text(encoding="utf-8")
    assert written == page(), "write it anew: python -m ipdesk.models.workflow.drawing docs/workflow.md"


def test_every_state_and_every_arrow_is_drawn() -> None:
    drawn = page()
    assert all(f'state "{state.label}" as {state.value}' in drawn for state in State)
    arrows = [(source, step) for step in Step for source in step.sources]
    assert all(f"{source.value} --> {step.target.value}: {step.label}" in drawn for source, step in arrows)
