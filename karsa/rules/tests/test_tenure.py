from datetime import date
from decimal import Decimal

from karsa.rules.tenure import Post, Span, days_between, held, prorated

FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
MONTH = days_between(FIRST, LAST)


def spans(*posts: Post) -> list[tuple[int, int, int]]:
    return [(key, days[0].day, days[-1].day) for key, days in held(posts, MONTH)]


def test_on_each_day_the_latest_post_counts():
    old, new = Post(1, date(2020, 1, 1), None), Post(2, date(2026, 2, 11), date(2026, 2, 20))
    assert spans(new, old) == [(1, 1, 10), (2, 11, 20), (1, 21, 28)]


def test_days_without_a_post_count_for_nobody():
    assert spans(Post(1, date(2026, 2, 3), date(2026, 2, 4))) == [(1, 3, 4)]
    assert spans(Post(1, date(2026, 3, 1), None)) == []


def test_the_days_of_a_month_share_its_amount():
    one = Span(1, "Bidan", FIRST, date(2026, 2, 7), 7, Decimal(4_000_000))
    two = Span(2, "Bidan", date(2026, 2, 8), LAST, 21, None)
    assert prorated([one], 28) == 1_000_000
    assert prorated([one], 0) == 0
    assert prorated([one, two], 28) is None
