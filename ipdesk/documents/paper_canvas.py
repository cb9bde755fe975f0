"""A ReportLab canvas for set lines, rules and a mark across the page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from ipdesk.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH
from ipdesk.documents.pdf_font import EmbeddedFace, Face
from ipdesk.documents.typesetting import SetLine

Placed = tuple[SetLine, float]  # a line and the height of its baseline

# Page contents as bytes: the ASCII form is larger, and slow to write.
rl_config.useA85 = 0

BLACK = "0 0 0"
RED = "0.84 0.05 0.05"
PALE = "0.92 0.92 0.92"


class PaperCanvas:
    """One PDF in the making; the same drawing gives the same bytes, at any time and on any machine."""

    def __init__(self, title: str, author: str) -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="zh-CN"
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("ipdesk")
        self._faces: dict[Face, EmbeddedFace] = {}

    def lines(self, placed: Iterable[Placed], colour: str = BLACK) -> None:
        """Draw lines of text."""
        self._canvas.addLiteral("\n".join([f"{colour} rg BT", *self._text(placed), "0 Tc 100 Tz ET"]))

    def across(self, line: SetLine) -> None:
        """Draw a line large and pale across the page, under what comes later."""
        middle = f"0.866 0.5 -0.5 0.866 {PAGE_WIDTH / 2:.2f} {PAGE_HEIGHT / 2:.2f} cm"
        self._canvas.addLiteral(f"q {middle}")
        self.lines([(line, -line.size / 3)], PALE)
        self._canvas.addLiteral("Q")

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str = RED) -> None:
        """Draw a horizontal rule with its lower edge at ``y``."""
        self._canvas.addLiteral(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {thickness:.2f} re f")

    def end_page(self) -> None:
        """Finish a page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the document."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _text(self, placed: Iterable[Placed]) -> Iterator[str]:
        """Yield the operators of lines; face and spacing are only named where they change."""
        face: tuple[Face, float] | None = None
        spacing = ""
        narrow = 1.0
        for line, y in placed:
            if line.narrow != narrow:
                narrow = line.narrow
                yield f"{100 * narrow:.2f} Tz"
            for piece in line.pieces:
                embedded = self._faces.get(piece.face) or self._embed(piece.face)
                if face != (piece.face, line.size):
                    face = (piece.face, line.size)
                    yield f"/{embedded.internal_name} {line.size} Tf"
                if spacing != (wanted := f"{piece.spacing:.3f} Tc"):
                    spacing = wanted
                    yield wanted
                yield f"1 0 0 1 {line.x + piece.x:.2f} {y:.2f} Tm <{embedded.encode(piece.text)}> Tj"

    def _embed(self, face: Face) -> EmbeddedFace:
        name = f"P{len(self._faces) + 1}"
        embedded = self._faces[face] = EmbeddedFace(face, self._canvas._doc, name)  # type: ignore[attr-defined]
        return embedded
