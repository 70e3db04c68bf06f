import pytest

from karsa.rules.conflict import own_paths


@pytest.mark.parametrize(
    ("heads", "works_in", "own"),
    [
        ((), (), set()),
        (("1/4/",), ("1/4/",), {"1/4/"}),
        ((), ("1/4/9/",), {"1/4/", "1/4/9/"}),
        ((), ("1/",), set()),
        (("1/",), ("1/",), {"1/"}),
    ],
)
def test_whoever_it_is_about_does_not_judge(heads, works_in, own):
    assert own_paths(heads, works_in) == own
