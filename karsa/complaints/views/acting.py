"""One page for each act on a report: a form, and what it does."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.complaints import forms, services
from karsa.complaints.models import AnswerTemplate, Case, Hearing
from karsa.complaints.queries import duplicates
from karsa.complaints.queries.staff import allowed
from karsa.complaints.views.base import find
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Employee, Unit
from karsa.org.queries.accounts import people_below
from karsa.rules.refused import Refused

_CASE = "complaints:case"
Typed = dict[str, Any]


class _Act(NamedTuple):
    """The form of an act, what it does with what was typed, and its words."""

    form: Callable[[StaffRequest, Case], Form]
    does: Callable[[StaffRequest, Case, Typed], object]
    title: Promise
    submit: Promise


@require_http_methods(METHODS)
@staff()
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Route, give, ask, answer, note, verify, merge, hear, publish or hold back."""
    if verb not in _ACTS:
        raise Http404
    found = find(request, pk)
    if _BASE.get(verb, verb) not in allowed(request.actor, found):
        raise PermissionDenied
    chosen = _ACTS[verb]
    form = chosen.form(request, found)
    return edit(
        request,
        form,
        lambda: chosen.does(request, found, form.cleaned_data),
        (_CASE, pk),
        upload="evidence" in form.fields,
        title=chosen.title,
        note=found.number,
        submit=chosen.submit,
    )


@require_POST
@staff()
def take(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it in hand."""
    services.take(actor=request.actor, case=find(request, pk))
    messages.success(request, gettext("Laporan ini sekarang di tangan Anda."))
    return redirect(_CASE, pk)


@require_GET
@staff()
def hearings(request: StaffRequest) -> HttpResponse:
    """What one is asked to reply to."""
    rows = Hearing.objects.visible_to(request.actor).order_by("-pk")[:50]
    return page(request, "complaints/hearings.html", rows=rows)


@require_http_methods(METHODS)
@staff()
def hearing(request: StaffRequest, pk: int) -> HttpResponse:
    """The question one is asked, and one's side; never the report behind it."""
    row = get_object_or_404(Hearing.objects.visible_to(request.actor), pk=pk)
    form = forms.ReplyForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.reply(actor=request.actor, hearing=row, **form.cleaned_data),
        ("complaints:hearings",),
        title=gettext("Tanggapan Anda atas sebuah laporan"),
        note=row.question,
        submit=gettext("Kirim tanggapan"),
    )


def _posted(request: StaffRequest) -> tuple[Any, Any]:
    return request.POST or None, request.FILES or None


def _plain(kind: type[Form]) -> Callable[[StaffRequest, Case], Form]:
    return lambda request, case: kind(*_posted(request))


def _route_form(request: StaffRequest, case: Case) -> Form:
    units = Unit.objects.visible_to(request.actor).filter(is_open=True).order_by("path")
    return forms.RouteForm(*_posted(request), rows={"unit": units})


def _give_form(request: StaffRequest, case: Case) -> Form:
    people = people_below(case.unit, request.actor.today) if case.unit else Employee.objects.none()
    return forms.GiveForm(*_posted(request), rows={"employee": people.order_by("name")})


def _answer_form(request: StaffRequest, case: Case) -> Form:
    """`?contoh=` begins with ready words."""
    wanted = request.GET.get("contoh", "")
    rows = AnswerTemplate.objects.filter(agency=request.agency)
    ready = rows.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    return forms.AnswerForm(*_posted(request), initial={"text": ready.text if ready else ""})


def _verify_form(request: StaffRequest, case: Case) -> Form:
    return forms.VerifyForm(*_posted(request), is_protected=case.is_protected)


def _merge_form(request: StaffRequest, case: Case) -> Form:
    near = [row.pk for row in duplicates.alike(request.actor, case)]
    rows = Case.objects.visible_to(request.actor).open_now().exclude(pk=case.pk)
    chosen = request.GET.get("dengan", "") or (near[0] if near else None)
    return forms.MergeForm(
        *_posted(request),
        rows={"into": rows.filter(is_protected=False).order_by("-pk")},
        initial={"into": chosen},
    )


def _publish_form(request: StaffRequest, case: Case) -> Form:
    known = {"text": case.public_text, "answer": case.public_answer}
    return forms.PublishForm(*_posted(request), initial=known)


def _does(service: Callable[..., object]) -> Callable[[StaffRequest, Case, Typed], object]:
    return lambda request, case, typed: service(actor=request.actor, case=case, **typed)


def _hear(request: StaffRequest, case: Case, typed: Typed) -> object:
    nip = typed["nip"].replace(" ", "")
    person = Employee.objects.filter(agency=request.agency, nip=nip, is_active=True).first()
    if person is None:
        raise Refused(gettext("NIP ini tidak ditemukan. Periksa angkanya."))
    asked = typed["question"]
    return services.hear(actor=request.actor, case=case, employee=person, question=asked)


# Two acts stand behind one permission.
_BASE = {"tahan": "tampilkan"}
_ACTS: dict[str, _Act] = {
    "teruskan": _Act(_route_form, _does(services.route), _("Teruskan laporan"), _("Teruskan")),
    "serahkan": _Act(_give_form, _does(services.give), _("Siapa yang mengerjakan?"), _("Serahkan")),
    "tanya": _Act(
        _plain(forms.AskForm), _does(services.ask), _("Tanya pelapor"), _("Kirim pertanyaan")
    ),
    "jawab": _Act(_answer_form, _does(services.answer), _("Jawab laporan"), _("Kirim jawaban")),
    "catat": _Act(
        _plain(forms.NoteForm), _does(services.note), _("Catatan dalam"), _("Simpan catatan")
    ),
    "periksa": _Act(
        _verify_form, _does(services.verify), _("Periksa perbaikannya"), _("Simpan pemeriksaan")
    ),
    "gabung": _Act(_merge_form, _does(services.merge), _("Gabung laporan"), _("Gabung")),
    "dengar": _Act(
        _plain(forms.HearForm), _hear, _("Dengar yang dilaporkan"), _("Minta tanggapan")
    ),
    "tampilkan": _Act(
        _publish_form, _does(services.publish), _("Tampilkan di laman publik"), _("Tampilkan")
    ),
    "tahan": _Act(
        _plain(forms.ReasonForm), _does(services.hold_back), _("Jangan tampilkan"), _("Simpan")
    ),
}
