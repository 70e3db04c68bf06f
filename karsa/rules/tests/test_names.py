import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.names import readable
from karsa.rules.tests.examples import few


@pytest.mark.parametrize(
    ("shouted", "said"),
    [
        ("DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("UPT PUSKESMAS MATARAM II", "UPT Puskesmas Mataram II"),
        ("SD NEGERI 12 AL-FATIH", "SD Negeri 12 Al-Fatih"),
        ("M. DA'I NUR'AINI", "M. Da'i Nur'aini"),
        ("KEPALA SEKSI PERENCANAAN/KEUANGAN", "Kepala Seksi Perencanaan/Keuangan"),
        ("Dr. Sinta deWi", "Dr. Sinta deWi"),
        ("", ""),
    ],
)
def test_only_capitals_are_softened(shouted, said):
    assert readable(shouted) == said


@few
@given(st.text(alphabet="ABCDEIVX '-./12dan", max_size=40))
def test_softening_twice_is_softening_once(text):
    assert readable(readable(text)) == readable(text)
