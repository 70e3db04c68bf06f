"""`karsa stats forecast`: the months ahead of a monthly series, and a target's chance."""

from argparse import ArgumentParser, ArgumentTypeError
from math import isfinite
from pathlib import Path
from typing import Any

from karsa.rules.achievement import Polarity
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.site.analyses.series import read_series, written
from karsa.stats.forecast import MINIMUM, Outlook, outlook
from karsa.stats.spread import BAND

HELP = "the months ahead of a monthly series, with an 80 % band and the chance of a target"
_FURTHEST = 60


def add_arguments(parser: ArgumentParser) -> None:
    """What the sub-command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a table of period and value")
    parser.add_argument("--horizon", type=months, default=12, help="months ahead (12)")
    parser.add_argument("--target", type=number, help="to be reached in the last month ahead")
    parser.add_argument(
        "--polarity",
        choices=(Polarity.MAXIMIZE.value, Polarity.MINIMIZE.value),
        default=Polarity.MAXIMIZE.value,
        help="reached from the target upwards (maximize, as usual) or downwards (minimize)",
    )


def answer(options: dict[str, Any]) -> dict[str, Any]:
    """Return what the command prints. Raises Refused for a table nothing can be said about.

    `points`: period, mean, low and high of each month ahead in the table's unit, `band` being the
    share of cases between low and high. `reach`: the chance, 0 to 1, None without a target.
    """
    last, values = read_series(options["file"])
    found = outlook(values, options["horizon"])
    if found is None:
        raise Refused(
            _(
                "Belum cukup data: perlu paling sedikit %(months)s bulan yang berisi angka, "
                "dan paling banyak seperempat bulan di antaranya kosong."
            ),
            months=MINIMUM,
        )
    ahead = range(1, options["horizon"] + 1)
    return {
        "months_used": sum(value is not None for value in values),
        "band": BAND,
        "points": [{"period": written(last + n), **_band(found, n)} for n in ahead],
        "reach": _reach(found, last, options),
    }


def _band(found: Outlook, ahead: int) -> dict[str, float]:
    band = map(_plain, found.month(ahead).band())
    return dict(zip(("mean", "low", "high"), band, strict=True))


def _reach(found: Outlook, last: int, options: dict[str, Any]) -> dict[str, Any] | None:
    target, horizon = options["target"], options["horizon"]
    if target is None:
        return None
    side = "at_least" if options["polarity"] == Polarity.MAXIMIZE else "at_most"
    return {
        "period": written(last + horizon),
        "target": target,
        "polarity": options["polarity"],
        "probability": round(found.month(horizon).chance(**{side: target}), 4),
    }


def _plain(value: float) -> float:
    """Ten digits: more would only look exact."""
    return float(f"{value:.10g}")


def months(text: str) -> int:
    """How many months ahead."""
    if not text.isdecimal() or not 1 <= int(text) <= _FURTHEST:
        raise ArgumentTypeError(f"1 to {_FURTHEST} months")
    return int(text)


def number(text: str) -> float:
    """A finite number; its name stands in the command's complaint."""
    value = float(text)
    if not isfinite(value):
        raise ArgumentTypeError("a number")
    return value
