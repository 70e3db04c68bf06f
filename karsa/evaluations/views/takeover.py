"""A late rater: the superior takes the rating over, and the person is heard before."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations import services
from karsa.evaluations.forms import StatementForm, TakeoverForm
from karsa.evaluations.models import Takeover
from karsa.evaluations.views.screen import find_to_rate
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.kit.editing import METHODS, edit


@require_http_methods(METHODS)
@staff(Role.REVIEWER)
def take_over(request: StaffRequest, plan_id: int, period_id: int) -> HttpResponse:
    """Take a late rating over, with a reason; the person has five working days to be heard."""
    plan, period, _window = find_to_rate(request, plan_id, period_id)
    form = TakeoverForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.take_over(
            actor=request.actor, plan=plan, period=period, reason=form.cleaned_data["reason"]
        ),
        ("evaluations:assess", plan.pk, period.pk),
        said=_("Diambil alih. Pegawai sudah dikabari dan dapat memberi penjelasan."),
        title=_("Ambil alih penilaian %(name)s") % {"name": plan.assignment.employee.full_name},
        note=_(
            "Sesudah diambil alih, hanya Anda yang menetapkan hasilnya dan hasil itu final. "
            "Pegawai lebih dulu mendapat 5 hari kerja untuk bukti dan penjelasan."
        ),
        submit=_("Ambil alih"),
    )


@require_http_methods(METHODS)
@staff()
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """What the person says before a final result, and why they are asked."""
    own = Takeover.objects.visible_to(request.actor).filter(assignment__employee=request.actor.me)
    row = get_object_or_404(own.select_related("period", "taken_by"), pk=pk)
    form = StatementForm(request.POST or None, request.FILES or None)
    return edit(
        request,
        form,
        lambda: services.state(actor=request.actor, takeover_id=row.pk, **form.cleaned_data),
        ("evaluations:mine",),
        said=_("Penjelasan Anda terkirim kepada atasan penilai."),
        template="evaluations/statement.html",
        upload=True,
        row=row,
        open=row.hearing.holds(request.actor.today),
    )


@staff()
@require_GET
def evidence(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file of the person's explanation."""
    rows = Takeover.objects.visible_to(request.actor).filter(pk=pk).values("evidence")
    return send(get_object_or_404(StoredFile, pk__in=rows), inline=True)
