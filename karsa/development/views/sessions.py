"""The calendar and a session: coming to it, standing for it, keeping it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development import services
from karsa.development.forms import WordsForm
from karsa.development.queries.sessions import (
    CALENDAR_ORDER,
    coming,
    past,
    session_page,
    sponsored,
)
from karsa.development.views.base import find_registration, find_session, keeper, show
from karsa.development.views.offering import session_form
from karsa.files.responses import send
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import slice_of


@require_GET
@staff()
def calendar(request: StaffRequest) -> HttpResponse:
    """Sessions to come, past ones, and those a leader stands for. One query."""
    wanted = request.GET.get("pilih", "datang")
    rows = {"lalu": past, "disponsori": sponsored}.get(wanted, coming)(request.actor)
    order = ("-starts", "-pk") if wanted == "lalu" else CALENDAR_ORDER
    found = slice_of(rows, request, *order)
    n = len(found.rows)
    said = ngettext("%(n)s sesi akan datang", "%(n)s sesi akan datang", n)
    return show(
        request,
        "calendar",
        "calendar",
        rows=found.rows,
        next_key=found.next_key,
        filters=_filters(wanted),
        headline=said % {"n": n} if n and wanted == "datang" else _("Kalender pelatihan"),
    )


@require_GET
@staff()
def session(request: StaffRequest, pk: int) -> HttpResponse:
    """A session: when, where, one's own place in it; its list for who runs it. Ten queries."""
    found = find_session(request, pk)
    return show(
        request,
        "session",
        "calendar",
        session=found,
        shown=session_page(request.actor, found),
        today=request.actor.today,
    )


@require_POST
@staff(Role.EMPLOYEE)
def register(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask to come."""
    services.register(
        actor=request.actor,
        session=find_session(request, pk),
        reason=request.POST.get("alasan", "")[:300],
    )
    messages.success(request, _("Permintaan terkirim ke atasan Anda."))
    return redirect("development:session", pk)


@require_POST
@staff()
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Let somebody go, or say why not now."""
    row = find_registration(request, pk)
    accept = request.POST.get("keputusan") == "setuju"
    services.decide(
        actor=request.actor, row=row, accept=accept, answer=request.POST.get("alasan", "")[:300]
    )
    messages.success(request, _("Disetujui.") if accept else _("Alasannya disampaikan."))
    return redirect("development:team")


@require_POST
@staff()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Step back."""
    row = find_registration(request, pk)
    services.withdraw(actor=request.actor, row=row)
    messages.success(request, _("Dibatalkan. Kursinya diberikan kepada yang menunggu."))
    return redirect("development:session", row.session_id)


@require_http_methods(METHODS)
@staff(Role.UNIT_HEAD, Role.REGENT)
def sponsor(request: StaffRequest, pk: int) -> HttpResponse:
    """Stand for a session."""
    found = find_session(request, pk)
    form = WordsForm(request.POST or None, initial={"words": found.sponsor_words})
    return edit(
        request,
        form,
        lambda: services.sponsor(actor=request.actor, session=found, **form.cleaned_data),
        ("development:session", pk),
        said=_("Terima kasih. Nama Anda kini tampil sebagai sponsor sesi ini."),
        title=_("Sponsori sesi ini"),
        note=_("Anda membuka sesinya; pengajarnya tetap. Kalimat Anda dibaca peserta."),
        submit=_("Sponsori"),
    )


@require_http_methods(METHODS)
@keeper
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a session, also what it cost."""
    found = find_session(request, pk)
    names = ("starts", "ends", "place", "quota", "cost", "budget_line", "spent", "trainer")
    known: dict[str, object] = {name: getattr(found, name) for name in names}
    known |= {"opens": f"{found.opens:%H:%M}", "closes": f"{found.closes:%H:%M}"}
    form = session_form(request, {**known, "unit": found.unit_id})
    return edit(
        request,
        form,
        lambda: services.change_session(actor=request.actor, session=found, said=form.session()),
        ("development:session", pk),
        title=_("Ubah sesi"),
        note=found.course.title,
        submit=_("Simpan"),
    )


@require_http_methods(METHODS)
@keeper
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Call a session off."""
    found = find_session(request, pk)
    form = WordsForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.cancel_session(
            actor=request.actor, session=found, reason=form.cleaned_data["words"]
        ),
        ("development:session", pk),
        title=_("Batalkan sesi"),
        note=_("Semua peserta kembali bebas pada hari itu, dan membaca alasannya."),
        submit=_("Batalkan sesi"),
    )


@require_POST
@staff()
def certify(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue the certificate, and lead to it."""
    row = find_registration(request, pk)
    services.issue_certificate(actor=request.actor, row=row, host=request.get_host())
    return redirect("development:certificate", pk)


@require_GET
@staff()
def certificate(request: StaffRequest, pk: int) -> FileResponse:
    """The certificate that was issued."""
    row = find_registration(request, pk)
    if row.paper is None:
        raise Http404
    return send(row.paper, inline=True)


def _filters(wanted: str) -> list[dict[str, object]]:
    names = {"datang": _("Akan datang"), "lalu": _("Sudah lewat"), "disponsori": _("Disponsori")}
    return [
        {"label": name, "url": f"?pilih={key}", "current": key == wanted}
        for key, name in names.items()
    ]
