"""`karsa stats agreement`: how far raters agree."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from karsa.kit.untold import told
from karsa.site.analyses.scores import read_scores
from karsa.stats.agreement import alpha, icc

HELP = "how far raters agree: intraclass correlations and Krippendorff's alpha"


def add_arguments(parser: ArgumentParser) -> None:
    """What the sub-command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="ratee, rater, item, score")


def answer(options: dict[str, Any]) -> dict[str, Any]:
    """Return what the command prints; null where a figure says nothing. Raises Refused."""
    scores = read_scores(options["file"])
    with told():
        return {"icc": icc(scores), "alpha": alpha(scores)}
