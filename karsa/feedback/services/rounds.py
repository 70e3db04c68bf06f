"""Rounds of many voices: open one and draw who speaks, take an answer, release all at once.

Why it is done this way: docs/decisions/0013.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import SystemRandom
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import Nobody, record, record_many
from karsa.feedback.models import Round, RoundPart, RoundScore, RoundWord, SealedAnswer
from karsa.feedback.policies import can_answer_round, can_open_round
from karsa.feedback.queries.drawing import Drawn, drawn_for
from karsa.inbox.models import Notice
from karsa.kit.sealing import sealed_anew, unseal_if_ours
from karsa.org.models import Unit
from karsa.org.services.notices import tell_people
from karsa.rules import voices
from karsa.rules.behaviour import VALUE_KEYS
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_BOX = "feedback-round"
# Longer than any answer (1,000 characters, up to 12 each when escaped): all boxes look alike.
_BOX_SIZE = 16_384
_chance = SystemRandom()


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: a score of 1 to 5 per value (left out: cannot tell), and words."""

    scores: Mapping[str, int]
    text: str = ""


@transaction.atomic
def open_round(*, actor: Actor, unit: Unit, name: str, closes: date) -> Round:
    """Open a round about the people of a unit, draw who speaks, and tell them.

    Raises PermissionDenied for who is neither of the office nor head of the unit; Refused for a
    last day that is not ahead, a second open round, or a unit without people who are rated.
    """
    if not can_open_round(actor, unit):
        raise PermissionDenied
    if closes <= actor.today:
        raise Refused(_("Pilih hari terakhir menjawab setelah hari ini."))
    if Round.objects.filter(unit=unit, released_on=None).exists():
        raise Refused(_("Unit ini masih punya putaran yang terbuka. Tunggu sampai selesai."))
    drawn = drawn_for(unit, actor.today, _chance)
    if not drawn:
        raise Refused(_("Belum ada pegawai dengan penilai di unit ini."))
    row = Round.objects.create(
        agency=actor.agency,
        unit=unit,
        name=name.strip(),
        opened_by_id=actor.employee_id,
        starts=actor.today,
        closes=closes,
    )
    _keep_parts(row, drawn)
    record(actor, "round.opened", row)
    asked = Counter(one.rater_id for one in drawn)
    path = reverse("feedback:rounds")
    tell_people(
        actor.agency,
        actor.now,
        asked,
        kind=Notice.Kind.VOICE_ASKED,
        key=f"round:{row.pk}",
        path=path,
    )
    return row


@transaction.atomic
def answer_round(*, actor: Actor, part: RoundPart, said: Said) -> None:
    """Take one answer; what is kept of it says neither who gave it nor when.

    That the part is done is written on the part; the answer joins the sealed ones of its subject,
    which are all written anew in a random order. Nothing is audited until the round closes.
    Raises PermissionDenied for who was not drawn; Refused after the last day, a second time, or
    without a score.
    """
    row = RoundPart.objects.select_for_update(of=("self",)).select_related("round").get(pk=part.pk)
    if not can_answer_round(actor, row):
        raise PermissionDenied
    if row.round.released_on or row.round.closes < actor.today:
        raise Refused(_("Putaran ini sudah ditutup."))
    if row.has_answered:
        raise Refused(_("Anda sudah menjawab. Jawaban tidak dapat dibuka atau diubah lagi."))
    _check(said)
    _lock_subject(row)
    kept = SealedAnswer.objects.filter(round=row.round, subject=row.subject_id)
    boxes = list(kept.values_list("box", flat=True))
    kept.delete()
    _seal_anew(row, boxes, _packed(row.group, said))
    row.has_answered = True
    row.save(update_fields=["has_answered"])


def release_rounds(*, agency: Agency, today: date) -> int:
    """Release every round whose last day has passed; the number of rounds.

    By the night, so that nobody chooses the moment; a round is released once.
    """
    due = Round.objects.filter(agency=agency, released_on=None, closes__lt=today)
    return sum(_release(pk, today) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _release(pk: int, today: date) -> int:
    row = Round.objects.select_for_update().get(pk=pk)
    if row.released_on is not None:
        return 0
    shown = {subject: _shown(told) for subject, told in _by_subject(row).items()}
    SealedAnswer.objects.filter(round=row).delete()
    scores = [
        RoundScore(subject_id=subject, shown_as=name, scores=one.scores, **_of(row))
        for subject, answers in shown.items()
        for name, one in answers
    ]
    words = [
        RoundWord(subject_id=subject, shown_as=name, text=one.text, **_of(row))
        for subject, answers in shown.items()
        for name, one in answers
        if one.text
    ]
    _chance.shuffle(scores)
    _chance.shuffle(words)
    RoundScore.objects.bulk_create(scores)
    RoundWord.objects.bulk_create(words)
    row.released_on = today
    row.save(update_fields=["released_on"])
    nobody = Nobody(row.agency, today)
    record_many(nobody, "round.answered", [row] * len(scores))
    record(nobody, "round.released", row)
    return 1


def _of(row: Round) -> dict[str, Any]:
    return {"agency_id": row.agency_id, "round": row, "id": uuid4()}


def _keep_parts(row: Round, drawn: Iterable[Drawn]) -> None:
    parts = [
        RoundPart(
            agency_id=row.agency_id,
            round=row,
            subject_id=one.subject_id,
            rater_id=one.rater_id,
            group=one.group,
        )
        for one in drawn
    ]
    _chance.shuffle(parts)
    RoundPart.objects.bulk_create(parts)


def _lock_subject(part: RoundPart) -> None:
    """Two who answer at once about one person wait for each other."""
    locked = RoundPart.objects.select_for_update(of=("self",)).order_by("pk")
    list(locked.filter(round=part.round_id, subject=part.subject_id, rater=part.subject_id))


def _seal_anew(part: RoundPart, boxes: list[str], text: str) -> None:
    SealedAnswer.objects.bulk_create(
        SealedAnswer(
            id=uuid4(),
            agency_id=part.agency_id,
            round_id=part.round_id,
            subject_id=part.subject_id,
            box=box,
        )
        for box in sealed_anew(_BOX, part.agency_id, boxes, text, _chance)
    )


def _check(said: Said) -> None:
    if not said.scores or set(said.scores) - set(VALUE_KEYS):
        raise Refused(_("Beri nilai paling sedikit untuk satu perilaku."))
    if any(not voices.LOWEST <= score <= voices.HIGHEST for score in said.scores.values()):
        raise Refused(_("Nilai setiap perilaku antara 1 dan 5."))


def _packed(group: str, said: Said) -> str:
    told = {"group": group, "scores": dict(said.scores), "text": said.text.strip()}
    return json.dumps(told).ljust(_BOX_SIZE)


@dataclass(frozen=True, slots=True)
class _Told:
    group: str
    scores: dict[str, int]
    text: str


def _by_subject(row: Round) -> dict[int, list[_Told]]:
    found: dict[int, list[_Told]] = defaultdict(list)
    for one in SealedAnswer.objects.filter(round=row):
        text = unseal_if_ours(_BOX, row.agency_id, one.box)
        if text is not None:  # one box that no longer opens does not hold up the unit's round
            found[one.subject_id].append(_Told(**json.loads(text)))
    return found


def _shown(told: Iterable[_Told]) -> list[tuple[str, _Told]]:
    """Answers with the name of the group they are shown in; without those that are not shown."""
    names = voices.shown_as(Counter(one.group for one in told))
    return [(names[one.group], one) for one in told if one.group in names]
