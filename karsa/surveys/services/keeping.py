"""A survey from its draft to its publication."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import Doer, record
from karsa.org.models import Service, ServicePoint
from karsa.rules.disclosure import LEAST, hides
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.survey import MOST_QUESTIONS, check_dates
from karsa.surveys import policies
from karsa.surveys.models import (
    Flag,
    Survey,
    SurveyPlace,
    SurveyQuestion,
    SurveyWording,
    Trace,
)
from karsa.surveys.services.answering import forget_keys
from karsa.surveys.services.signs import raise_flags

State = Survey.State
# Without letters and digits that are mistaken for each other.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 7


@dataclass(frozen=True, slots=True)
class Words:
    """What one writes of a survey; `population` is how many people are served in its time."""

    title: str
    starts: date
    ends: date
    population: int | None = None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of the service's own; its two to four answers, the least favourable first."""

    text: str
    answers: tuple[str, ...]


@transaction.atomic
def draft(
    *, actor: Actor, service: Service, words: Words, questions: Sequence[OwnQuestion] = ()
) -> Survey:
    """Draft a survey of `service`, with an address for each of its open points.

    Raises PermissionDenied for whoever does not keep the unit's surveys; Refused where the dates
    cross, or for too many questions.
    """
    if not policies.can_keep(actor, service.unit):
        raise PermissionDenied
    _check(words, questions)
    row = Survey.objects.create(agency=actor.agency, service=service, **_fields(words))
    _ask(row, questions)
    points: list[ServicePoint | None] = [None, *service.points.filter(is_open=True).order_by("pk")]
    SurveyPlace.objects.bulk_create(
        SurveyPlace(agency=actor.agency, survey=row, point=point, code=_code()) for point in points
    )
    record(actor, "survey.drafted", row)
    return row


@transaction.atomic
def change(
    *, actor: Actor, survey: Survey, words: Words, questions: Sequence[OwnQuestion] = ()
) -> Survey:
    """Write a draft anew. Raises as `draft`; Refused once people can answer."""
    found = lock_kept(actor, survey)
    if found.state != State.DRAFT:
        raise Refused(_("Survei ini sudah dibuka, jadi pertanyaannya tidak diubah lagi."))
    _check(words, questions)
    for name, value in _fields(words).items():
        setattr(found, name, value)
    found.save(update_fields=list(Words.__slots__))
    found.questions.all().delete()
    _ask(found, questions)
    record(actor, "survey.changed", found)
    return found


@transaction.atomic
def translate(
    *, actor: Actor, survey: Survey, language: str, name: str, texts: Mapping[str, str]
) -> SurveyWording:
    """Keep the questionnaire in a regional language; empty texts stay Indonesian.

    Raises PermissionDenied for others; Refused once it is closed.
    """
    found = lock_kept(actor, survey)
    if found.state == State.CLOSED:
        raise Refused(_("Survei ini sudah selesai."))
    said = {key: text.strip() for key, text in texts.items() if text.strip()}
    row, _made = SurveyWording.objects.update_or_create(
        survey=found,
        language=language,
        defaults={"agency": actor.agency, "name": name.strip(), "texts": said},
    )
    record(actor, "survey.translated", found, note=language)
    return row


@transaction.atomic
def open_survey(*, actor: Actor, survey: Survey) -> Survey:
    """Let people answer from its first day on.

    Raises PermissionDenied for others; Refused if it is no draft, or its last day is over.
    """
    found = lock_kept(actor, survey)
    if found.state != State.DRAFT:
        raise Refused(_("Survei ini sudah dibuka."))
    if found.ends < actor.today:
        raise Refused(_("Tanggal selesainya sudah lewat. Ubah dulu tanggalnya."))
    return _step(actor, found, State.OPEN, "survey.opened")


@transaction.atomic
def close_survey(*, actor: Actor, survey: Survey) -> Survey:
    """End it: look for odd answers a last time, then forget what told devices apart, and
    which comment came with which answer.

    Raises PermissionDenied for others; Refused if it is not open.
    """
    return close(actor, lock_kept(actor, survey))


def close(doer: Doer, found: Survey) -> Survey:
    """Close a locked survey, for a person or the night's work. Raises Refused if it is not open."""
    if found.state != State.OPEN:
        raise Refused(_("Survei ini tidak sedang dibuka."))
    raise_flags(found)
    Trace.objects.filter(survey=found).delete()
    forget_keys(found)
    return _step(doer, found, State.CLOSED, "survey.closed")


@transaction.atomic
def publish(*, actor: Actor, survey: Survey) -> Survey:
    """Show its results to citizens.

    Raises PermissionDenied for others; Refused while it runs, while a flag waits for a decision,
    or with so few answers that somebody could be recognised.
    """
    found = lock_kept(actor, survey)
    if found.state != State.CLOSED:
        raise Refused(_("Tutup dulu surveinya; hasil yang masih bergerak belum diterbitkan."))
    if found.flags.filter(state=Flag.State.WAITING).exists():
        raise Refused(_("Masih ada tanda yang menunggu keputusan. Putuskan dulu, lalu terbitkan."))
    count = found.responses.filter(is_counted=True).count()
    if hides(count) or not count:
        raise Refused(
            _("Kurang dari %(least)s jawaban: hasilnya dapat mengungkap orang, jadi tidak terbit."),
            least=LEAST,
        )
    found.published_on = actor.today
    found.save(update_fields=["published_on"])
    record(actor, "survey.published", found)
    return found


def lock_kept(actor: Actor, survey: Survey) -> Survey:
    """Return the survey as it is now, locked, for who keeps it; PermissionDenied for others."""
    found = lock(survey)
    if not policies.can_keep(actor, found.service.unit):
        raise PermissionDenied
    return found


def lock(survey: Survey) -> Survey:
    """Return the survey as it is now, locked, with its service. One query."""
    rows = Survey.objects.select_for_update(of=("self",)).select_related("service__unit")
    return rows.get(pk=survey.pk)


def _step(doer: Doer, found: Survey, state: str, verb: str) -> Survey:
    found.state = state
    found.save(update_fields=["state"])
    record(doer, verb, found)
    return found


def _check(words: Words, questions: Sequence[OwnQuestion]) -> None:
    check_dates(words.starts, words.ends)
    if len(questions) > MOST_QUESTIONS:
        raise Refused(
            _("Paling banyak %(most)s pertanyaan sendiri, supaya survei tetap sebentar."),
            most=MOST_QUESTIONS,
        )
    if any(not 2 <= len(one.answers) <= 4 for one in questions):
        raise Refused(_("Beri dua sampai empat pilihan jawaban pada tiap pertanyaan sendiri."))


def _ask(row: Survey, questions: Sequence[OwnQuestion]) -> None:
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(
            agency_id=row.agency_id,
            survey=row,
            order=order,
            text=one.text.strip(),
            answers=list(one.answers),
        )
        for order, one in enumerate(questions, start=1)
    )


def _fields(words: Words) -> dict[str, object]:
    return {name: getattr(words, name) for name in Words.__slots__}


def _code() -> str:
    return "".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH))
