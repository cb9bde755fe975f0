"""Tables of a web page, which many systems give out under the name of an old Excel file."""

from __future__ import annotations

from html.parser import HTMLParser

from ipdesk.funds.payments.answer_head import SheetRow


def html_tables(text: str) -> list[list[SheetRow]]:
    """Return the rows of each table, those of a table within a cell as a table of their own."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return [[row for row in rows if any(row[1])] for rows in reader.found]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[tuple[int, list[str]]]] = []
        self._open: list[list[tuple[int, list[str]]]] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append([])
            self.found.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._open[-1].append((len(self._open[-1]) + 1, []))
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._begin_cell(dict(attrs).get("colspan") or "1")
        elif tag == "br" and self._within:
            self.handle_data(" ")

    def _begin_cell(self, columns: str) -> None:
        """Begin a cell; one over several columns is followed by blank ones, as in a workbook."""
        self._within = True
        over = int(columns) if columns.isdigit() else 1
        self._open[-1][-1][1].extend([""] * min(over, 256))
        self._place = len(self._open[-1][-1][1]) - min(over, 256)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._open.pop()
        if tag in ("td", "th", "tr", "table"):
            self._within = False

    def handle_data(self, data: str) -> None:
        if self._within and self._open and self._open[-1]:
            cells = self._open[-1][-1][1]
            cells[self._place] = f"{cells[self._place]}{data}".strip()
