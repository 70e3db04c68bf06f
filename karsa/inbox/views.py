from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.inbox import push, services
from karsa.inbox.forms import PreferenceForm
from karsa.inbox.models import Notice
from karsa.inbox.queries import notices_of, preference_of
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page


@require_GET
@staff()
def notices(request: StaffRequest) -> HttpResponse:
    """What I should know, the newest first. One query beside the frame's."""
    rows = notices_of(request.actor)
    news = sum(row.is_new for row in rows)
    return page(request, "inbox/notices.html", rows=rows, news=news, push_key=push.public_key())


@require_GET
@staff()
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Go where a notice leads; from now on it is read."""
    row = get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    return HttpResponseRedirect(services.open_notice(actor=request.actor, notice=row))


@require_POST
@staff()
def read_all(request: StaffRequest) -> HttpResponse:
    """One tap: all is read."""
    services.read_all(actor=request.actor)
    return redirect("inbox:notices")


@require_http_methods(METHODS)
@staff()
def choices(request: StaffRequest) -> HttpResponse:
    """How I want to be told."""
    actor = request.actor
    form = PreferenceForm(request.POST or None, preference_of(actor.agency, actor.user_id or 0))

    def act() -> None:
        said = {name: form.cleaned_data[name] for name in form.base_fields if name in form.fields}
        services.choose(actor=actor, on=form.on, **said)

    return edit(
        request,
        form,
        act,
        ("inbox:notices",),
        title=_("Cara saya dikabari"),
        note=_("Setiap jenis kabar dapat dimatikan. Yang penting tetap terlihat di halamannya."),
        submit=_("Simpan"),
    )


@require_POST
@staff()
def device(request: StaffRequest) -> HttpResponse:
    """This browser subscribes, or with `lepas` no longer does. Answers without words."""
    asked = request.POST
    if "lepas" in asked:
        services.drop_device(actor=request.actor, endpoint=asked.get("endpoint", ""))
    else:
        services.add_device(
            actor=request.actor,
            endpoint=asked.get("endpoint", ""),
            p256dh=asked.get("p256dh", ""),
            auth=asked.get("auth", ""),
        )
    return HttpResponse(status=204)
