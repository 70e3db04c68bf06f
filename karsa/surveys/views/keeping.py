from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.surveys import policies, services
from karsa.surveys.forms import KeyForm, SurveyForm, WordingForm, known, known_texts
from karsa.surveys.models import LinkKey
from karsa.surveys.queries import lists
from karsa.surveys.views.base import OF, find_kept


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest) -> HttpResponse:
    """A draft for one of the services one keeps."""
    actor = request.actor
    if not policies.keeps_any(actor):
        raise PermissionDenied
    form = SurveyForm(request.POST or None, services=lists.kept_services(actor))
    return edit(
        request,
        form,
        lambda: services.draft(
            actor=actor,
            service=form.cleaned_data["service"],
            words=form.words(),
            questions=form.questions(),
        ),
        ("surveys:home",),
        title=_("Survei baru"),
        note=_("Sembilan unsur SKM sudah ada di dalamnya."),
        submit=_("Simpan rancangan"),
    )


@require_http_methods(METHODS)
@staff()
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    found, actor = find_kept(request, pk), request.actor
    form = SurveyForm(request.POST or None, initial=known(found), services=None)
    return edit(
        request,
        form,
        lambda: services.change(
            actor=actor, survey=found, words=form.words(), questions=form.questions()
        ),
        (OF, pk),
        title=_("Ubah rancangan survei"),
        note=found.service.name,
        submit=_("Simpan rancangan"),
    )


@require_http_methods(METHODS)
@staff()
def wording(request: StaffRequest, pk: int) -> HttpResponse:
    """The questionnaire in a regional language (`?bahasa=` one that was written)."""
    found, actor = find_kept(request, pk), request.actor
    row = found.wordings.filter(language=request.GET.get("bahasa", "")).first()
    form = WordingForm(request.POST or None, initial=known_texts(row))
    return edit(
        request,
        form,
        lambda: services.translate(
            actor=actor,
            survey=found,
            language=form.cleaned_data["language"],
            name=form.name(),
            texts=form.texts(),
        ),
        (OF, pk),
        title=_("Bahasa daerah"),
        note=_("Yang dikosongkan tetap berbahasa Indonesia."),
        submit=_("Simpan bahasa ini"),
    )


@require_POST
@staff()
def open_survey(request: StaffRequest, pk: int) -> HttpResponse:
    """Let people answer."""
    services.open_survey(actor=request.actor, survey=find_kept(request, pk))
    messages.success(request, _("Survei dibuka. Cetak poster untuk tiap titik layanan."))
    return redirect(OF, pk)


@require_POST
@staff()
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """End it."""
    services.close_survey(actor=request.actor, survey=find_kept(request, pk))
    return redirect(OF, pk)


@require_POST
@staff()
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Show its results to citizens."""
    services.publish(actor=request.actor, survey=find_kept(request, pk))
    messages.success(request, _("Hasilnya terbit di halaman kepuasan."))
    return redirect(OF, pk)


@require_http_methods(METHODS)
@staff()
def keys(request: StaffRequest, pk: int) -> HttpResponse:
    """Systems that may give one-time links; a new one's token is shown this once."""
    found, actor = find_kept(request, pk), request.actor
    form, token = KeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        _row, token = services.add_link_key(actor=actor, service=found.service, name=name)
    rows = LinkKey.objects.filter(service=found.service_id).order_by("-is_active", "pk")
    return page(
        request,
        "surveys/keys.html",
        row=found,
        rows=list(rows),
        form=KeyForm() if token else form,
        token=token,
        headline=_("Tautan sekali pakai dari sistem layanan"),
    )


@require_POST
@staff()
def key_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """End a system's key."""
    rows = LinkKey.objects.filter(agency=request.agency).select_related("service__unit")
    services.stop_link_key(actor=request.actor, key=get_object_or_404(rows, pk=pk))
    return redirect("surveys:home")
