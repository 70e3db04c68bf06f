import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.distribution import CIRCULAR, DIFFERS, PATTERNS, SMALLEST_UNIT, notes
from karsa.rules.grade import Grade, OrganisationLevel
from karsa.rules.tests.examples import few

VG, G, N, P, V = Grade
tallies = st.dictionaries(st.sampled_from(Grade), st.integers(0, 60))
levels = st.sampled_from(OrganisationLevel)


# Source: PermenPANRB 6/2022, annex IV.B.2.b-f: the peak stands at the organisation's level.
def test_the_peak_is_the_organisations_level():
    assert [PATTERNS[level].peak for level in OrganisationLevel] == list(Grade)
    assert set(CIRCULAR.figures) == set(OrganisationLevel)


# Source: SE MenPANRB 3/2023, figures in rules digest 5 (secondary, dated).
@pytest.mark.parametrize(
    ("level", "counts", "differs"),
    [
        ("excellent", {VG: 7, G: 3}, False),
        ("excellent", {VG: 8, G: 2}, True),
        ("good", {G: 7, VG: 3}, False),
        ("good", {G: 8, VG: 2}, True),
        ("needs_improvement", {N: 6, G: 3, VG: 1}, False),
        ("needs_improvement", {N: 5, G: 4, VG: 1}, True),
        ("needs_improvement", {N: 6, G: 2, VG: 2}, True),
        ("poor", {P: 6, N: 1, G: 2, VG: 1}, False),
        ("poor", {P: 6, G: 3, VG: 1}, True),
        ("very_poor", {V: 6, P: 1, G: 3}, False),
        ("very_poor", {V: 6, N: 1, G: 3}, False),
        ("very_poor", {V: 9, P: 1}, False),
        ("very_poor", {V: 6, P: 1, G: 2, VG: 1}, True),
    ],
)
def test_the_circulars_figures(level, counts, differs):
    assert (DIFFERS in notes(OrganisationLevel(level), counts)) is differs


def test_the_annexes_sentence_comes_first_where_most_stand_elsewhere():
    level = OrganisationLevel.GOOD
    assert notes(level, {VG: 8, G: 2})[0] == PATTERNS[level].sentence
    assert notes(level, {G: 6, VG: 4}) == ()


@few
@given(levels, tallies)
def test_a_unit_too_small_gets_no_note(level, counts):
    if sum(counts.values()) < SMALLEST_UNIT:
        assert notes(level, counts) == ()


def test_a_figure_needs_a_whole_person():
    # Nine people: 10 % of them is less than one person, so that figure does not bind.
    assert notes(OrganisationLevel.NEEDS_IMPROVEMENT, {N: 6, G: 2, VG: 1}) == ()


@few
@given(levels, tallies)
def test_no_note_asks_for_anybody_to_be_lowered(level, counts):
    for note in notes(level, counts):
        assert "tidak menutup kemungkinan" in note or "bukan kuota" in note
        for demand in ("harus", "wajib", "turunkan", "diturunkan", "kurangi", "ubah"):
            assert demand not in note.lower()
