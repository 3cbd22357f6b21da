"""The credit code check says what is wrong, and agrees with stdnum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.credit_code import ALPHABET, check_credit_code, normalise_credit_code
from stdnum.cn import uscc

VALID = "91320412MA1X2Y3W4P"
BODIES = st.tuples(st.text("0123456789", min_size=8, max_size=8), st.text(ALPHABET, min_size=9, max_size=9))
CODES = BODIES.map("".join).map(lambda body: body + uscc.calc_check_digit(body))


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        (VALID[:-1], "length", {"length": 17}),
        ("", "length", {"length": 0}),
        ("9132O412MA1X2Y3W4P", "character", {"character": "O", "position": 5, "allowed": "0123456789"}),
        ("91320412MA1X2Y3I4P", "character", {"character": "I", "position": 16, "allowed": ALPHABET}),
        ("91320412MA1X2Y3W4Q", "check_digit", {"expected": "P", "found": "Q"}),
    ],
)
def test_what_is_wrong(text, code, params):
    problem = check_credit_code(text)
    assert (problem.code, problem.params) == (code, params)
    assert problem.message


@pytest.mark.parametrize(
    "text", [VALID, f" {VALID.lower()} ", "９１３２０４１２-ＭＡ１Ｘ　２Ｙ３Ｗ４Ｐ", f"\u200b{VALID}\xa0"]
)
def test_accepted(text):
    assert check_credit_code(text) is None
    assert normalise_credit_code(text) == VALID


@given(CODES)
def test_valid_codes(code):
    assert check_credit_code(code) is None


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET + "IOZSV?"))
def test_verdict_is_that_of_stdnum(code, position, character):
    changed = code[:position] + character + code[position + 1 :]
    assert (check_credit_code(changed) is None) == uscc.is_valid(changed)


@given(st.text(max_size=25))
def test_verdict_on_any_text(text):
    assert (check_credit_code(text) is None) == uscc.is_valid(normalise_credit_code(text))
    assert not uscc.is_valid(text) or check_credit_code(text) is None
