"""What has no yardstick but being right, over more cases than the tests have time for."""

from ipdesk.documents.text.numerals import in_words
from tests.bench.report import Figure
from tests.documents.text import amounts
from tests.documents.typesetting import generated


def run() -> list[Figure]:
    """Compare sums in words with cn2an, and look at the line edges of generated paragraphs."""
    unlike = [fen for fen in amounts.amounts() if in_words(fen) != amounts.by_cn2an(fen)]
    faulty = [one for one in generated.paragraphs() if generated.faults(one)]
    return [
        Figure(f"sums in words unlike cn2an, of {amounts.COUNT:,}", len(unlike), 0, False, str(unlike[:3])),
        Figure(
            f"paragraphs with faulty line edges, of {generated.COUNT:,}",
            len(faulty),
            0,
            False,
            str(faulty[:1]),
        ),
    ]
