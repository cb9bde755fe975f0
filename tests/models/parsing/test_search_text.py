"""What is typed to look for somebody, against what is kept to find them by."""

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.names.names import folded_name, stored_name
from ipdesk.models.parsing.names.search_text import search_alternatives, search_columns
from ipdesk.models.records import ApplicantDetails

_PIECES = st.sampled_from(
    [*"示例韶关曾單陳髙区乐ABcé·•()（）“”&,，、;： 　\t12-_.'®Ⅱ", "\u200b", "e\u0301", "⼴", "ü"]
)
NAMES = st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=12)


def is_found(name: str, typed: str) -> bool:
    kept = search_columns(ApplicantDetails(kind="individual", name=name, identity=""), personal=True)
    return any(all(word in kept["search_text"] for word in words) for words in search_alternatives(typed))


@given(NAMES)
def test_every_name_is_found_as_it_was_typed_and_as_it_is_stored(typed: str) -> None:
    name = stored_name(typed)
    if folded_name(name):
        assert is_found(name, typed)
        assert is_found(name, name)


@given(NAMES)
def test_what_is_looked_for_has_one_form(text: str) -> None:
    assert folded_name(folded_name(text)) == folded_name(text)
    assert all(all(words) for words in search_alternatives(text))
