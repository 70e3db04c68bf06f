from datetime import date, timedelta

from karsa.rules.odd_answers import Given, signs

DAY = date(2026, 3, 4)
VARIED = [(3, 4, 3), (4, 4, 4), (3, 3, 3), (2, 3, 4), (4, 3, 3)]


def given(count: int, *, day: int = 0, place: int = 1, start: int = 1, **over) -> list[Given]:
    return [
        Given(
            id=start + n,
            place=place,
            day=DAY + timedelta(days=day),
            answers=over.get("answers", VARIED[n % 5]),
            is_kiosk=over.get("is_kiosk", False),
            device=over.get("device", f"{start + n:08d}"),
            is_inside=over.get("is_inside", False),
        )
        for n in range(count)
    ]


def usual_days() -> list[Given]:
    return [one for day in range(1, 9) for one in given(6, day=day, start=1000 * day)]


def kinds(found) -> list[str]:
    return [sign.kind for sign in found]


def test_ordinary_days_raise_nothing():
    assert signs(usual_days()) == []


def test_a_day_far_above_the_usual_is_a_burst():
    (found,) = signs(usual_days() + given(40))

    assert (found.kind, found.day, len(found.ids)) == ("burst", DAY, 40)


def test_a_busy_place_is_no_burst():
    busy = [one for day in range(6) for one in given(40, day=day, start=1000 * day)]

    assert signs(busy) == []


def test_ten_alike_that_fill_the_day():
    (found,) = signs(given(10, answers=(4, None, 4)) + given(6, start=50))

    assert (found.kind, found.mark, len(found.ids)) == ("identical", "4-4", 10)


def test_many_alike_among_many_are_contentment():
    assert signs(given(10, answers=(4, 4, 1)) + given(15, start=50)) == []


def test_one_device_four_times_a_day_but_not_on_two_days():
    assert kinds(signs(given(4, device="x" * 64))) == ["device"]
    assert signs(given(3, device="x" * 64) + given(3, day=1, start=9, device="x" * 64)) == []


def test_a_screen_at_the_counter_is_one_device_by_nature():
    assert signs(given(9, device="x" * 64, is_kiosk=True, is_inside=True)) == []


def test_the_offices_own_network():
    assert kinds(signs(given(5, is_inside=True))) == ["inside"]
