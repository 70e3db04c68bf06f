"""Being there: the code on the screen, the scan, the list, and the tests."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development import policies, services
from karsa.development.forms import TestForm
from karsa.development.models import TrainingSession
from karsa.development.queries.sessions import Test, days_of_session, participants, test_due
from karsa.development.services.codes import SECONDS
from karsa.development.views.base import find_registration, find_session, show
from karsa.documents.typeset import qr
from karsa.kit import formats
from karsa.kit.editing import METHODS, edit
from karsa.rules.refused import Refused


@never_cache
@require_GET
@staff()
def screen(request: StaffRequest, pk: int) -> HttpResponse:
    """The code of today, to show to all who are there; it changes every minute."""
    found = _find_run(request, pk)
    actor = request.actor
    if actor.today not in days_of_session(found):
        raise Refused(_("Kode hanya tampil pada hari sesinya."))
    code = services.code_of(found, actor.today, actor.now)
    address = f"{reverse('development:scan', args=[pk])}?k={code}"
    response = show(
        request,
        "screen",
        "calendar",
        session=found,
        address=address,
        picture=qr(request.build_absolute_uri(address), scales=True),
        today=actor.today,
    )
    response["Refresh"] = str(SECONDS // 2)
    return response


@never_cache
@require_http_methods(METHODS)
@staff(Role.EMPLOYEE)
def scan(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the QR leads: one tap, and one is present."""
    found = find_session(request, pk)
    if request.method == "POST":
        services.check_in(actor=request.actor, session=found, ticket=request.POST.get("tiket", ""))
        messages.success(request, _("Kehadiran Anda hari ini tercatat."))
        return redirect("development:session", pk)
    ticket = services.ticket_for(request.actor, found, request.GET.get("k", ""))
    return show(request, "scan", "calendar", session=found, ticket=ticket)


@require_GET
@staff()
def attendance(request: StaffRequest, pk: int) -> HttpResponse:
    """The organiser's list of a day, for who has no phone. Four queries."""
    found = _find_marked(request, pk)
    days = [day for day in days_of_session(found) if day <= request.actor.today]
    asked = _day(request.GET.get("hari", ""))
    day = asked if asked in days else (days[-1] if days else None)
    return show(
        request,
        "attendance",
        "calendar",
        session=found,
        day=day,
        days=[
            {"label": formats.day(one), "url": f"?hari={one}", "current": one == day}
            for one in days
        ],
        rows=[(one, day in one.days) for one in participants(found)],
    )


@require_POST
@staff()
def keep_attendance(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep the list of a day."""
    found = _find_marked(request, pk)
    day = _day(request.POST.get("hari", ""))
    if day is None:
        raise Refused(_("Pilih harinya dulu."))
    present = [int(key) for key in request.POST.getlist("hadir") if key.isdigit()]
    n = services.keep_list(actor=request.actor, session=found, day=day, present=present)
    said = ngettext("%(n)s orang ditandai hadir.", "%(n)s orang ditandai hadir.", n)
    messages.success(request, said % {"n": n})
    return redirect(f"{reverse('development:attendance', args=[pk])}?hari={day}")


@require_http_methods(METHODS)
@staff()
def test(request: StaffRequest, pk: int) -> HttpResponse:
    """The test that is due now; which answers were right is not told, only the score."""
    row = find_registration(request, pk)
    if not policies.owns(request.actor, row):
        raise PermissionDenied
    due = test_due(row, request.actor.today)
    questions = list(row.session.course.questions.all())
    if due is None or not questions:
        raise Refused(_("Tidak ada tes yang perlu dikerjakan sekarang."))
    form = TestForm(request.POST or None, questions)
    return edit(
        request,
        form,
        lambda: services.take_test(actor=request.actor, row=row, answers=form.answers),
        ("development:session", row.session_id),
        said=_("Tes tersimpan. Nilainya ada di halaman sesi."),
        title=_("Tes awal") if due is Test.BEFORE else _("Tes akhir"),
        note=_("Untuk melihat kemajuan Anda sendiri. Jawaban tidak disimpan, hanya nilainya."),
        submit=_("Simpan jawaban"),
    )


def _find_run(request: StaffRequest, pk: int) -> TrainingSession:
    found = find_session(request, pk)
    if not policies.can_run(request.actor, found):
        raise PermissionDenied
    return found


def _find_marked(request: StaffRequest, pk: int) -> TrainingSession:
    found = find_session(request, pk)
    if not policies.can_mark(request.actor, found):
        raise PermissionDenied
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
