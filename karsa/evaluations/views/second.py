"""The second rater's pages, and the office's draw."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations import services
from karsa.evaluations.forms import DrawForm, RatingsForm
from karsa.evaluations.models import SecondRating
from karsa.evaluations.queries.result import why_of
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Period


@require_GET
@staff(Role.RATER)
def seconds(request: StaffRequest) -> HttpResponse:
    """Whom the actor was drawn for."""
    rows = SecondRating.objects.visible_to(request.actor).select_related(
        "draw__period", "evaluation__assignment__employee", "evaluation__assignment__position"
    )
    found = list(rows.order_by("rated_on", "-pk")[:50])
    waiting = sum(row.rated_on is None for row in found)
    return page(request, "evaluations/seconds.html", rows=found, waiting=waiting)


@require_http_methods(METHODS)
@staff(Role.RATER)
def second(request: StaffRequest, pk: int) -> HttpResponse:
    """The evidence, and the actor's own two ratings."""
    rows = SecondRating.objects.visible_to(request.actor).select_related(
        "draw__period",
        "evaluation__assignment__employee",
        "evaluation__assignment__position",
        "evaluation__assignment__unit",
    )
    row, form = get_object_or_404(rows, pk=pk), RatingsForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.rate_second(actor=request.actor, second=row, **form.cleaned_data),
        ("evaluations:seconds",),
        said=_("Terima kasih. Nilai Anda hanya dipakai untuk statistik."),
        template="evaluations/second.html",
        row=row,
        why=why_of(row.evaluation),
    )


@require_POST
@staff(Role.RATER)
def decline(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep out of it."""
    row = get_object_or_404(SecondRating.objects.visible_to(request.actor), pk=pk)
    services.decline_second(actor=request.actor, second=row)
    messages.success(request, _("Tercatat. Anda tidak menilai orang ini."))
    return redirect("evaluations:seconds")


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER)
def draw(request: StaffRequest, period_id: int) -> HttpResponse:
    """Draw second raters for a period."""
    period = get_object_or_404(Period, agency=request.agency, pk=period_id)
    form = DrawForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.draw_seconds(actor=request.actor, period=period, **form.cleaned_data),
        ("evaluations:fairness",),
        said=_("Diundi. Penilai kedua melihatnya di halaman Nilai kedua."),
        title=_("Undi penilai kedua, %(period)s") % {"period": period.name},
        note=_(
            "Orang diundi; orang lain menilainya tanpa tahu nilai pertama. Dipakai untuk statistik "
            "saja, hasil siapa pun tidak berubah. Paling banyak tiga orang per penilai."
        ),
        submit=_("Undi sekarang"),
    )
