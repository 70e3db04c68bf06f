import pytest

from karsa.rules.refused import Refused
from karsa.rules.telephone import mobile


@pytest.mark.parametrize(
    "written", ["0812 3456 7890", "+62 812-3456-7890", "(0812) 3456.7890", "6281234567890"]
)
def test_a_number_is_the_same_however_it_is_written(written):
    assert mobile(written) == "6281234567890"


@pytest.mark.parametrize(
    "written", ["", "0274 555 123", "0812", "+1 202 555 0100", "081234567890x"]
)
def test_what_is_no_mobile_number_is_refused(written):
    with pytest.raises(Refused, match="dimulai dengan 08"):
        mobile(written)
