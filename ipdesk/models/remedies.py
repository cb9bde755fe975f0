"""The sentence on remedies that an office begins with; from then on it is the office's own."""

from __future__ import annotations

import re

_PLACE = re.compile(r"(?P<place>.+[县区市旗])(?=市场监督|知识产权|科学技术|科技)")
_SENTENCE = (
    "对核减或者未予资助（奖励）的事项有异议的，可以自收到本通知书之日起60日内向{government}申请行政复议，"
    "或者自收到本通知书之日起6个月内依法向有管辖权的{court}提起行政诉讼。"
)


def usual_remedies(office: str) -> str:
    """Return the usual sentence for an office by its name (示例县市场监督管理局).

    An office's own government hears appeals against it. A name that tells no county names no place.
    """
    found = _PLACE.match(office.strip())
    government = f"{found['place']}人民政府" if found else "本级人民政府"
    return _SENTENCE.format(government=government, court="基层人民法院")
