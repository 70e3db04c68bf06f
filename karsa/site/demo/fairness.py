"""Five cases that the raters rated, and what a past quarter says of each of them."""

from collections.abc import Iterator

from karsa.evaluations.models import Evaluation, Vignette, VignetteRating
from karsa.evaluations.services.measuring import measure
from karsa.org.models import Period
from karsa.rules.grade import Rating
from karsa.site.demo import calibration
from karsa.site.demo.chance import share
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

_SCALE = (Rating.BELOW, Rating.MEETS, Rating.ABOVE)
# Of ten raters about one is a step more severe than the others, and two a step more lenient.
_SEVERE, _LENIENT = 0.1, 0.8
_HAVE_RATED = 0.9


def lay(world: World) -> None:
    """Write cases, ratings and figures, where somebody was rated. About ten queries."""
    given = Evaluation.objects.filter(agency=world.agency).exclude(state="draft")
    last = given.order_by("-period__ends").values_list("period", flat=True).first()
    if last is None:
        return
    raters = sorted(set(given.values_list("rater", "rater__nip")))
    VignetteRating.objects.bulk_create(
        rating for case in library("vignettes")["case"] for rating in _ratings(world, case, raters)
    )
    period = Period.objects.get(agency=world.agency, pk=last)
    calibration.lay(world, period)
    measure(agency=world.agency, period=period, now=world.now)


def _ratings(
    world: World, case: dict[str, str], raters: list[tuple[int, str]]
) -> Iterator[VignetteRating]:
    row = Vignette.objects.create(
        agency=world.agency,
        year=world.today.year,
        title=case["title"],
        story=case["story"].strip(),
    )
    for rater, nip in raters:
        if share(nip, row.title) < _HAVE_RATED:
            yield VignetteRating(
                agency=world.agency,
                vignette=row,
                rater_id=rater,
                result_rating=_given(case["result"], nip, row.title, "result"),
                behaviour_rating=_given(case["behaviour"], nip, row.title, "behaviour"),
            )


def _given(true: str, nip: str, *seed: str) -> Rating:
    """What this rater makes of it: now and then a step off, some raters always."""
    habit, mood = share(nip, "habit"), share(nip, *seed)
    step = (habit > _LENIENT) - (habit < _SEVERE) + (mood > _LENIENT) - (mood < _SEVERE)
    return _SCALE[min(max(_SCALE.index(Rating(true)) + step, 0), 2)]
