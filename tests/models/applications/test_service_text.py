"""What is said of letters that keep a file from the archive."""

import datetime

from ipdesk.models.applications.service_text import unserved_text
from ipdesk.models.records.services import UnservedLetter

FIRST, LAST = datetime.date(2024, 7, 20), datetime.date(2024, 7, 25)


def test_what_waits_and_what_was_announced_is_told_apart_by_the_last_day() -> None:
    letters = (
        UnservedLetter("2024-0001", "示知资〔2024〕1号", LAST),
        UnservedLetter("2024-0001", "示知资〔2024〕2号"),
        UnservedLetter("2024-0002", "示知资〔2024〕3号", FIRST),
    )
    assert unserved_text(letters) == (
        "2024-0001 的示知资〔2024〕2号 还没有登记送达，请先登记；"
        "2024-0001 的示知资〔2024〕1号、2024-0002 的示知资〔2024〕3号 已公告送达，"
        "到 2024-07-25 才视为送达，请到那天以后再归档"
    )
