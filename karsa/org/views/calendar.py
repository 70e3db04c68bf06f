"""The year: its periods, its days off, and opening the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.pages import page
from karsa.org.forms.acts import DayForm
from karsa.org.models import CalendarDay
from karsa.org.policies import can_keep_organisation
from karsa.org.queries.periods import periods_of
from karsa.org.queries.rules import deadline_rules
from karsa.org.services.calendar import add_day, confirm_days, remove_day
from karsa.org.services.year import open_year
from karsa.org.views.acting import Act, Cleaned, keeper, perform, read
from karsa.rules.deadlines import evaluation_window, plan_due


@staff()
@require_GET
def this_year(request: StaffRequest) -> HttpResponse:
    """The calendar of the year that runs."""
    return redirect("org:calendar", request.actor.today.year)


@staff()
@require_GET
def calendar(request: StaffRequest, year: int) -> HttpResponse:
    """A year's periods with the windows they are evaluated in, and its days off."""
    days = list(CalendarDay.objects.filter(agency=request.agency, day__year=year).order_by("day"))
    rules = deadline_rules(request.agency, year)
    return page(
        request,
        "org/calendar.html",
        year=year,
        days=days,
        estimated=sum(not day.is_confirmed for day in days),
        periods=[
            (period, evaluation_window(period.ends, rules))
            for period in periods_of(request.agency, year)
        ],
        plan_due=plan_due(year, rules),
        source=rules.source,
        keeps=can_keep_organisation(request.actor),
    )


@keeper
@require_POST
def open_one(request: StaffRequest, year: int) -> HttpResponse:
    """Open a year: periods, and the days off that are known."""
    made = open_year(actor=request.actor, year=year)
    done = _("Tahun %(year)s dibuka. Periksa hari liburnya.") % {"year": year}
    messages.success(request, done if made else _("Tahun ini sudah dibuka."))
    return redirect("org:calendar", year)


@keeper
@require_POST
def confirm(request: StaffRequest, year: int) -> HttpResponse:
    """Confirm the ticked estimates."""
    ticked = [int(key) for key in request.POST.getlist("hari") if key.isdigit()]
    done = confirm_days(actor=request.actor, day_ids=ticked)
    text = ngettext("%(n)s hari libur dipastikan.", "%(n)s hari libur dipastikan.", done)
    messages.success(request, text % {"n": done})
    return redirect("org:calendar", year)


@keeper
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, year: int) -> HttpResponse:
    """Add a day off."""
    act = Act(
        title=_("Tambah hari libur"),
        note=_("Hari ini tidak dihitung dalam tenggat dan tidak ditagih laporannya."),
        label=_("Simpan hari libur"),
        back=reverse("org:calendar", args=[year]),
    )

    def do(typed: Cleaned) -> str:
        add_day(actor=request.actor, **typed)
        return _("Hari libur tersimpan.")

    return perform(request, read(request, DayForm), act, do)


@keeper
@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a day off out again."""
    row = get_object_or_404(CalendarDay, agency=request.agency, pk=pk)
    year = row.day.year
    remove_day(actor=request.actor, day_id=pk)
    messages.success(request, _("Hari itu kembali menjadi hari kerja."))
    return redirect("org:calendar", year)
