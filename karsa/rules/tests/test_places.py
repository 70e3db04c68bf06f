import pytest

from karsa.rules.places import area_code
from karsa.rules.refused import Refused


@pytest.mark.parametrize("text", ["52.71.01.1001", "5271011001", " 52.71.01.1001. "])
def test_one_area_has_one_spelling(text):
    assert area_code(text) == "52.71.01.1001"


@pytest.mark.parametrize("text", ["", "Melati", "52.7", "52.71.01.100", "=1+1", "9" * 300])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(Refused, match="bukan kode wilayah"):
        area_code(text)
