"""Second raters: drawn from a seed that is told, they rate unseen, for the figures alone."""

from collections import Counter, defaultdict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import Evaluation, SecondDraw, SecondRating, SessionCase
from karsa.evaluations.policies import can_keep_fairness, can_rate_second
from karsa.inbox.models import Notice
from karsa.org.models import Employee, Period
from karsa.org.services.notices import tell_people
from karsa.rules.grade import Rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.second import Drawable, check_draw, draw


@transaction.atomic
def draw_seconds(*, actor: Actor, period: Period, seed: str, wanted: int) -> SecondDraw:
    """Draw people of a period and a second rater for each, three a rater at most; once a period.

    Never the person's rater, superior, whoever decided, somebody of the same unit, whom the
    person rates, or who sat in a calibration of them: they know the first rating, or kept out.
    Raises PermissionDenied to all but the office; Refused without a seed, for nobody, a second
    time, or where nobody could be drawn.
    """
    if not can_keep_fairness(actor):
        raise PermissionDenied
    check_draw(seed, wanted)
    if SecondDraw.objects.filter(period=period).exists():
        raise Refused(_("Penilai kedua periode ini sudah diundi, dan undian tidak diulang."))
    found = draw(seed, *_pool(actor, period), wanted)
    if not found:
        raise Refused(_("Belum ada penilaian yang dapat diundi pada periode ini."))
    row = SecondDraw.objects.create(
        agency=actor.agency,
        period=period,
        seed=seed.strip(),
        wanted=wanted,
        drawn_by_id=actor.me,
        drawn_on=actor.today,
    )
    SecondRating.objects.bulk_create(
        SecondRating(agency=actor.agency, draw=row, evaluation_id=key, rater_id=rater)
        for key, rater in sorted(found.items())
    )
    record(actor, "evaluations.second_drawn", row, note=row.seed)
    tell_people(
        actor.agency,
        actor.now,
        Counter(found.values()),
        kind=Notice.Kind.SECOND_DRAWN,
        key=f"second:{row.pk}",
        path=reverse("evaluations:seconds"),
    )
    return row


def _pool(actor: Actor, period: Period) -> tuple[list[Drawable], set[int]]:
    """Who may be drawn, each with those too near; and who rates. Three queries."""
    rows = Evaluation.objects.rated_here().filter(agency=actor.agency, period=period)
    rows = rows.exclude(state="draft")
    seats = ("rater", "reviewer", "decided_by", "assignment__employee", "assignment__unit")
    found = list(rows.values_list("pk", *seats))
    raters = {row[1] for row in found}
    active = Employee.objects.filter(pk__in=raters, is_active=True).values_list("pk", flat=True)
    rates, works = defaultdict(set), defaultdict(set)
    for _pk, rater, _above, _decided, person, unit in found:
        rates[rater].add(person)
        works[unit].add(person)
    sat = defaultdict(set)
    told = SessionCase.objects.filter(evaluation__in=rows.values("pk"))
    for pk, member in told.values_list("evaluation", "session__members__employee"):
        sat[pk].add(member)
    people = [
        Drawable(
            pk,
            frozenset({rater, above, decided, person} | rates[person] | works[unit] | sat[pk]),
        )
        for pk, rater, above, decided, person, unit in found
    ]
    return people, set(active)


@transaction.atomic
def rate_second(
    *, actor: Actor, second: SecondRating, result_rating: str, behaviour_rating: str
) -> SecondRating:
    """Rate a drawn person, once, without the first rating. The result stays as it is.

    Raises PermissionDenied to all but who was drawn, Refused a second time,
    or who has talked the person over meanwhile.
    """
    row = SecondRating.objects.select_for_update().get(pk=second.pk)
    if not can_rate_second(actor, row):
        raise PermissionDenied
    if row.rated_on is not None:
        raise Refused(_("Orang ini sudah Anda nilai. Nilai pertama yang dipakai."))
    talked = SessionCase.objects.filter(evaluation=row.evaluation_id)
    if talked.exclude(session__state="voting").filter(session__members__employee=actor.me).exists():
        raise Refused(
            _("Anda ikut membahas orang ini, jadi sudah tahu nilainya. Nyatakan tidak menilai.")
        )
    row.result_rating = Rating(result_rating).value
    row.behaviour_rating = Rating(behaviour_rating).value
    row.rated_on = actor.today
    row.save(update_fields=["result_rating", "behaviour_rating", "rated_on"])
    record(actor, "evaluations.second_rated", row)
    return row


@transaction.atomic
def decline_second(*, actor: Actor, second: SecondRating) -> SecondRating:
    """Keep out of it, without a reason: too near, or no time.

    Raises PermissionDenied to all but who was drawn, Refused once rated.
    """
    row = SecondRating.objects.select_for_update().get(pk=second.pk)
    if not can_rate_second(actor, row):
        raise PermissionDenied
    if row.rated_on is not None:
        raise Refused(_("Orang ini sudah Anda nilai. Nilai pertama yang dipakai."))
    row.declined_on = actor.today
    row.save(update_fields=["declined_on"])
    record(actor, "evaluations.second_declined", row)
    return row
