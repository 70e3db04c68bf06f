"""What the reporter does with the tracking code: add, rate, say whether it is fixed, open again."""

from datetime import date

from django.db import transaction

from karsa.audit.services import Nobody, record
from karsa.complaints.models import Case, Step
from karsa.complaints.queries.terms import rules_of
from karsa.complaints.services import guards, telling
from karsa.org.queries.calendar import calendar_of
from karsa.rules.complaints import check_reopening
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_CLOSED = _("Laporan ini sudah selesai. Bila masalahnya kembali, buka lagi dengan alasannya.")
_FOLLOWS = _("Laporan Anda digabung dengan yang sama. Beri tahu kami lewat “Tambah keterangan”.")
_NO_ANSWER = _("Belum ada jawaban. Tunggu jawabannya dulu.")


@transaction.atomic
def add(*, case: Case, text: str, today: date, photos: guards.Uploads = ()) -> Case:
    """Add what staff should know; a question of theirs counts as answered.

    What the reporter of a merged case adds is read by staff alone, never by other reporters.
    Raises Refused without words, once closed, or for a photo that will not do.
    """
    doer, row = Nobody(case.agency, today), guards.lock(case)
    if row.state == Case.State.CLOSED:
        raise Refused(_CLOSED)
    said = guards.need_words(text, _("Tulis keterangan yang ingin Anda tambahkan."))
    step = guards.write(doer, row, Step.Kind.ADDED, said)
    guards.attach(doer, step, photos, only_photos=True)
    if row.state == Case.State.ASKED:
        row.save(update_fields=guards.move(row, Case.State.IN_PROGRESS))
    if row.main is not None:
        told = f"{row.number}: {said}"
        guards.write(doer, row.main, Step.Kind.ADDED, told, is_public=False)
    telling.tell(doer, row.main or row, step)
    record(doer, "complaint.added", row)
    return row


@transaction.atomic
def rate(*, case: Case, stars: int, today: date) -> Case:
    """Rate the answer from 1 to 4; the newest rating counts. Raises Refused without an answer."""
    doer, row = Nobody(case.agency, today), _own(case)
    if row.answered_on is None:
        raise Refused(_NO_ANSWER)
    if not 1 <= stars <= 4:
        raise Refused(_("Pilih satu dari empat penilaian."))
    row.rating = stars
    row.save(update_fields=["rating"])
    guards.write(doer, row, Step.Kind.RATED, str(stars))
    record(doer, "complaint.rated", row)
    return row


@transaction.atomic
def confirm(*, case: Case, today: date) -> Case:
    """Say that it is fixed, which closes it. Raises Refused without an answer."""
    doer, row = Nobody(case.agency, today), _own(case)
    fields = guards.move(row, Case.State.CLOSED)
    row.confirmed_on = row.closed_on = today
    row.save(update_fields=[*fields, "confirmed_on", "closed_on"])
    guards.write(doer, row, Step.Kind.CONFIRMED)
    record(doer, "complaint.confirmed", row)
    return row


@transaction.atomic
def dispute(*, case: Case, reason: str, today: date, photos: guards.Uploads = ()) -> Case:
    """Say that it is not fixed: back to the unit, with a new term. Raises Refused without why.

    Or where no answer waits for the reporter's word: a closed one is opened again instead.
    """
    row = _own(case)
    if row.state not in Case.JUDGED:
        raise Refused(_NO_ANSWER if row.closed_on is None else _CLOSED)
    return _again(row, reason, today, photos, Step.Kind.DISPUTED)


@transaction.atomic
def reopen(*, case: Case, reason: str, today: date, photos: guards.Uploads = ()) -> Case:
    """Open a closed report again within its days. Raises Refused after them, or without why."""
    row = _own(case)
    if row.closed_on is None:
        raise Refused(_("Laporan ini belum ditutup, jadi masih dapat ditambah keterangannya."))
    rules = rules_of(row.agency, row.closed_on.year)
    check_reopening(calendar_of(row.agency), row.closed_on, today, rules.reopening)
    return _again(row, reason, today, photos, Step.Kind.REOPENED)


def _again(row: Case, reason: str, today: date, photos: guards.Uploads, kind: str) -> Case:
    doer = Nobody(row.agency, today)
    said = guards.need_words(reason, _("Tulis apa yang belum beres, agar bisa diperbaiki."))
    fields = guards.work_again(doer, row)
    row.reopened += 1
    row.save(update_fields=[*fields, "reopened"])
    step = guards.write(doer, row, kind, said)
    guards.attach(doer, step, photos, only_photos=True)
    telling.tell(doer, row, step)
    record(doer, f"complaint.{kind}", row)
    return row


def _own(case: Case) -> Case:
    """The case locked; who follows another's adds to it, and its first reporter decides."""
    row = guards.lock(case)
    if row.main_id is not None:
        raise Refused(_FOLLOWS)
    return row
