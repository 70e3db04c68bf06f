from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.tests.examples import few
from karsa.rules.tracking import ALPHABET, LENGTH, code_of, plain, written

CODE = code_of(sha256(b"satu").digest())


def test_a_code_is_read_however_it_is_typed():
    assert len(CODE) == LENGTH
    assert plain(written(CODE).lower()) == plain(f"  {CODE} ") == CODE


@few
@given(st.binary(min_size=16, max_size=32), st.data())
def test_a_slip_of_the_pen_shows(secret, data):
    code = code_of(secret)
    at = data.draw(st.integers(0, LENGTH - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(code[at], "")))
    assert plain(code[:at] + other + code[at + 1 :]) == ""
    swapped = list(code)
    swapped[at], swapped[at - 1] = swapped[at - 1], swapped[at]
    assert plain("".join(swapped)) in ("", code)


@pytest.mark.parametrize("typed", ["", "K7QX", "O" * LENGTH, "<script>", "1" * 5000])
def test_what_cannot_be_a_code_is_none(typed):
    assert plain(typed) == ""


def test_a_guessable_secret_is_refused():
    with pytest.raises(ValueError, match="16 secret bytes"):
        code_of(b"short")
