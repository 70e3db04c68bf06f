import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "leaked",
    [
        "password1234",
        "P4ssw0rd2024!",
        "qwertyuiop1",
        "1q2w3e4r5t6y",
        "indonesia123",
        "Bismillah12345",
        "kabupaten2026",
        "Rahasia2024!",
        "Puskesmas1234",
        "aaaaaaaaaaaaaaaa",
        "iloveyou1990",
        "a" * 200,
    ],
)
def test_what_leaked_and_what_is_made_of_it_is_refused(leaked):
    with pytest.raises(ValidationError):
        validate_password(leaked)


@pytest.mark.parametrize(
    "good",
    ["jalan pagi ke puskesmas", "kopi sore di teras", "sepatu hujan kebun", "T7#vqm2Lx9pa"],
)
def test_a_short_sentence_is_taken(good):
    validate_password(good)


def test_the_demo_s_own_passwords_are_taken():
    validate_password("melu-4827-rape")
