"""Working a month out for everybody, and approving what is paid by a second person."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences.models import AllowanceLine, AllowanceRule, AllowanceRun
from karsa.consequences.policies import can_approve_run, can_keep_allowance
from karsa.consequences.queries.allowance_facts import Post, facts_of, last_day, used_names
from karsa.consequences.queries.allowance_pages import KIND
from karsa.consequences.queries.allowance_results import results_of
from karsa.jobs import services as jobs
from karsa.kit.bulk import without_collecting
from karsa.org.models import Employee, Period
from karsa.org.models.dated import current
from karsa.rules import flow
from karsa.rules.allowance import (
    BASE,
    EVALUATED,
    KNOWN,
    Facts,
    Standing,
    check_month,
    figures_as_json,
)
from karsa.rules.formula import Outcome, Sheet, calculate, read_sheet
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

State = AllowanceRun.State
_BATCH = 1000
# What working a month out anew changes of its run.
_DRAWN = ("rule", "period", "replaces", "reason", "made_by", "made_at", "digest")
_NAMED = 5


@transaction.atomic
def work_out(
    *,
    actor: Actor,
    month: date,
    period: Period | None,
    rule: AllowanceRule | None = None,
    reason: str = "",
) -> AllowanceRun:
    """Have a month worked out by a worker: anew while it is a simulation, else as a correction.

    `rule` tries one that is not approved; otherwise the one in force on the month's last day.
    Raises PermissionDenied to all but the office; Refused for a month to come, without a rule,
    while the month waits for its second person, or for a correction without a reason.
    """
    if not can_keep_allowance(actor):
        raise PermissionDenied
    check_month(month, actor.today)
    used = rule or _rule_in_force(actor.agency, month)
    read_sheet(used.text, KNOWN)  # a draft that is not sound is refused here, with its line
    rows = AllowanceRun.objects.select_for_update().filter(agency=actor.agency, month=month)
    runs = {run.state: run for run in rows.order_by("version")}
    if State.PROPOSED in runs:
        raise Refused(
            _("Bulan ini sudah diajukan. Tunggu persetujuannya, atau minta dikembalikan.")
        )
    paid = runs.get(State.APPROVED)
    if paid and not reason.strip():
        raise Refused(_("Bulan ini sudah disetujui. Tulis alasan koreksinya."))
    run = runs.get(State.DRAFT) or AllowanceRun(
        agency=actor.agency, month=month, version=_next(actor.agency, month)
    )
    run.rule, run.period, run.replaces, run.reason = used, period, paid, reason.strip()
    run.made_by_id, run.made_at, run.digest = actor.employee_id or 0, actor.now, ""
    run.save(update_fields=_DRAWN if run.pk else None)
    record(actor, "allowance_run.made", run, note=run.reason)
    batch = jobs.start(actor, KIND, file_id=run.pk)
    jobs.later(KIND, actor.agency, run_id=run.pk, batch_id=batch.pk)
    return run


@transaction.atomic
def compute(*, agency: Agency, run_id: int) -> AllowanceRun:
    """Work a simulation out, line by line; what is worked out already stays.

    The same rule and figures give the same lines, in the same order, with the same digest.
    """
    rows = AllowanceRun.objects.select_related("agency", "rule", "period__agency")
    run = rows.select_for_update(of=("self",)).get(agency=agency, pk=run_id)
    if run.digest or run.state != State.DRAFT:
        return run
    sheet = run.rule.sheet
    AllowanceLine.objects.filter(run=run).delete()
    with without_collecting():
        lines = [_line(run, sheet, post, facts) for post, facts in facts_of(run, sheet)]
        AllowanceLine.objects.bulk_create(lines, batch_size=_BATCH)
    run.people, run.held = len(lines), sum(line.is_held for line in lines)
    run.total = sum(line.amount or 0 for line in lines if not line.is_held)
    run.digest = digest_of(run, lines)
    run.save(update_fields=["people", "held", "total", "digest"])
    return run


def outcome_of(rule: AllowanceRule, sheet: Sheet, facts: Facts) -> Outcome:
    """Work one person's facts out by a rule. No query."""
    return calculate(sheet, BASE, facts.values, facts.silent, rule.rounding)


def digest_of(run: AllowanceRun, lines: Iterable[AllowanceLine]) -> str:
    """The fingerprint of a month: rule, figures and amounts, line by line."""
    found = sha256(f"{run.month}\n{run.rule.rounding}\n{run.rule.text}\n".encode())
    for line in lines:
        kept = json.dumps(line.facts, sort_keys=True, separators=(",", ":"))
        found.update(f"{line.employee_id} {line.standing} {line.amount} {kept}\n".encode())
    return found.hexdigest()


