"""`karsa stats effect`: what something changed in units that began at different times."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from karsa.kit.refusals import sentence
from karsa.kit.untold import told
from karsa.rules.comparison import DOUBTS, few
from karsa.rules.refused import Refused
from karsa.site.analyses.panels import Told, plain, read_panel
from karsa.stats.effect import Cell, Effects, effects
from karsa.stats.estimate import CONFIDENCE, Estimate
from karsa.stats.fixed import Fixed, fixed_effects
from karsa.stats.interrupted import Interrupted, interrupted
from karsa.stats.panel import aligned, without_covariates

HELP = "what a training or another start changed, against units that never had it"


def add_arguments(parser: ArgumentParser) -> None:
    """What the sub-command takes."""
    about = "unit, time, first_treated (empty: never), y; further columns of numbers are covariates"
    parser.add_argument("file", type=Path, metavar="FILE", help=about)
    parser.add_argument(
        "--interrupted",
        action="store_true",
        help="no comparison: the treated units' own line before, carried on (weaker)",
    )


def answer(options: dict[str, Any]) -> dict[str, Any]:
    """Return what the command prints; `reason` says why nothing can be concluded, else None.

    All effects are in units of y, with 95 % intervals. Raises Refused for an unreadable table.
    """
    table = read_panel(options["file"])
    return (_alone if options["interrupted"] else _compared)(table)


def _compared(table: Told) -> dict[str, Any]:
    about = _sample(table) | {"control": "never_treated", "confidence": CONFIDENCE}
    try:
        with told():
            found = effects(table.panel)
    except Refused as why:
        nothing = {"type": "dynamic", **_estimate(None)}
        return {"reason": sentence(why), **about, "overall": nothing, "group_time": []}
    units = about["units"]
    has_error = found.overall.se is not None
    missing = few(units["treated"], units["never"], has_error=has_error)
    return {
        "reason": " ".join(sentence(Refused(DOUBTS[doubt])) for doubt in missing) or None,
        **about,
        **_effects(found, table),
        "unadjusted": _estimate(effects(without_covariates(table.panel)).overall),
        "fixed_effects": _fixed(fixed_effects(table.panel), table),
    }


def _sample(table: Told) -> dict[str, Any]:
    data, treated = table.panel, ~table.panel.never
    return {
        "units": {
            "treated": int(treated.sum()),
            "never": int(data.never.sum()),
            "treated_from_the_first_time": data.early,
        },
        "times": len(data.times),
        "missing": int((data.y != data.y).sum()),
        "covariates": list(table.covariates),
        "ignored": list(table.ignored),
    }


def _effects(found: Effects, table: Told) -> dict[str, Any]:
    groups = [{"group": table.written(g), **_estimate(one)} for g, one in found.groups]
    return {
        "method": "doubly_robust" if table.covariates else "unconditional",
        "not_adjusted": found.plain,
        "overall": {"type": "dynamic", **_estimate(found.overall)},
        "simple": _estimate(found.simple),
        "group": {"overall": _estimate(found.group), "groups": groups},
        "dynamic": [{"event": plain(e), **_estimate(one)} for e, one in found.dynamic],
        "group_time": [_cell(cell, table) for cell in found.cells],
        "before": {"p": found.before, "drift": _estimate(found.drift)},
    }


def _cell(cell: Cell, table: Told) -> dict[str, Any]:
    return {
        "group": table.written(cell.group),
        "time": table.written(cell.time),
        "event": plain(cell.event),
        **_estimate(cell.estimate),
        "treated": cell.treated,
        "control": cell.control,
    }


def _fixed(found: Fixed | None, table: Told) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "events": [{"event": plain(e), **_estimate(one)} for e, one in found.events],
        "times": [{"time": table.written(t), **_estimate(one)} for t, one in found.times],
        "n": found.rows,
        "units": found.units,
    }


def _alone(table: Told) -> dict[str, Any]:
    about = _sample(table) | {"control": "none", "confidence": CONFIDENCE}
    try:
        with told():
            found = interrupted(*aligned(table.panel), 0)
    except Refused as why:
        nothing = {"type": "interrupted", **_estimate(None)}
        return {"reason": sentence(why), **about, "overall": nothing, "group_time": []}
    return {"reason": None, **about, **_series(found), "group_time": []}


def _series(found: Interrupted) -> dict[str, Any]:
    return {
        "overall": {"type": "interrupted", **_estimate(found.mean)},
        "level": _estimate(found.level),
        "trend": _estimate(found.trend),
        "points": {"before": found.before, "after": found.after},
        "lag": found.lag,
    }


def _estimate(one: Estimate | None) -> dict[str, float | None]:
    if one is None:
        return dict.fromkeys(("effect", "se", "low", "high"))
    return {"effect": one.effect, "se": one.se, "low": one.low, "high": one.high}
