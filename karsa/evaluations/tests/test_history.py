"""What came in as history says nothing of raters here: typed from paper it does."""

import pytest

from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.queries.calibration import candidates
from karsa.evaluations.queries.funnel import cycle_counts
from karsa.evaluations.queries.listing import listed
from karsa.evaluations.services.measuring import measure
from karsa.evaluations.services.rated import rated_in
from karsa.evaluations.tests import make
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


def test_what_came_in_as_history_is_not_talked_over(people):
    make.both_decided(people)
    Evaluation.objects.update(origin="table")

    assert not candidates(people.clinic, make.quarter(people)).exists()


def test_what_came_in_as_history_is_not_drawn(people):
    make.decided(people)
    make.elsewhere_decided(people)
    Evaluation.objects.filter(rater=people.andi).update(origin="bkn")
    with pytest.raises(Refused, match="Belum ada penilaian"):
        services.draw_seconds(
            actor=make.at(people.hana), period=make.quarter(people), seed="4711", wanted=9
        )


def test_what_came_in_as_history_is_in_no_figure_and_in_no_list(people):
    row = make.signed(people)
    period = make.quarter(people)
    for origin, count in (("paper", 1), ("bkn", 0), ("table", 0)):
        type(row).objects.update(origin=origin)
        found = (
            len(rated_in(period.agency, period)),
            measure(agency=period.agency, period=period, now=org.NOW),
            listed(period).count(),
            cycle_counts(period.agency, period, make.DAY).decided,
        )
        assert found == (count,) * 4
