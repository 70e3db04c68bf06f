"""The finding of a plan's page in one sentence, for its writer, its leader and other readers."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.kit.formats import day
from karsa.plans.queries.seen import PlanPage, State


def headline(page: PlanPage) -> str:
    """Return what is true of the plan now for this reader. No query."""
    if page.plan.state == State.SUPERSEDED:
        return _("Versi %(version)s rencana %(year)s ini sudah diganti") % _facts(page)
    if page.standing.mine:
        return _for_writer(page)
    if page.standing.leads:
        return _for_leader(page)
    return _for_reader(page)


def _for_writer(page: PlanPage) -> str:
    state, facts = page.plan.state, _facts(page)
    if page.unanswered:
        count = len(page.unanswered)
        text = ngettext(
            "%(count)s usulan kalimat menunggu jawaban Anda",
            "%(count)s usulan kalimat menunggu jawaban Anda",
            count,
        )
        return text % {"count": count}
    if state == State.DRAFT:
        return _draft(page)
    if state == State.PROPOSED and page.plan.employee_agreed_at is None:
        return _("Rencana Anda dilengkapi %(rater)s, menunggu persetujuan Anda") % facts
    if state == State.PROPOSED:
        return _("Rencana %(year)s Anda menunggu %(rater)s") % facts
    if state == State.AGREED:
        return _("Rencana %(year)s Anda disepakati, menunggu ditetapkan") % facts
    return _("Rencana %(year)s Anda berlaku sejak %(set_on)s") % facts


def _draft(page: PlanPage) -> str:
    missing = len(page.gaps)
    if not missing:
        return _("Rencana %(year)s Anda siap diajukan") % _facts(page)
    text = ngettext(
        "Kurang %(count)s hal sebelum rencana %(year)s bisa diajukan",
        "Kurang %(count)s hal sebelum rencana %(year)s bisa diajukan",
        missing,
    )
    return text % (_facts(page) | {"count": missing})


def _for_leader(page: PlanPage) -> str:
    plan, facts = page.plan, _facts(page)
    if plan.state == State.DRAFT:
        return _("%(name)s masih menyusun rencana %(year)s") % facts
    if plan.state == State.PROPOSED and (page.unanswered or plan.employee_agreed_at is None):
        return _("Rencana %(year)s menunggu jawaban %(name)s") % facts
    if plan.state in (State.PROPOSED, State.AGREED):
        return _("Rencana %(year)s %(name)s menunggu Anda") % facts
    return _for_reader(page)


def _for_reader(page: PlanPage) -> str:
    facts = _facts(page)
    if page.plan.state == State.SET:
        return _("Rencana %(year)s %(name)s berlaku sejak %(set_on)s") % facts
    return _("Rencana %(year)s %(name)s belum ditetapkan") % facts


def _facts(page: PlanPage) -> dict[str, object]:
    plan = page.plan
    return {
        "year": plan.year,
        "version": plan.version,
        "name": plan.assignment.employee.name,
        "rater": plan.rater.name if plan.rater else _("pejabat penilai"),
        "set_on": day(plan.set_at) if plan.set_at else "–",
    }
