"""Pages as pictures, and pictures on pages."""

import io
import zlib

import pytest
from PIL import Image, PngImagePlugin

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.pdf.embedded_pictures import EmbeddedPicture
from ipdesk.documents.pdf.file import PdfFile
from ipdesk.documents.pdf.pictures import page_count, page_image, page_images
from ipdesk.models.parsing.pictures import read_picture
from tests.documents.letters import letters
from tests.documents.letters.letters import render


def test_pages_have_the_size_of_paper_at_the_resolution_asked() -> None:
    pdf = render(letters.TWO)
    found = list(page_images(pdf, 150))
    assert page_count(pdf) == len(found) == 2
    for page in found:
        assert (page.width, page.height) == pytest.approx((210 / 25.4 * 150, 297 / 25.4 * 150), abs=1.5)
        assert page.stride >= page.width * 4
        assert len(page.data) == page.stride * page.height


def test_colours_are_blue_green_red() -> None:
    page = page_image(render(letters.TWO), 0, 100)
    middle = page.width // 2 * 4
    column = [
        page.data[start + middle : start + middle + 3] for start in range(0, len(page.data), page.stride)
    ]
    assert any(red > 200 > green + blue for blue, green, red in column), "the rules are red"
    assert not any(blue > 200 > green + red for blue, green, red in column)


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError):
        page_image(render(letters.TWO), 2, 50)


def _saved(image: Image.Image, form: str = "PNG", **how: object) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **how)
    return file.getvalue()


class _Kept(PdfFile):
    """A file that keeps what was added to it."""

    body: bytes | str = b""

    def add(self, body: bytes | str) -> int:
        self.body = body
        return super().add(body)


def _points(content: bytes) -> bytes:
    file = _Kept()
    EmbeddedPicture(content).embed(file)
    assert isinstance(file.body, bytes)
    return zlib.decompress(file.body.partition(b"stream\n")[2].removesuffix(b"\nendstream"))


@pytest.mark.parametrize(
    ("content", "points"),
    [
        (_saved(Image.new("I;16", (2, 1), 0x4080)), bytes((0x40,) * 6)),
        (_saved(Image.new("L", (2, 1), 0x40)), bytes((0x40,) * 6)),
        (_saved(Image.new("RGBA", (1, 1), (255, 0, 0, 0))), b"\xff\xff\xff"),
        (_saved(Image.new("CMYK", (1, 1), (0, 0, 0, 255)), "JPEG"), b"\0\0\0"),
    ],
    ids=["greys of 16 bits", "greys", "nothing seen", "colours of printers"],
)
def test_pictures_are_drawn_as_they_are_seen(content: bytes, points: bytes) -> None:
    assert _points(content) == points


def test_a_photograph_is_as_high_as_it_is_said_to_be() -> None:
    camera = Image.Exif()
    for orientation in (1, 6):
        camera[0x0112] = orientation
        photograph = _saved(Image.new("RGB", (30, 20)), "JPEG", exif=camera)
        said = read_picture(photograph)
        file = _Kept()
        EmbeddedPicture(photograph).embed(file)
        assert isinstance(file.body, bytes)
        assert f"/Width {said.width}/Height {said.height}/".encode() in file.body
        assert (said.width > said.height) == (orientation == 1)


def test_a_picture_that_cannot_be_shown_is_told_in_words() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("far too much", "x" * (PngImagePlugin.MAX_TEXT_CHUNK + 1), zip=True)
    unreadable = _saved(Image.new("L", (1, 1)), pnginfo=words)
    for content in (unreadable, b"\xff\xd8 no picture"):
        with pytest.raises(DocumentError, match="换一张图片"):
            _points(content)
