"""Pictures inside a PDF: PNG and JPEG as objects that pages draw, in the colour space of all papers."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.pdf.file import PdfFile, packed_stream

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_WIDE, MOST_HIGH = 1950, 2950
"""Pixels (px) that a page shows: 300 to an inch over the type area of a form."""

_NOT_SHOWN = "核查的图片有一张已损坏，印不出来。请撤销初审，换一张图片后再印。"
_OF_CAMERAS = ("JPEG", "MPO")  # as ``models.parsing.pictures`` reads their sides


@dataclass(frozen=True, slots=False)
class EmbeddedPicture:
    """A picture of a page by its bytes; two of the same bytes are one object of the file."""

    content: bytes

    @cached_property
    def name(self) -> str:
        """Return what pages call it."""
        return f"Im{hashlib.sha256(self.content).hexdigest()[:16]}"

    def embed(self, file: PdfFile) -> int:
        """Write it into a file; return its object. Raises DocumentError for what cannot be shown."""
        image = _opaque(self.content)
        head = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
        entries = f"{head}/ColorSpace/DeviceRGB/BitsPerComponent 8"
        return file.add(packed_stream(zlib.compress(image.tobytes(), 6), entries))


def _of_8_bits(image: Image) -> Image:
    """Return a picture of greys of 16 bits, as scanners make them, with 8: Pillow would make it all white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _opaque(content: bytes) -> Image:
    """Return a picture in RGB, upright, on white, with no more points than are seen on paper."""
    from PIL import Image, ImageOps  # only where a paper has pictures

    try:
        with Image.open(io.BytesIO(content)) as opened:
            upright = ImageOps.exif_transpose(opened) if opened.format in _OF_CAMERAS else opened
            image = _of_8_bits(upright).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as fault:  # all that Pillow raises for what it cannot read
        raise DocumentError(_NOT_SHOWN) from fault
    image.thumbnail((MOST_WIDE, MOST_HIGH))
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("RGB")
