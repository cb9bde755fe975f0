"""Pictures that are handed in with a check: PNG and JPEG, told from all else by what is in them.

Sources: the PNG specification (ISO/IEC 15948), chunks 5.3, data 10; JPEG (ISO/IEC 10918-1), annex B; Exif
(JEITA CP-3451), 4.5 and 4.6: how the camera was held.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ipdesk.models.parsing.text.texts import Unreadable

MOST_BYTES = 2 * 1024 * 1024
"""Of one picture: a screen of 4K fits, a photograph from a telephone has to be made smaller."""
MOST_OF_ONE = 4
"""Pictures of one look-up."""
MOST_POINTS = 16_000_000

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_AT_ONCE = 1 << 20
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_OF_CAMERA, _EXIF, _TIFF, _ORIENTATION = 0xE1, b"Exif\0\0", 42, 0x0112
_LYING = range(5, 9)
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})

_EMPTY = "图片是空的，请重新截图。"
_NO_PICTURE = "不是 PNG 或者 JPEG 图片，请用截图，或者选择 .png、.jpg 文件。"
_DAMAGED = "图片已损坏或者不完整，请重新截图，或者重新复制这个文件。"


class Picture(NamedTuple):
    """What a picture is: its form (``png`` or ``jpeg``), width and height in pixels (px) as it is seen."""

    form: str
    width: int
    height: int


def read_picture(content: bytes) -> Picture:
    """Return what a picture is. Raises Unreadable for all else, for a damaged and for a huge one."""
    if not content:
        raise Unreadable(_EMPTY)
    if len(content) > MOST_BYTES:
        size, most = len(content) / 1024**2, MOST_BYTES // 1024**2
        raise Unreadable(f"图片有 {size:.1f} MB，超过 {most} MB，请只截取需要的部分，或者缩小后再用。")
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(_JPEG):
        return _checked(_jpeg(content))
    raise Unreadable(_NO_PICTURE)


def picture_faults(pictures: Iterable[bytes]) -> Iterator[str]:
    """Yield what is wrong with the pictures of one look-up, as sentences."""
    found = tuple(pictures)
    if len(found) > MOST_OF_ONE:
        yield f"一项最多附 {MOST_OF_ONE} 张图片。"
    for number, content in enumerate(found, start=1):
        try:
            read_picture(content)
        except Unreadable as fault:
            yield f"第{number}张图片：{fault}"


def _checked(picture: Picture) -> Picture:
    if not (picture.width and picture.height):
        raise Unreadable(_DAMAGED)
    if picture.width * picture.height > MOST_POINTS:
        raise Unreadable(f"图片有 {picture.width}×{picture.height} 点，过大，请只截取需要的部分。")
    return picture


# --- PNG ---


def _png(content: bytes) -> Picture:
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise Unreadable(_DAMAGED)
    head = chunks[0][1]
    picture = _checked(Picture("png", int.from_bytes(head[:4]), int.from_bytes(head[4:8])))
    depth, colour, compression, filtering, interlaced = head[8:]
    if depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlaced > 1:
        raise Unreadable(_DAMAGED)
    data = b"".join(part for kind, part in chunks if kind == b"IDAT")
    _inflate(data, sum(_pass_sizes(picture, depth * _CHANNELS[colour], interlaced == 1)))
    return picture


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and data of each part, up to the last; raises Unreadable where one is not whole."""
    at = len(_PNG)
    while at < len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(kind + data) != int.from_bytes(check):
            raise Unreadable(_DAMAGED)
        yield kind, data
        if kind == b"IEND":
            return
        at += 12 + length


def _pass_sizes(picture: Picture, bits: int, interlaced: bool) -> Iterator[int]:
    """Yield the bytes of each pass over the points: every row has one more for its filter."""
    for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        width = -(-(picture.width - left) // across)
        height = -(-(picture.height - top) // down)
        if width > 0 and height > 0:
            yield height * (1 + -(-width * bits // 8))


def _inflate(data: bytes, expected: int) -> None:
    """Raise Unreadable unless the data give just the bytes that the points need; never make many more."""
    stream, made = zlib.decompressobj(), 0
    try:
        while data and made <= expected and not stream.eof:
            made += len(stream.decompress(data, _AT_ONCE))
            data = stream.unconsumed_tail
    except zlib.error as fault:
        raise Unreadable(_DAMAGED) from fault
    if made != expected or not stream.eof:
        raise Unreadable(_DAMAGED)


# --- JPEG ---


def _jpeg(content: bytes) -> Picture:
    """Follow the segments to the end; what the compressed points show is not looked at."""
    at, found, scanned, lying = len(_JPEG), Picture("jpeg", 0, 0), False, False
    while (marker := _marker(content, at)) is not None:
        at, kind = marker
        if kind == 0xD9:
            return _upright(found, lying) if scanned else Picture("jpeg", 0, 0)
        if kind in _WITHOUT_LENGTH:
            continue
        length = int.from_bytes(content[at : at + 2])
        if length < 2 or at + length > len(content):
            break
        lying = lying or (kind == _OF_CAMERA and _lies(content[at + 2 : at + length]))
        if kind in _FRAMES:
            found = Picture("jpeg", *_sides(content[at + 2 : at + length]))
        at += length
        if kind == 0xDA:
            at, scanned = _after_points(content, at), True
    raise Unreadable(_DAMAGED)


def _marker(content: bytes, at: int) -> tuple[int, int] | None:
    """Return the place behind a marker, and the marker; None where there is none."""
    if content[at : at + 1] != b"\xff":
        return None
    while content[at : at + 1] == b"\xff":
        at += 1
    return (at + 1, content[at]) if at < len(content) else None


def _sides(frame: bytes) -> tuple[int, int]:
    return (int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])) if len(frame) >= 6 else (0, 0)


def _upright(picture: Picture, lying: bool) -> Picture:
    return Picture(picture.form, picture.height, picture.width) if lying else picture


def _lies(segment: bytes) -> bool:
    """Say whether the camera says that it lay on its side; nothing where it says nothing that can be read."""
    tiff = segment.removeprefix(_EXIF)
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    if tiff is segment or number(2, 2) != _TIFF:
        return False
    first = number(4, 4)
    entries = (first + 2 + 12 * place for place in range(number(first, 2)))
    return any(number(at, 2) == _ORIENTATION and number(at + 8, 2) in _LYING for at in entries)


def _after_points(content: bytes, at: int) -> int:
    """Return where the compressed points end: at the next marker that is none of theirs."""
    while (at := content.find(b"\xff", at)) >= 0:
        if at + 1 < len(content) and content[at + 1] and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    return len(content)
