import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.support import SUPPORT_NAMES, SupportKind, kind_of
from karsa.rules.tests.examples import few


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Penambahan dua tenaga bidan", SupportKind.PEOPLE),
        ("Anggaran perjalanan dinas posyandu", SupportKind.MONEY),
        ("Timbangan digital dan alat ukur panjang badan", SupportKind.TOOLS),
        ("Pendampingan dokter spesialis tiap bulan", SupportKind.MENTORING),
        ("Kendaraan operasional dua hari seminggu", SupportKind.FACILITIES),
        ("Dukungan penuh pimpinan", SupportKind.OTHER),
    ],
)
def test_words_tell_the_kind(text, kind):
    assert kind_of(text) is kind


@few
@given(st.text())
def test_every_text_has_a_kind_with_a_name(text):
    assert kind_of(text) in SUPPORT_NAMES
