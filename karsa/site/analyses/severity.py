"""`karsa stats severity`: how severe each rater is, and with how much doubt."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from karsa.kit.refusals import sentence
from karsa.kit.untold import told
from karsa.rules.refused import Refused
from karsa.site.analyses.scores import read_scores
from karsa.stats.facets import facets
from karsa.stats.ratings import Ratings
from karsa.stats.severity import severity

HELP = "how severe each rater is (positive is severe), where the ratings can tell"


def add_arguments(parser: ArgumentParser) -> None:
    """What the sub-command takes."""
    about = "ratee, rater, item, score; further columns of 2 to 20 groups are covariates"
    parser.add_argument("file", type=Path, metavar="FILE", help=about)
    parser.add_argument(
        "--model",
        choices=tuple(_MODELS),
        default="crossed",
        help="crossed: in units of the score, drawn towards 0; facets: a rating scale, in logits",
    )
    parser.add_argument("--csv", action="store_true", help="the raters as a table instead of JSON")


def answer(options: dict[str, Any]) -> dict[str, Any]:
    """Return what the command prints; `raters` is its table. Raises Refused for no or one rater.

    Where nothing links the raters, `reason` says so and what helps, and no severity is given.
    """
    scores = read_scores(options["file"])
    unit, fit = _MODELS[options["model"]]
    about = {"unit": unit, "covariates": [name for name, _told in scores.covariates]}
    try:
        with told():
            values, more = fit(scores)
    except Refused as why:
        if not scores.components().any():
            raise
        nothing = ((None, None) for _name in scores.rater.names)
        about |= {"reason": sentence(why)}
        return {"linked": False, **about, "raters": _raters(scores, nothing)}
    return {"linked": True, **about, **more, "raters": _raters(scores, values)}


def _raters(
    scores: Ratings, values: Iterable[tuple[float | None, float | None]]
) -> list[dict[str, Any]]:
    counts, parts = Counter(scores.rater.codes.tolist()), scores.components().tolist()
    return [
        {
            "rater": name,
            "severity": value,
            "se": error,
            "n": counts[place],
            "component": parts[place],
        }
        for place, (name, (value, error)) in enumerate(zip(scores.rater.names, values, strict=True))
    ]


def _crossed(scores: Ratings) -> tuple[Iterable[tuple[float, float]], dict[str, Any]]:
    found = severity(scores)
    more = {"ratee": found.merit.variance, "rater": found.rater.variance, "rest": found.rest}
    values = zip(found.rater.value.tolist(), found.rater.error.tolist(), strict=True)
    return values, {"mean": found.mean, "variances": more}


def _facets(scores: Ratings) -> tuple[Iterable[tuple[float, float]], dict[str, Any]]:
    found = facets(scores)
    items = zip(scores.item.names, found.item.tolist(), strict=True)
    more = {"items": dict(items), "steps": found.steps.tolist(), "spread": found.spread}
    values = zip(found.rater.tolist(), found.error.tolist(), strict=True)
    return values, {**more, "log_likelihood": found.log_likelihood}


_MODELS = {"crossed": ("score", _crossed), "facets": ("logit", _facets)}
