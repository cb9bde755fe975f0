"""Pages as pictures."""

import pytest

from ipdesk.documents.pdf.pictures import page_count, page_image, page_images
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
