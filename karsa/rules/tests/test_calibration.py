import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules import calibration
from karsa.rules.refused import Refused
from karsa.rules.tests.examples import few


@pytest.mark.parametrize(("count", "stands"), [(1, False), (2, True), (4, True), (5, False)])
def test_two_to_four_cases(count, stands):
    if stands:
        calibration.check_cases(count)
        return
    with pytest.raises(Refused):
        calibration.check_cases(count)


@pytest.mark.parametrize("count", [0, 1, 31])
def test_one_voice_alone_or_a_crowd_is_no_session(count):
    with pytest.raises(Refused):
        calibration.check_voters(count)


cases = st.dictionaries(
    st.integers(1, 4),
    st.integers(0, 6).flatmap(lambda may: st.tuples(st.integers(0, may), st.just(may))),
)


@few
@given(cases)
def test_votes_open_only_where_no_single_voice_could_be_told(votes):
    alone = any(given == 1 and may > 1 for given, may in votes.values())
    missing = any(given == 0 and may > 0 for given, may in votes.values())
    if alone or missing:
        with pytest.raises(Refused):
            calibration.check_opening(votes)
    else:
        calibration.check_opening(votes)


@pytest.mark.parametrize("reason", ["", "Berubah", "dua kata"])
def test_a_change_wants_a_reason(reason):
    with pytest.raises(Refused):
        calibration.check_change(reason)
