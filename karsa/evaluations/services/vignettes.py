"""Cases of invented people that every rater rates: they link raters, and they teach."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import RaterEffect, Vignette, VignetteRating
from karsa.evaluations.policies import can_answer_effect, can_keep_fairness, can_rate_vignette
from karsa.rules.grade import Rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def write_vignette(*, actor: Actor, title: str, story: str) -> Vignette:
    """Open a case of this year to all raters. Raises PermissionDenied to all but the office."""
    if not can_keep_fairness(actor):
        raise PermissionDenied
    row = Vignette.objects.create(
        agency=actor.agency, year=actor.today.year, title=title.strip(), story=story.strip()
    )
    record(actor, "evaluations.vignette_opened", row)
    return row


@transaction.atomic
def close_vignette(*, actor: Actor, vignette: Vignette) -> Vignette:
    """Close a case: nobody rates it any more. PermissionDenied to all but the office."""
    if not can_keep_fairness(actor):
        raise PermissionDenied
    vignette.is_open = False
    vignette.save(update_fields=["is_open"])
    record(actor, "evaluations.vignette_closed", vignette)
    return vignette


@transaction.atomic
def rate_vignette(
    *, actor: Actor, vignette: Vignette, result_rating: str, behaviour_rating: str
) -> VignetteRating:
    """Rate a case, once: the others' ratings are shown afterwards.

    Raises PermissionDenied to who rates nobody, Refused for a closed case or a second time.
    """
    if not can_rate_vignette(actor):
        raise PermissionDenied
    if not vignette.is_open:
        raise Refused(_("Kasus ini sudah ditutup."))
    row, made = VignetteRating.objects.get_or_create(
        vignette=vignette,
        rater_id=actor.employee_id,
        defaults={
            "agency": actor.agency,
            "result_rating": Rating(result_rating).value,
            "behaviour_rating": Rating(behaviour_rating).value,
        },
    )
    if not made:
        raise Refused(_("Kasus ini sudah Anda nilai. Nilai pertama yang dipakai."))
    record(actor, "evaluations.vignette_rated", vignette)
    return row


@transaction.atomic
def answer_effect(*, actor: Actor, effect: RaterEffect, text: str) -> RaterEffect:
    """Say how one sees the figures about oneself; the office reads it beside them.

    Raises PermissionDenied to all but the rater, Refused without words.
    """
    if not can_answer_effect(actor, effect):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Tulis dulu tanggapan Anda."))
    effect.answer, effect.answered_on = text.strip(), actor.today
    effect.save(update_fields=["answer", "answered_on"])
    record(actor, "evaluations.effect_answered", effect)
    return effect
