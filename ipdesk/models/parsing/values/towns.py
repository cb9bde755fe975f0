"""The town 镇、乡、街道 that an address names."""

from __future__ import annotations

import re

from ipdesk.rules.core.plain_text import compact

_TOWN = re.compile("(?:^|[省市县区旗])([^省市县区旗0-9]{1,8}?(?:镇|乡|街道))(?![路街巷道])")


def town_in(address: str) -> str:
    """Return the town of an address: 白沙镇 of 澄溪县白沙镇中山路1号; "" where it names none."""
    found = _TOWN.search(compact(address))
    return "" if found is None else found[1]
