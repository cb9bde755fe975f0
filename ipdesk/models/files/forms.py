"""What a file of a material may be: told by its bytes, never by its name."""

from __future__ import annotations

from enum import StrEnum

MOST_BYTES = 50 * 1024 * 1024
"""Of one file: what is larger was not meant."""

_HEAD = 1024  # bytes in which a PDF says what it is
_PNG, _JPEG, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"
_EMPTY = "这个文件是空的，没有附上。"
_HUGE = "这个文件有 {size} MB，一个文件最多 {most} MB。请分成几个文件，或者把分辨率扫低一些。"
_NEITHER = "只能附 PDF 文件和照片（PNG、JPEG）；其他的请先另存为 PDF，手机照片请选“兼容性最佳”的格式。"


class FileForm(StrEnum):
    """What a file is; the values are those of the database."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def suffix(self) -> str:
        """Return how the names of its files end."""
        return ".jpg" if self is FileForm.JPEG else f".{self.value}"


def form_of(content: bytes) -> FileForm | None:
    """Return what a file is, None for what cannot be shown."""
    if content.startswith(_PNG):
        return FileForm.PNG
    if content.startswith(_JPEG):
        return FileForm.JPEG
    return FileForm.PDF if _PDF in content[:_HEAD] else None


def file_fault(content: bytes) -> str:
    """Return why a file cannot be kept, as a sentence; "" for one that can."""
    if not content:
        return _EMPTY
    if len(content) > MOST_BYTES:
        return _HUGE.format(size=-(-len(content) // 1024**2), most=MOST_BYTES // 1024**2)
    return "" if form_of(content) else _NEITHER