@transaction.atomic
def propose_run(*, actor: Actor, run_id: int) -> AllowanceRun:
    """Hand a simulation to the second person; whoever proposes it is its maker.

    Raises PermissionDenied to all but the office; Refused while it is worked out, by a rule that
    is not approved, or where nobody can be paid.
    """
    if not can_keep_allowance(actor):
        raise PermissionDenied
    run = _locked(actor, run_id)
    if not run.digest:
        raise Refused(_("Perhitungannya belum selesai. Tunggu sebentar, lalu muat ulang."))
    if run.rule.state not in (AllowanceRule.State.APPROVED, AllowanceRule.State.SUPERSEDED):
        raise Refused(_("Aturannya belum disetujui. Minta orang kedua menyetujuinya dulu."))
    if not run.payable:
        raise Refused(_("Belum ada yang dapat dibayar. Lihat alasan tiap orang di daftar ditahan."))
    run.made_by_id = actor.employee_id or 0
    return _step(actor, run, State.PROPOSED, "made_by")


@transaction.atomic
def return_run(*, actor: Actor, run_id: int, reason: str) -> AllowanceRun:
    """Send a proposed month back to be worked out anew. Raises PermissionDenied, Refused."""
    run = _locked(actor, run_id)
    if not can_approve_run(actor, run):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Tulis apa yang perlu diperbaiki."))
    return _step(actor, run, State.DRAFT, note=reason.strip())


@transaction.atomic
def approve_run(*, actor: Actor, run_id: int) -> AllowanceRun:
    """Approve a month as the second person; a correction replaces what was approved before.

    Raises PermissionDenied to its maker and to all but the office and the regent; Refused if
    somebody's evaluation was changed, reopened or contested since, with the names.
    """
    run = _locked(actor, run_id)
    if not can_approve_run(actor, run):
        raise PermissionDenied
    flow.step(flow.ALLOWANCE, run.state, State.APPROVED)
    _check_still(run)
    if run.replaces:
        run.replaces.state = State.SUPERSEDED
        run.replaces.save(update_fields=["state"])
    run.approved_by_id, run.approved_on = actor.employee_id, actor.today
    return _step(actor, run, State.APPROVED, "approved_by", "approved_on")


def _rule_in_force(agency: Agency, month: date) -> AllowanceRule:
    rules = AllowanceRule.objects.filter(agency=agency, state=AllowanceRule.State.APPROVED)
    found = rules.filter(current(last_day(month))).first()
    if found is None:
        raise Refused(_("Belum ada aturan TPP yang disetujui untuk bulan itu."))
    return found


def _next(agency: Agency, month: date) -> int:
    runs = AllowanceRun.objects.filter(agency=agency, month=month)
    return (runs.aggregate(last=Max("version"))["last"] or 0) + 1


def _line(run: AllowanceRun, sheet: Sheet, post: Post, facts: Facts) -> AllowanceLine:
    found = outcome_of(run.rule, sheet, facts)
    return AllowanceLine(
        agency_id=run.agency_id,
        run=run,
        employee_id=post.employee_id,
        assignment_id=post.pk,
        standing=_standing(facts, found),
        amount=found.amount,
        facts=facts.as_json(),
    )


def _standing(facts: Facts, found: Outcome) -> Standing:
    if facts.standing is not Standing.READY:
        return facts.standing
    if found.problem:
        return Standing.PROBLEM
    return Standing.MISSING if found.amount is None else Standing.READY


def _check_still(run: AllowanceRun) -> None:
    """Nothing that is paid has been changed, reopened or contested since it was worked out."""
    found, used = results_of(run.period, run.rule.silence), used_names(run.rule.sheet) & EVALUATED
    if found is None or not used:
        return
    rows = AllowanceLine.objects.filter(run=run, standing=Standing.READY)
    names = ("assignment", "facts__tenure__rated", "employee", "facts__values")
    changed = [
        person
        for post, rated, person, kept in rows.values_list(*names)
        if not _stands(found.facts(rated or post), kept, used)
    ]
    if changed:
        raise Refused(
            _(
                "Sejak dihitung, evaluasi %(count)s orang berubah, dibuka kembali, atau sedang "
                "dalam keberatan: %(names)s. Kembalikan, lalu hitung ulang."
            ),
            count=len(changed),
            names=", ".join(_names(changed)),
        )


def _stands(now: Facts, kept: Mapping[str, Any], used: Collection[str]) -> bool:
    """Whether what was kept of an evaluation is what it says today, and can be paid."""
    said = figures_as_json({name: now.values[name] for name in used})
    return now.standing is Standing.READY and all(kept[name] == said[name] for name in used)


def _names(people: list[int]) -> Iterator[str]:
    rows = Employee.objects.filter(Q(pk__in=people[:_NAMED])).order_by("name", "pk")
    return (row.full_name for row in rows)


def _step(actor: Actor, run: AllowanceRun, then: str, *fields: str, note: str = "") -> AllowanceRun:
    run.state = flow.step(flow.ALLOWANCE, run.state, then)
    run.save(update_fields=["state", *fields])
    verb = "returned" if then == State.DRAFT else then
    record(actor, f"allowance_run.{verb}", run, note=note)
    return run


def _locked(actor: Actor, run_id: int) -> AllowanceRun:
    rows = AllowanceRun.objects.select_related("rule", "period__agency", "replaces")
    return rows.select_for_update(of=("self",)).get(agency=actor.agency, pk=run_id)
