from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.consultations import policies, services
from karsa.consultations.forms import (
    AnswerForm,
    ConsultationForm,
    DecisionForm,
    ExtendForm,
    ReasonForm,
    usual_dates,
)
from karsa.consultations.models import Consultation, Contribution
from karsa.consultations.queries import seen
from karsa.consultations.views.base import find_kept
from karsa.indicators.models import Indicator
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Unit

_OF = "consultations:consultation"
_LATE = 7  # from here on people speak about next year


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft of the unit's; `?indikator=` names what it is about."""
    actor = request.actor
    unit = get_object_or_404(Unit.objects.visible_to(actor), pk=pk)
    if not policies.can_keep(actor, unit):
        raise PermissionDenied
    form = _form(request, unit, _known(request, unit))
    return edit(
        request,
        form,
        lambda: services.draft(actor=actor, unit=unit, words=form.words()),
        ("consultations:home",),
        then=lambda made: redirect(_OF, made.pk),
        title=_("Musyawarah baru"),
        note=unit.name,
        submit=_("Simpan rancangan"),
    )


@require_http_methods(METHODS)
@staff()
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    found, actor = find_kept(request, pk), request.actor
    known = {name: getattr(found, name) for name in services.Words.__slots__}
    form = _form(request, found.unit, known)
    return edit(
        request,
        form,
        lambda: services.redraft(actor=actor, consultation=found, words=form.words()),
        (_OF, pk),
        title=_("Ubah rancangan musyawarah"),
        note=found.unit.name,
        submit=_("Simpan rancangan"),
    )


@require_POST
@staff()
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Open it."""
    services.publish(actor=request.actor, consultation=find_kept(request, pk))
    messages.success(request, _("Musyawarah dibuka. Undang kelompok yang perlu didengar."))
    return redirect(_OF, pk)


@require_http_methods(METHODS)
@staff()
def weigh(request: StaffRequest, pk: int) -> HttpResponse:
    """From writing to weighing, today."""
    found, actor = find_kept(request, pk), request.actor
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.weigh(actor=actor, consultation=found, **form.cleaned_data),
        (_OF, pk),
        title=_("Mulai menimbang hari ini?"),
        note=_("Orang tidak menulis lagi; mereka masih mendukung yang sudah ada."),
        submit=_("Mulai menimbang"),
    )


@require_http_methods(METHODS)
@staff()
def extend(request: StaffRequest, pk: int) -> HttpResponse:
    """More time for people."""
    found, actor = find_kept(request, pk), request.actor
    known = {name: getattr(found, name) for name in ("weighs_from", "ends", "answers_due")}
    form = ExtendForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.extend(actor=actor, consultation=found, **form.cleaned_data),
        (_OF, pk),
        title=_("Perpanjang musyawarah"),
        note=found.title,
        submit=_("Perpanjang"),
    )


@require_http_methods(METHODS)
@staff()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Call it off."""
    found, actor = find_kept(request, pk), request.actor
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.withdraw(actor=actor, consultation=found, **form.cleaned_data),
        (_OF, pk),
        title=_("Batalkan musyawarah ini?"),
        note=found.title,
        submit=_("Batalkan musyawarah"),
    )


@require_http_methods(METHODS)
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The official answer to one contribution (`?pilih=`) or several at once."""
    found, actor = find_kept(request, pk), request.actor
    rows = found.contributions.unanswered().order_by(*seen.BY_SUPPORT)
    form = AnswerForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.answer(
            actor=actor,
            consultation=found,
            contributions=said["chosen"],
            verdict=said["verdict"],
            reason=said["reason"],
        )
        return redirect("consultations:answer" if rows.exists() else _OF, pk)
    chosen = request.POST.getlist("chosen") or request.GET.getlist("pilih")
    return page(
        request,
        "consultations/answer.html",
        row=found,
        form=form,
        rows=list(rows),
        chosen=chosen,
        late=found.answers_due < actor.today,
    )


@require_http_methods(METHODS)
@staff()
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Close it with a decision."""
    found, actor = find_kept(request, pk), request.actor
    others = found.contributions.filter(kind=Contribution.Kind.ALTERNATIVE)
    shown = others.filter(state=Contribution.State.SHOWN).order_by(*seen.BY_SUPPORT)
    form = DecisionForm(
        request.POST or None, alternatives=shown, held=found.contributions.held().count()
    )
    return edit(
        request,
        form,
        lambda: services.decide(actor=actor, consultation=found, **form.cleaned_data),
        (_OF, pk),
        title=_("Putuskan"),
        note=found.title,
        submit=_("Tutup dengan keputusan ini"),
    )


@require_POST
@staff()
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the decision the indicator's target, or the new indicator."""
    made = services.hand_over(actor=request.actor, consultation=find_kept(request, pk))
    messages.success(request, _("Keputusan sudah menjadi bagian dari indikator ini."))
    return redirect("indicators:indicator", made.pk)


def _form(request: StaffRequest, unit: Unit, known: dict[str, object]) -> ConsultationForm:
    indicators = Indicator.objects.visible_to(request.actor).filter(unit=unit, is_active=True)
    services = unit.services.filter(is_open=True)
    rows = {"indicator": indicators.order_by("name"), "service": services.order_by("name")}
    return ConsultationForm(request.POST or None, initial=known, rows=rows)


def _known(request: StaffRequest, unit: Unit) -> dict[str, object]:
    """What a new draft says until somebody says otherwise."""
    today = request.actor.today
    asked = request.GET.get("indikator", "")
    about = unit.indicators.filter(pk=int(asked)).first() if asked.isdecimal() else None
    subject = Consultation.Subject.TARGET if about else Consultation.Subject.QUESTION
    card = about.cards.order_by("-version").first() if about else None
    return {
        **usual_dates(today),
        "subject": subject,
        "indicator": about,
        "year": today.year + (today.month >= _LATE),
        "measure": card.measure if card else "",
        "is_public": True,
    }
