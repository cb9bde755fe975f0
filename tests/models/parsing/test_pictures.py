"""Pictures of checks: PNG and JPEG are known by what is in them; all else, and what is damaged, refused."""

from __future__ import annotations

import zlib
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.pictures import MOST_BYTES, Picture, picture_faults, read_picture
from ipdesk.models.parsing.text.texts import Unreadable


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def png(
    width: int = 3, height: int = 2, points: bytes | None = None, head: bytes = b"\x08\x02\0\0\0"
) -> bytes:
    """Return a picture of red, green and blue at 8 bits each, unless told otherwise."""
    rows = (b"\0" + bytes(3 * width)) * height if points is None else points
    sides = width.to_bytes(4) + height.to_bytes(4)
    parts = (chunk(b"IHDR", sides + head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data


def held(orientation: int, order: Literal["little", "big"] = "big", magic: int = 42) -> bytes:
    """Return what a camera says of how it was held, behind its own name."""
    entries = ((0x010F, 2, b"abc\0"), (0x0112, 3, orientation.to_bytes(2, order) + b"\0\0"))
    fields = b"".join(
        tag.to_bytes(2, order) + kind.to_bytes(2, order) + (1).to_bytes(4, order) + value
        for tag, kind, value in entries
    )
    head = (b"II" if order == "little" else b"MM") + magic.to_bytes(2, order) + (8).to_bytes(4, order)
    return segment(0xE1, b"Exif\0\0" + head + len(entries).to_bytes(2, order) + fields + bytes(4))


def jpeg(width: int = 640, height: int = 480, camera: bytes = b"") -> bytes:
    """Return the segments of a photograph of one component; FF 00 and FF D3 belong to its points."""
    frame = b"\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\x00"
    points = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd3\x56"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0") + camera + segment(0xC0, frame) + points + b"\xff\xd9"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (png(), Picture("png", 3, 2)),
        (png(1920, 4), Picture("png", 1920, 4)),
        (png(9, 2, b"\0\xff\x80" * 2, b"\x01\0\0\0\0"), Picture("png", 9, 2)),
        (png(1, 1, bytes(4), b"\x08\x02\0\0\x01"), Picture("png", 1, 1)),
        (jpeg(), Picture("jpeg", 640, 480)),
        (jpeg() + b"\0 appended by a camera", Picture("jpeg", 640, 480)),
        (jpeg(camera=held(6)), Picture("jpeg", 480, 640)),
        (jpeg(camera=held(8, "little")), Picture("jpeg", 480, 640)),
        (jpeg(camera=held(5)), Picture("jpeg", 480, 640)),
        (jpeg(camera=held(6, magic=43)), Picture("jpeg", 640, 480)),
        (jpeg(camera=held(3)), Picture("jpeg", 640, 480)),
        (jpeg(camera=segment(0xE1, b"Exif\0\0MM\0*\xff")), Picture("jpeg", 640, 480)),
        (jpeg(camera=segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0")), Picture("jpeg", 640, 480)),
    ],
    ids=[
        "screenshot",
        "wide",
        "one bit a point",
        "interlaced",
        "jpeg",
        "jpeg with a tail",
        "held upright",
        "held the other way",
        "held and mirrored",
        "of another form",
        "held upside down",
        "nothing to read",
        "other words",
    ],
)
def test_what_it_is_is_read_from_its_bytes(content: bytes, found: Picture) -> None:
    assert read_picture(content) == found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "图片是空的"),
        (b"%PDF-1.7 ...", "不是 PNG 或者 JPEG 图片"),
        (b"GIF89a", "不是 PNG 或者 JPEG 图片"),
        ("身份证号".encode(), "不是 PNG 或者 JPEG 图片"),
        (png() + bytes(MOST_BYTES), "超过 2 MB"),
        (png(5000, 4000, b""), "5000×4000 点，过大"),
        (jpeg(9000, 9000), "9000×9000 点，过大"),
        (png(0, 5, b""), "已损坏"),
        (png(3, 2, bytes(19)), "已损坏"),
        (png(3, 2, bytes(21)), "已损坏"),
        (png(3, 2, None, b"\x03\x02\0\0\0"), "已损坏"),
        (jpeg(0, 10), "已损坏"),
        (b"\xff\xd8\xff\xd9", "已损坏"),
    ],
)
def test_all_else_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_picture(content)


def test_a_picture_that_unfolds_without_end_is_refused_at_its_size() -> None:
    """Two megabytes of nothing but zeros would be two gigabytes of points."""
    with pytest.raises(Unreadable, match="已损坏"):
        read_picture(png(3, 2, bytes(64 << 20)))


@given(st.data())
def test_no_cut_and_no_changed_byte_of_a_png_passes(data: st.DataObject) -> None:
    whole = png()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(1, 255))
    for damaged in (whole[:at], whole[:at] + bytes((whole[at] ^ other,)) + whole[at + 1 :]):
        with pytest.raises(Unreadable):
            read_picture(damaged)


@given(st.binary(max_size=80), st.integers(0, 79))
def test_no_cut_of_a_jpeg_passes_and_no_bytes_end_otherwise_than_by_a_sentence(noise: bytes, at: int) -> None:
    whole = jpeg()
    with pytest.raises(Unreadable):
        read_picture(whole[: min(at, len(whole) - 1)])
    for content in (b"\xff\xd8" + noise, b"\x89PNG\r\n\x1a\n" + noise):
        with pytest.raises(Unreadable):
            read_picture(content)


def test_one_check_has_four_at_most_and_each_is_named() -> None:
    assert list(picture_faults([png(), b"x"])) == [
        "第2张图片：不是 PNG 或者 JPEG 图片，请用截图，或者选择 .png、.jpg 文件。"
    ]
    assert list(picture_faults([png()] * 5)) == ["一项最多附 4 张图片。"]
