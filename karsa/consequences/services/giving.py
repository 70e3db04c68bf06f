"""A reward that was decided: its certificate, the person's consent, the money that goes with it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import Incentive, Nomination, Reward
from karsa.consequences.queries.certificate import certificate_of
from karsa.consequences.queries.evidence import found
from karsa.documents import signing
from karsa.documents.bsre import Credential
from karsa.documents.models import DocumentSignature
from karsa.documents.services import issue
from karsa.files.services import keep_bytes
from karsa.inbox.models import Notice
from karsa.org.models import Assignment
from karsa.org.services.notices import tell_people
from karsa.rules.improvement import ends_on
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.reward import Finding, check_award

_DECIDER = "decider"


def give(actor: Actor, row: Nomination, reason: str, host: str) -> Reward:
    """Give what was decided, within the caller's transaction.

    Raises Refused where a finding of the nomination is not met.
    """
    check_award([Finding(**one) for one in row.findings])
    rule = row.round.rule
    made = Reward.objects.create(
        agency=actor.agency,
        award=row.round.award,
        rule=rule,
        nomination=row,
        employee=row.employee,
        unit=row.unit,
        place_id=_place(row, actor.today),
        year=row.round.year,
        reason=reason,
        findings=row.findings,
        decided_by_id=actor.me,
        decided_on=actor.today,
        priority_until=ends_on(actor.today, rule.grant_months) if rule.grants else None,
    )
    _certify(actor, made, host)
    record(actor, "reward.given", made)
    if made.employee_id:
        _tell(actor, made)
    return made


def _place(row: Nomination, today: date) -> int | None:
    posts = Assignment.objects.on(today).filter(employee=row.employee_id or 0)
    return posts.order_by("starts", "pk").values_list("unit", flat=True).first()


def _certify(actor: Actor, row: Reward, host: str) -> None:
    """Issue the certificate; its number names no person."""
    row.document, content = issue(
        agency=actor.agency,
        kind="certificate",
        number=f"PGH/{row.year}/{row.pk}",
        day=actor.today,
        form=certificate_of(row),
        now=actor.now,
        host=host,
    )
    row.file = keep_bytes(
        actor, content, f"Piagam {row.year}-{row.pk}.pdf", "application/pdf", "certificate"
    )
    row.save(update_fields=["document", "file"])


@transaction.atomic
def consent(*, actor: Actor, reward_id: int, agrees: bool) -> Reward:
    """Let everybody read of one's reward, or take that back; both are recorded.

    Raises PermissionDenied to everybody but the person.
    """
    row = Reward.objects.select_for_update(of=("self",)).get(pk=reward_id)
    if not policies.can_consent(actor, row):
        raise PermissionDenied
    row.consented_on = actor.today if agrees else None
    row.save(update_fields=["consented_on"])
    record(actor, "reward.consented" if agrees else "reward.consent_withdrawn", row)
    return row


def sign_certificate(*, actor: Actor, reward_id: int, credential: Credential) -> DocumentSignature:
    """Sign the certificate as the one who decided.

    Raises PermissionDenied to everybody else, Refused as `documents.signing.put_signature` and
    `keep_signature`.
    """
    row = Reward.objects.for_page().get(pk=reward_id)
    if not policies.can_sign_certificate(actor, row) or row.document is None or row.file is None:
        raise PermissionDenied
    signer = signing.Signer(_DECIDER, row.decided_by.full_name)
    signed = signing.put_signature(actor.agency, row.document.pk, row.file, signer, credential)
    with transaction.atomic():
        made = signing.keep_signature(actor, signed)
        record(actor, "reward.certificate_signed", row, note=made.method)
    return made


@transaction.atomic
def propose_incentive(
    *, actor: Actor, reward_id: int, amount: int, legal_basis: str, budget_line: str
) -> Incentive:
    """Propose money (whole rupiah) for a reward, once; another person approves it.

    What was refused may be proposed anew. Raises PermissionDenied to all but the office; Refused
    a second time or without its basis.
    """
    row = Reward.objects.select_for_update(of=("self",)).get(pk=reward_id)
    if not policies.can_propose_incentive(actor, row):
        raise PermissionDenied
    if amount <= 0 or not legal_basis.strip() or not budget_line.strip():
        raise Refused(_("Isi jumlah rupiah, dasar hukum, dan mata anggarannya."))
    if Incentive.objects.filter(reward=row).exclude(state=Incentive.State.REFUSED).exists():
        raise Refused(_("Insentif penghargaan ini sudah diusulkan; tidak diberikan dua kali."))
    said = {
        "agency": actor.agency,
        "amount": amount,
        "legal_basis": legal_basis.strip(),
        "budget_line": budget_line.strip(),
        "proposed_by_id": actor.me,
        "proposed_on": actor.today,
    }
    unanswered = {"state": Incentive.State.PROPOSED, "answered_by": None, "answered_on": None}
    made, _new = Incentive.objects.update_or_create(reward=row, defaults={**said, **unanswered})
    record(actor, "reward.incentive_proposed", made)
    return made


@transaction.atomic
def answer_incentive(*, actor: Actor, incentive_id: int, approves: bool, reason: str) -> Incentive:
    """Approve or refuse money that somebody else proposed; results are looked at once more.

    Raises PermissionDenied to who proposed it and to the person; Refused a second time, without
    a reason to refuse, or where a result is contested or reopened by now.
    """
    row = (
        Incentive.objects.select_for_update(of=("self",))
        .select_related("reward")
        .get(pk=incentive_id)
    )
    if not policies.can_answer_incentive(actor, row):
        raise PermissionDenied
    if row.state != Incentive.State.PROPOSED:
        raise Refused(_("Usulan insentif ini sudah dijawab."))
    if approves:
        _check_still(row.reward, actor.today)
    elif not reason.strip():
        raise Refused(_("Tulis mengapa insentif ini tidak disetujui."))
    row.state = Incentive.State.APPROVED if approves else Incentive.State.REFUSED
    row.answered_by_id, row.answered_on, row.answer = actor.me, actor.today, reason.strip()
    row.save(update_fields=["state", "answered_by", "answered_on", "answer"])
    record(actor, f"reward.incentive_{row.state}", row)
    return row


def _check_still(row: Reward, today: date) -> None:
    """Refuse where the results that carried the reward no longer stand."""
    nomination = Nomination.objects.for_page().get(pk=row.nomination_id)
    [findings] = found(nomination.round, [nomination], today)
    check_award([one for one in findings if one.code.startswith("trouble.")])


def _tell(actor: Actor, row: Reward) -> None:
    tell_people(
        actor.agency,
        actor.now,
        {row.employee_id or 0: 1},
        kind=Notice.Kind.REWARD_NEWS,
        key=f"reward:{row.pk}",
        path=reverse("consequences:reward", args=[row.pk]),
    )
