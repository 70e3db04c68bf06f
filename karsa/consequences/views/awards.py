"""Awards: their rules, rounds and nominations."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.consequences import policies, services
from karsa.consequences.forms import rewards as forms
from karsa.consequences.forms.fields import WordsForm
from karsa.consequences.models import OFFICE, Award, AwardRound, Nomination, Reward
from karsa.consequences.queries import pages as queries
from karsa.consequences.queries.jury import is_short, replaceable
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of

_A_WEEK = timedelta(days=7)
_KEEPS = Role.PERFORMANCE_MANAGER
_SEALED = _lazy("Suara juri yang diganti dihapus tanpa dibuka; penggantinya memberi suara baru.")
_REOPENED = _lazy(
    "Suara yang sudah dibuka tetap dan disembunyikan lagi; hanya penggantinya memberi suara baru."
)


@require_GET
@staff()
def awards(request: StaffRequest) -> HttpResponse:
    """Every round, and what was given: units to everybody, persons by their consent."""
    rounds = AwardRound.objects.visible_to(request.actor).select_related("award")
    given = Reward.objects.visible_to(request.actor).for_page()
    return page(
        request,
        "consequences/awards.html",
        "given",
        rounds=list(rounds.order_by("-year", "-pk")[:30]),
        rows=slice_of(given, request, "-decided_on", "-pk"),
        keeps=policies.can_keep_awards(request.actor),
        office=request.actor.has(*OFFICE),
    )


@require_http_methods(METHODS)
@staff(_KEEPS)
def new_rule(request: StaffRequest) -> HttpResponse:
    """A new award, or a new version of one."""
    form = forms.RuleForm(request.POST or None, initial={"starts": request.actor.today})
    return edit(
        request,
        form,
        lambda: services.set_rule(
            actor=request.actor,
            name=form.cleaned_data["name"],
            audience=form.cleaned_data["audience"],
            terms=form.terms,
            starts=form.cleaned_data["starts"],
        ),
        ("consequences:rules",),
        said=_("Aturan tersimpan. Putaran berikutnya memakainya."),
        title=_("Aturan penghargaan"),
        submit=_("Simpan aturan"),
        note=_("Syarat dijawab dari hasil yang terverifikasi, bukan dicentang."),
    )


@require_GET
@staff(_KEEPS)
def rules(request: StaffRequest) -> HttpResponse:
    """Awards with the version in force, each with a way to open a round."""
    rows = Award.objects.filter(agency=request.agency).order_by("name")
    return page(request, "consequences/rules.html", rows=queries.with_rules(rows))


@require_http_methods(METHODS)
@staff(_KEEPS)
def new_round(request: StaffRequest, pk: int) -> HttpResponse:
    """Open nominations for a year."""
    award = get_object_or_404(Award, agency=request.agency, pk=pk)
    actor = request.actor
    form = forms.RoundForm(
        request.POST or None,
        agency=actor.agency,
        day=actor.today,
        initial={"year": actor.today.year - 1},
    )
    return edit(
        request,
        form,
        lambda: services.open_round(
            actor=actor, award=award, year=form.cleaned_data["year"], calling=form.calling
        ),
        ("consequences:rules",),
        then=lambda row: redirect("consequences:round", row.pk),
        title=_("Buka putaran: %(name)s") % {"name": award.name},
        submit=_("Buka pengusulan"),
    )


@require_GET
@staff()
def round_(request: StaffRequest, pk: int) -> HttpResponse:
    """What is asked, until when, and the nominations one may see."""
    row = _round(request, pk)
    actor = request.actor
    seen = Nomination.objects.visible_to(actor).filter(round=row).for_page()
    return page(
        request,
        "consequences/round.html",
        round=row,
        criteria=queries.criteria_of(row.rule),
        rows=list(seen.order_by("pk")[:200]),
        leads=policies.can_lead_round(actor, row),
        short=policies.can_mend_round(actor, row) and is_short(row, actor.today),
        nominates=policies.can_nominate(actor) and row.nominate_until >= actor.today,
        jurors=list(row.jurors.select_related("employee", "before").order_by("employee__name")),
    )


@require_http_methods(METHODS)
@staff()
def nominate(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose somebody."""
    row, actor = _round(request, pk), request.actor
    if not policies.can_nominate(actor):
        raise PermissionDenied
    team = row.award.audience == Award.Audience.TEAM
    form = forms.NominateForm(request.POST or None, agency=actor.agency, day=actor.today, team=team)
    return edit(
        request,
        form,
        lambda: services.nominate(
            actor=actor, round_id=row.pk, reason=form.cleaned_data["reason"], **form.chosen
        ),
        ("consequences:round", row.pk),
        said=_("Usulan tersimpan. Sistem sudah mencocokkannya dengan hasil terverifikasi."),
        title=_("Usulkan untuk %(name)s %(year)s") % {"name": row.award.name, "year": row.year},
        submit=_("Kirim usulan"),
    )


@require_POST
@staff()
def start_voting(request: StaffRequest, pk: int) -> HttpResponse:
    """End nominations; the jury votes."""
    row = _round(request, pk)
    services.start_voting(actor=request.actor, round_id=row.pk)
    return redirect("consequences:round", row.pk)


@require_POST
@staff()
def open_votes(request: StaffRequest, pk: int) -> HttpResponse:
    """Show all votes to all."""
    row = _round(request, pk)
    services.open_votes(actor=request.actor, round_id=row.pk)
    return redirect("consequences:round", row.pk)


@require_http_methods(METHODS)
@staff(_KEEPS)
def replace_juror(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a seat to somebody who can vote."""
    row, actor = _mended(request, pk), request.actor
    form = forms.ReplaceForm(
        request.POST or None,
        agency=actor.agency,
        day=actor.today,
        jurors=replaceable(row, actor.today),
        initial={"until": max(row.vote_until, actor.today + _A_WEEK)},
    )
    return edit(
        request,
        form,
        lambda: services.replace_juror(actor=actor, **form.cleaned_data),
        ("consequences:round", row.pk),
        said=_("Juri diganti, dan penggantinya diberi tahu."),
        title=_("Tunjuk juri pengganti"),
        submit=_("Ganti juri"),
        note=_REOPENED if row.state == AwardRound.State.DECIDING else _SEALED,
    )


@require_http_methods(METHODS)
@staff(_KEEPS)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """End a round without an award."""
    row = _mended(request, pk)
    form = WordsForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.close_without_award(
            actor=request.actor, round_id=row.pk, reason=form.cleaned_data["text"]
        ),
        ("consequences:round", row.pk),
        said=_("Putaran ditutup, dan pengusul diberi tahu."),
        title=_("Tutup tanpa penghargaan: %(name)s") % {"name": row.award.name},
        submit=_("Tutup putaran"),
        note=_("Hanya bila juri kurang dari kuorum. Alasannya dibaca pengusul."),
    )


def _mended(request: StaffRequest, pk: int) -> AwardRound:
    row = _round(request, pk)
    if not policies.can_mend_round(request.actor, row):
        raise PermissionDenied
    return row


def _round(request: StaffRequest, pk: int) -> AwardRound:
    rows = AwardRound.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("award", "rule", "decider"), pk=pk)
