import pytest

from karsa.rules.retention import USUAL, RetentionRules, configured


def test_a_region_names_only_the_days_that_differ():
    own = configured({"comments_days": 90}, "Perbup 7/2026")
    assert (own.comments_days, own.answers_days) == (90, USUAL.answers_days)
    assert configured({}, "") is USUAL
    with pytest.raises(TypeError):
        configured({"unknown": 1}, "")
    with pytest.raises(ValueError, match="at least one day"):
        RetentionRules(support_days=0)
