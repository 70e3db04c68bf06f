from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.plans.forms.plan import TextForm
from karsa.plans.models import AnnexItem, PerformancePlan
from karsa.plans.queries import boards, paper
from karsa.plans.queries.headlines import headline
from karsa.plans.queries.seen import page_of, standing
from karsa.plans.views import base
from karsa.rules.behaviour import VALUES

State = PerformancePlan.State
TONES = {"draft": "none", "proposed": "info", "agreed": "info", "set": "good", "superseded": "none"}
ICONS = {
    "draft": "pencil",
    "proposed": "send",
    "agreed": "checks",
    "set": "circle-check",
    "superseded": "history",
}


TABS = (
    ("plan", gettext_lazy("Hasil kerja")),
    ("behaviour", gettext_lazy("Perilaku dan lampiran")),
    ("actions", gettext_lazy("Rencana aksi")),
    ("versions", gettext_lazy("Versi")),
)


def _frame(plan: PerformancePlan, tab: str, *, mine: bool) -> dict[str, Any]:
    """What every page of a plan shows around its content."""
    post = plan.assignment
    who = {
        "name": post.employee.full_name,
        "position": post.position.name,
        "unit": post.unit.name,
        "version": plan.version,
    }
    tabs = [
        {"label": label, "url": reverse(f"plans:{name}", args=[plan.pk]), "current": name == tab}
        for name, label in TABS
    ]
    return {
        "plan": plan,
        "tabs": tabs,
        "note": _("%(name)s · %(position)s · %(unit)s · versi %(version)s") % who,
        "back_url": "" if mine else reverse("plans:team"),
        "tone": TONES[plan.state],
        "state_icon": ICONS[plan.state],
    }


@require_GET
@staff()
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The results with their measures, what is missing, and the dialogue beside them."""
    found = page_of(request.actor, base.find_plan(request, pk))
    return page(
        request,
        "plans/plan.html",
        shown=found,
        headline=headline(found),
        gaps=[sentence(gap) for gap in found.gaps],
        comment=TextForm(),
        **_frame(found.plan, "plan", mine=found.standing.mine),
    )


@require_GET
@staff()
def behaviour(request: StaffRequest, pk: int) -> HttpResponse:
    """The seven values with their guides and special expectations, and the annex."""
    found = base.find_plan(request, pk)
    me = standing(request.actor, found)
    said = {row.value: row.text for row in found.expectations.all()}
    items = list(found.annex.order_by("order"))
    open_now = found.state in (State.DRAFT, State.PROPOSED)
    return page(
        request,
        "plans/behaviour.html",
        values=[(value, said.get(value.key, "")) for value in VALUES],
        sections=[
            (section, [row for row in items if row.section == section])
            for section in AnnexItem.Section
        ],
        expects=me.leads and open_now,
        writes_annex=me.leads and (open_now or found.state == State.SET),
        headline=_expected(len(said)),
        **_frame(found, "behaviour", mine=me.mine),
    )


@require_GET
@staff()
def actions(request: StaffRequest, pk: int) -> HttpResponse:
    """The action plan B.1.1 by result, and the strategies of each."""
    found = base.find_plan(request, pk)
    results = list(
        found.results.prefetch_related("actions", "workblocks").order_by("-kind", "order")
    )
    me = standing(request.actor, found)
    return page(
        request,
        "plans/actions.html",
        results=results,
        headline=_planned(sum(len(row.actions.all()) for row in results)),
        writes=me.mine and found.state != State.SUPERSEDED,
        **_frame(found, "actions", mine=me.mine),
    )


@require_GET
@staff()
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    """Every version with its reason and who set it."""
    found = base.find_plan(request, pk)
    me = standing(request.actor, found)
    rows = boards.versions_of(found)
    return page(
        request,
        "plans/versions.html",
        headline=_versions(len(rows)),
        rows=rows,
        revises=me.talks and found.state == State.SET,
        **_frame(found, "versions", mine=me.mine),
    )


def _expected(count: int) -> str:
    if not count:
        return _("Tujuh nilai berlaku; belum ada ekspektasi khusus")
    text = ngettext(
        "%(n)s nilai diberi ekspektasi khusus pimpinan",
        "%(n)s nilai diberi ekspektasi khusus pimpinan",
        count,
    )
    return text % {"n": count}


def _planned(count: int) -> str:
    if not count:
        return _("Belum ada rencana aksi")
    return ngettext("%(n)s rencana aksi", "%(n)s rencana aksi", count) % {"n": count}


def _versions(count: int) -> str:
    if count == 1:
        return _("Rencana ini belum pernah berubah")
    return _("Rencana ini punya %(n)s versi") % {"n": count}


@require_GET
@staff()
def plan_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan on its form; until it is set the page says that it is a draft."""
    found = base.find_plan(request, pk)
    form = paper.plan_form(found.pk)
    return base.paper(request, form, f"skp-{found.year}-{form.code}-v{found.version}", _mark(found))


@require_GET
@staff()
def annex_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The annex A.1.8 alone."""
    found = base.find_plan(request, pk)
    return base.paper(request, paper.annex_form(found.pk), f"skp-{found.year}-A.1.8", _mark(found))


@require_GET
@staff()
def actions_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The action plan B.1.1."""
    found = base.find_plan(request, pk)
    return base.paper(request, paper.actions_form(found.pk), f"rencana-aksi-{found.year}-B.1.1")


def _mark(plan: PerformancePlan) -> str:
    marks = {State.SET: "", State.SUPERSEDED: _("SUDAH DIGANTI")}
    return str(marks.get(State(plan.state), _("BELUM DITETAPKAN")))
