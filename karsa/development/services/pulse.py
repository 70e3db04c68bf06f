"""The pulse: ask all staff, take an answer that is nobody's, release all at once, reply.

Why it is done this way: docs/decisions/0013 and 0032.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from random import SystemRandom
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import Nobody, record, record_many
from karsa.development.models import Pulse, PulseBox, PulsePart, PulseReply, PulseResult
from karsa.development.policies import can_answer_pulse, can_keep, can_reply_pulse
from karsa.kit.sealing import seal, sealed_anew, unseal_if_ours
from karsa.org.models import Assignment, Unit
from karsa.rules import pulse as rules
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_BOX = "development-pulse"
_BOX_SIZE = 96  # longer than any answer: all boxes look alike
_chance = SystemRandom()


@transaction.atomic
def open_pulse(*, actor: Actor, name: str, closes: date) -> Pulse:
    """Ask all who hold a post today. Eight queries, and one more per 1,000 people.

    Raises PermissionDenied for others than the performance manager; Refused for a last day that
    is not ahead, while another pulse is open, or where nobody would be asked.
    """
    if not can_keep(actor):
        raise PermissionDenied
    if closes <= actor.today:
        raise Refused(_("Pilih hari terakhir menjawab setelah hari ini."))
    if Pulse.objects.filter(agency=actor.agency, released_on=None).exists():
        raise Refused(_("Masih ada denyut yang terbuka. Tunggu sampai selesai."))
    asked = _asked(actor)
    if not asked:
        raise Refused(_("Belum ada pegawai yang bertugas."))
    row = Pulse.objects.create(
        agency=actor.agency,
        name=name.strip(),
        opened_by_id=actor.employee_id,
        starts=actor.today,
        closes=closes,
    )
    parts = [
        PulsePart(agency=actor.agency, pulse=row, employee_id=employee, unit_id=unit)
        for employee, unit in asked.items()
    ]
    _chance.shuffle(parts)
    PulsePart.objects.bulk_create(parts, batch_size=1000)
    record(actor, "pulse.opened", row)
    return row


def _asked(actor: Actor) -> dict[int, int]:
    """Each person with the unit they answer as: their own, or one above where it is small."""
    held = Assignment.objects.filter(agency=actor.agency).on(actor.today)
    posts = held.order_by("pk").values_list("employee", "unit__path")
    own = dict(posts.filter(kind=Assignment.Kind.DEFINITIVE))
    place = dict(posts) | own
    answer_as = rules.cells(list(place.values()))
    units = Unit.objects.filter(agency=actor.agency, path__in=set(answer_as.values()))
    ids = dict(units.values_list("path", "pk"))
    return {employee: ids[answer_as[path]] for employee, path in place.items()}


@transaction.atomic
def answer_pulse(*, actor: Actor, part: PulsePart, answers: Mapping[str, int]) -> None:
    """Take an answer; what is kept of it says neither who gave it nor when.

    `answers`: 1 to 5 for the three questions, and perhaps for `support`. Nothing is audited until
    the pulse closes. Raises PermissionDenied for who is not asked; Refused after the last day, a
    second time, or where a question is left out.
    """
    row = PulsePart.objects.select_for_update(of=("self",)).select_related("pulse").get(pk=part.pk)
    if not can_answer_pulse(actor, row):
        raise PermissionDenied
    if row.pulse.released_on or row.pulse.closes < actor.today:
        raise Refused(_("Denyut ini sudah ditutup."))
    if row.has_answered:
        raise Refused(_("Anda sudah menjawab. Jawaban tidak dapat dibuka atau diubah lagi."))
    _check(answers)
    _keep(row, json.dumps(dict(answers)).ljust(_BOX_SIZE))
    row.has_answered = True
    row.save(update_fields=["has_answered"])


def sealed(part: PulsePart, text: str) -> str:
    """Return the box of a first answer (JSON by question); all boxes are of one length."""
    return seal(_BOX, part.agency_id, text.ljust(_BOX_SIZE))


def _check(answers: Mapping[str, int]) -> None:
    if set(rules.ASKED) - set(answers) or set(answers) - set(rules.QUESTIONS):
        raise Refused(_("Jawab ketiga pertanyaan."))
    if any(not rules.LOWEST <= one <= rules.HIGHEST for one in answers.values()):
        raise Refused(_("Jawaban antara 1 dan 5."))


def _keep(part: PulsePart, text: str) -> None:
    """Write all answers of the unit anew; two who answer at once wait for each other."""
    parts = PulsePart.objects.filter(pulse=part.pulse_id, unit=part.unit_id).order_by("pk")
    list(parts.select_for_update()[:1])
    kept = PulseBox.objects.filter(pulse=part.pulse_id, unit=part.unit_id)
    boxes = list(kept.values_list("box", flat=True))
    kept.delete()
    PulseBox.objects.bulk_create(
        PulseBox(
            id=uuid4(),
            agency_id=part.agency_id,
            pulse_id=part.pulse_id,
            unit_id=part.unit_id,
            box=box,
        )
        for box in sealed_anew(_BOX, part.agency_id, boxes, text, _chance)
    )


def release_pulses(*, agency: Agency, today: date) -> int:
    """Release every pulse whose last day has passed; the number of pulses.

    By the night, so that nobody chooses the moment; only sums are left of the answers.
    """
    due = Pulse.objects.filter(agency=agency, released_on=None, closes__lt=today)
    return sum(_release(pk, today) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _release(pk: int, today: date) -> int:
    row = Pulse.objects.select_for_update().get(pk=pk)
    if row.released_on is not None:
        return 0
    told = _told(row)
    PulseBox.objects.filter(pulse=row).delete()
    PulseResult.objects.bulk_create(
        PulseResult(
            agency_id=row.agency_id,
            pulse=row,
            unit_id=unit,
            question=question,
            count=len(said),
            total=sum(said),
        )
        for question in rules.QUESTIONS
        for unit, said in _by_unit(told, question).items()
    )
    row.released_on = today
    row.save(update_fields=["released_on"])
    nobody = Nobody(row.agency, today)
    record_many(nobody, "pulse.answered", [row] * sum(map(len, told.values())))
    record(nobody, "pulse.released", row)
    return 1


def _told(row: Pulse) -> dict[int, list[dict[str, int]]]:
    found: dict[int, list[dict[str, int]]] = defaultdict(list)
    for one in PulseBox.objects.filter(pulse=row):
        text = unseal_if_ours(_BOX, row.agency_id, one.box)
        if text is not None:  # one that no longer opens does not hold up all others
            found[one.unit_id].append(json.loads(text))
    return found


def _by_unit(
    told: Mapping[int, Iterable[Mapping[str, int]]], question: str
) -> dict[int | None, list[int]]:
    """The answers to a question by unit; None: those of small units together."""
    said = {
        unit: [one[question] for one in answers if question in one]
        for unit, answers in told.items()
    }
    apart, keeps_rest = rules.shown(Counter({unit: len(one) for unit, one in said.items()}))
    found: dict[int | None, list[int]] = {unit: said[unit] for unit in apart}
    if keeps_rest:
        found[None] = [one for unit, all_ in said.items() if unit not in apart for one in all_]
    return found


@transaction.atomic
def reply_pulse(
    *, actor: Actor, pulse: Pulse, unit: Unit | None, text: str, change: str, due: date
) -> PulseReply:
    """Say what management makes of a pulse, what will change and by when; again replaces it.

    Raises PermissionDenied for who neither heads the unit nor answers for the agency; Refused
    before the results are there, or for a day that is not ahead.
    """
    row = Pulse.objects.select_for_update().get(pk=pulse.pk)
    if not can_reply_pulse(actor, unit) or actor.employee_id is None:
        raise PermissionDenied
    if row.released_on is None:
        raise Refused(_("Hasilnya belum dibuka."))
    if due <= actor.today:
        raise Refused(_("Sebutkan hari di depan: kapan perubahannya terasa."))
    words = {"text": text.strip(), "change": change.strip(), "due": due}
    signed = {"by_id": actor.employee_id, "on": actor.today}
    reply, _new = PulseReply.objects.update_or_create(
        agency=actor.agency, pulse=row, unit=unit, defaults=words | signed
    )
    record(actor, "pulse.replied", reply)
    return reply
