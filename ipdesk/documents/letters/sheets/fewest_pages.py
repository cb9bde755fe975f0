"""How closely, and in which type, a sheet is set: so that it takes the fewest pages, none of them white."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.letters.sheets.blocks import Sheet, smaller, with_small_text
from ipdesk.documents.letters.sheets.density import CLOSE, FEW_ROWS, MANY_ROWS, USUAL
from ipdesk.documents.letters.sheets.layout import Pages, check_glyphs, laid_out, with_fitting_columns
from ipdesk.documents.typesetting.geometry import MM
from ipdesk.documents.typesetting.page_drawing import PageLayout
from ipdesk.documents.typesetting.uncollected import uncollected

MOST_WHITE = 15 * MM  # at the foot of a page, before a sheet is set closer for it
TWO = 2  # pages: what smaller type may make one


def lay_out(sheet: Sheet, fonts: FontSet, first: int = 1) -> list[PageLayout]:
    """Return the pages of a sheet; raises MissingGlyphError, and DocumentError for what fits no page.

    ``first`` is the number of its first page, where it follows others in one paper.
    """
    return [page for one in (sheet, *sheet.more) for page in _pages_of(one, fonts, first)]


def _pages_of(sheet: Sheet, fonts: FontSet, first: int) -> list[PageLayout]:
    try:
        with uncollected():
            return _fewest(sheet, fonts, first)
    except LookupError:  # a character that no face has; a table of thousands of rows is not read twice for it
        check_glyphs(sheet, fonts)
        raise


def _fewest(sheet: Sheet, fonts: FontSet, first: int) -> list[PageLayout]:
    """Set a sheet closer where that saves a page or the white at the foot of one.

    In smaller type, too, where it then needs one page alone: the text, or the tables.
    """
    fitting = with_fitting_columns(sheet, fonts)
    if sum(len(block.rows) for block in sheet.blocks) > MANY_ROWS:  # set once: what begins it tells how close
        return _set_once(fitting, fonts, first).layouts
    tried = [laid_out(fitting, fonts, first)]
    if len(tried[0].layouts) > 1:
        tried.append(laid_out(fitting, fonts, first, CLOSE))
    if all(one.late for one in tried):  # a list begins on the first page
        small = replace(fitting, blocks=with_small_text(fitting.blocks))
        tried.append(laid_out(small, fonts, first, CLOSE))
    if min(len(one.layouts) for one in tried) == TWO:
        tried += _alone(sheet, fonts, first)
    return min(tried, key=lambda one: (len(one.layouts), one.late, one.white > MOST_WHITE)).layouts


def _alone(sheet: Sheet, fonts: FontSet, first: int) -> list[Pages]:
    """Return the one page that a sheet comes to in smaller type, nothing where it does not.

    Text of a notice is set in 4号, then with the margins of a form, too: what would stand on the second page
    is hardly more than its seal.
    """
    text = replace(sheet, blocks=with_small_text(sheet.blocks))
    ways = [text, replace(text, wide=not sheet.landscape)] if text.blocks != [*sheet.blocks] else []
    for way in (*ways, replace(sheet, blocks=[smaller(one) for one in sheet.blocks])):
        pages = laid_out(with_fitting_columns(way, fonts), fonts, first, CLOSE)
        if len(pages.layouts) == 1:
            return [pages]
    return []


def _set_once(sheet: Sheet, fonts: FontSet, first: int) -> Pages:
    """Set a long sheet so close that its list begins on the first page and no page of it ends white."""
    begun = replace(sheet, blocks=[replace(one, rows=one.rows[:FEW_ROWS]) for one in sheet.blocks])
    tried = {density: laid_out(begun, fonts, 1, density) for density in (USUAL, CLOSE)}
    if all(one.late for one in tried.values()):
        small = replace(sheet, blocks=with_small_text(sheet.blocks))
        return laid_out(small, fonts, first, CLOSE)
    best = min(tried, key=lambda one: (tried[one].late, tried[one].white > MOST_WHITE))
    return laid_out(sheet, fonts, first, best)
