from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development import services
from karsa.development.forms.pulse import PulseAnswerForm, PulseForm, PulseReplyForm
from karsa.development.models import Pulse, PulsePart
from karsa.development.policies import can_keep
from karsa.development.queries import pulse as queries
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page

_SHOWN = 24


@require_GET
@staff()
def pulses(request: StaffRequest) -> HttpResponse:
    """What is asked now, and what was said before. Two queries, one more for the office."""
    rows = list(Pulse.objects.visible_to(request.actor).order_by("-starts", "-pk")[:_SHOWN])
    running = next((row for row in rows if row.released_on is None), None)
    may_keep = can_keep(request.actor)
    return page(
        request,
        "development/pulses.html",
        rows=[row for row in rows if row.released_on],
        running=running,
        ask=queries.asked(request.actor),
        progress=queries.progress_of(running) if running and may_keep else None,
        may_keep=may_keep,
    )


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER)
def new(request: StaffRequest) -> HttpResponse:
    """Open a pulse."""
    form = PulseForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.open_pulse(actor=request.actor, **form.cleaned_data),
        ("development:pulses",),
        said=_("Denyut dibuka. Pertanyaannya tampil di beranda setiap pegawai."),
        title=_("Tanya semua pegawai: tiga pertanyaan"),
        note=_("Jawaban tanpa nama dan tanpa waktu. Kurang dari lima jawaban tidak ditampilkan."),
        submit=_("Buka denyut"),
    )


@require_http_methods(METHODS)
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Three taps; once sent, nobody finds the answer again."""
    rows = PulsePart.objects.visible_to(request.actor).select_related("pulse")
    part = get_object_or_404(rows, pulse=pk)
    form = PulseAnswerForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.answer_pulse(actor=request.actor, part=part, answers=form.answers),
        ("development:pulses",),
        said=_("Terima kasih. Jawaban Anda tersimpan tanpa nama dan tanpa waktu."),
        then=lambda _done: redirect("insights:home"),
        template="development/pulse_answer.html",
        title=_("Tiga pertanyaan, dua puluh detik"),
        note=_("Disegel sampai ditutup, lalu hanya jumlahnya yang tinggal."),
        submit=_("Kirim"),
    )


@require_GET
@staff()
def pulse(request: StaffRequest, pk: int) -> HttpResponse:
    """What staff said together, and what management answers. Five queries."""
    row = get_object_or_404(
        Pulse.objects.visible_to(request.actor), pk=pk, released_on__isnull=False
    )
    return page(request, "development/pulse.html", shown=queries.page_of(request.actor, row))


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER, Role.REGENT, Role.UNIT_HEAD)
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    """Management's answer to what staff said."""
    row = get_object_or_404(
        Pulse.objects.visible_to(request.actor), pk=pk, released_on__isnull=False
    )
    form = PulseReplyForm(request.POST or None, units=queries.reply_units(request.actor, row))
    return edit(
        request,
        form,
        lambda: services.reply_pulse(actor=request.actor, pulse=row, **form.words),
        ("development:pulse", pk),
        said=_("Tanggapan tampil bagi semua pegawai."),
        title=_("Jawab apa yang dikatakan pegawai"),
        note=row.name,
        submit=_("Tampilkan tanggapan"),
    )
