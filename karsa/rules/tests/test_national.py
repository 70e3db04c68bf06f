import pytest

from karsa.rules.grade import Grade, Rating
from karsa.rules.national import read_grade, read_rating
from karsa.rules.refused import Refused


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("DIATAS EKSPEKTASI", Rating.ABOVE),
        ("Sesuai  Ekspektasi", Rating.MEETS),
        ("di bawah ekspektasi", Rating.BELOW),
    ],
)
def test_ratings_as_bkn_writes_them(words, rating):
    assert read_rating(words) is rating


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("SANGAT BAIK", Grade.VERY_GOOD),
        ("Baik", Grade.GOOD),
        ("Butuh Perbaikan", Grade.NEEDS_IMPROVEMENT),
        ("Kurang", Grade.POOR),
        ("Kurang/Misconduct", Grade.POOR),
        ("Sangat Kurang", Grade.VERY_POOR),
    ],
)
def test_grades_as_bkn_writes_them(words, grade):
    assert read_grade(words) is grade


def test_other_words_are_refused():
    with pytest.raises(Refused, match="bukan nilai"):
        read_grade("-")
