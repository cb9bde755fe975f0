"""What a PDF says, read fast: a paper whose places are measured is taken apart by ``letters.paper``."""

import pypdfium2


def words(pdf: bytes) -> str:
    """Return the text of all pages without the ends of lines and blanks."""
    return "".join(words_by_page(pdf))


def words_by_page(pdf: bytes) -> list[str]:
    """Return the text of each page without the ends of lines and blanks."""
    return ["".join(page.split()) for page in _pages(pdf)]


def page_count(pdf: bytes) -> int:
    """Return how many pages there are."""
    return len(_pages(pdf))


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
