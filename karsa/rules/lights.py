"""The light beside an achievement: a word, never colour alone."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from karsa.rules.refused import gettext_noop as _


class Light(StrEnum):
    """Good, warn and bad are green, amber and red; stale and none are grey."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    STALE = "stale"
    NONE = "none"


LIGHT_NAMES: Mapping[Light, str] = {
    Light.GOOD: _("Di jalur"),
    Light.WARN: _("Waspada"),
    Light.BAD: _("Tertinggal"),
    Light.STALE: _("Data lama"),
    Light.NONE: _("Belum ada data"),
}


def light(
    achievement: Decimal | None,
    *,
    age_days: int | None = None,
    expected_days: int | None = None,
    green: Decimal = Decimal(100),
    amber: Decimal = Decimal(80),
) -> Light:
    """Return the light of one achievement.

    Units:  achievement, green and amber in percent; a bound belongs to the better light.
            age_days since the actual, expected_days between two reports; either may be unknown.
    Stale:  data older than the expected frequency; no data at all is `none`.
    Source: rules digest 6; the bounds are an agency's configuration.
    """
    if achievement is None:
        return Light.NONE
    if age_days is not None and expected_days is not None and age_days > expected_days:
        return Light.STALE
    if achievement >= green:
        return Light.GOOD
    return Light.WARN if achievement >= amber else Light.BAD
