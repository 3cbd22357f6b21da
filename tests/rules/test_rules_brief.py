"""Keeping texts short without breaking characters (O4)."""

from hypothesis import given
from hypothesis import strategies as st
from rules.brief import clip, shorten

TEXTS = st.text() | st.text("ab \n", max_size=60) | st.text("👩\u200d👧e\u0301שש ", max_size=60)


@given(TEXTS, st.integers(2, 40))
def test_never_longer_and_a_beginning(text, length):
    short = clip(text, length)
    assert len(short) <= length
    assert text.strip().startswith(short.removesuffix("…"))
    assert clip(text, 1000) == text.strip() or len(text) > 1000


def test_a_family_is_not_torn_apart():
    family = "👩\u200d👩\u200d👧"
    assert clip(family + " " + family, 9) == family + "…"
    assert clip("ae\u0301bcd", 3) == "a…"


def test_nothing_is_nothing():
    assert clip(None, 9) == clip(False, 9) == ""


@given(st.lists(TEXTS), st.integers(2, 9), st.integers(0, 4))
def test_shorten(texts, length, rows):
    found = shorten({"texts": texts, "number": 7, "none": None}, length, rows)
    assert len(found["texts"]) == min(rows, len(texts))
    assert all(len(text) <= length for text in found["texts"])
    assert (found["number"], found["none"]) == (7, None)
