"""An award's rule in dated versions, and a round opened under the one in force."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import Award, AwardRound, AwardRule, Juror
from karsa.rules import reward
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of an award's rule, as it is written."""

    legal_basis: str
    criteria: Sequence[reward.Asked]
    grants: Sequence[str] = ()
    grant_months: int = 12
    quorum: int = 2


@dataclass(frozen=True, slots=True)
class Calling:
    """Who sits in a round, who decides it, and its last days."""

    decider_id: int
    juror_ids: Collection[int]
    nominate_until: date
    vote_until: date


@transaction.atomic
def set_rule(*, actor: Actor, name: str, audience: str, terms: Terms, starts: date) -> AwardRule:
    """Write an award's rule, or a new version of it: the old one ends the day before.

    Raises PermissionDenied to all but the office; Refused without a criterion or legal basis, for
    an award that is given to the other audience, and for a version that does not begin after the
    one in force.
    """
    if not policies.can_keep_awards(actor):
        raise PermissionDenied
    if not terms.criteria or not terms.legal_basis.strip():
        raise Refused(_("Tulis dasar hukumnya dan paling sedikit satu syarat."))
    award, _new = Award.objects.get_or_create(
        agency=actor.agency, name=name.strip(), defaults={"audience": audience}
    )
    if award.audience != audience:
        raise Refused(_("Penghargaan bernama ini untuk penerima lain. Pakai nama yang berbeda."))
    before = AwardRule.objects.select_for_update().filter(award=award, ends=None).first()
    if before:
        if before.starts >= starts:
            raise Refused(_("Versi baru berlaku sesudah versi yang sekarang."))
        before.ends = starts - timedelta(days=1)
        before.save(update_fields=["ends"])
    row = AwardRule.objects.create(
        agency=actor.agency,
        award=award,
        starts=starts,
        legal_basis=terms.legal_basis.strip(),
        criteria=[asdict(one) for one in terms.criteria],
        grants=list(terms.grants),
        grant_months=terms.grant_months,
        quorum=terms.quorum,
    )
    record(actor, "reward.rule_set", row)
    return row


@transaction.atomic
def open_round(*, actor: Actor, award: Award, year: int, calling: Calling) -> AwardRound:
    """Open nominations for a year under the rule in force today, and call the jury.

    Raises PermissionDenied to all but the office; Refused a second time for a year, without a
    rule, with days in the wrong order, with too few jurors, or one who is to decide.
    """
    if not policies.can_keep_awards(actor):
        raise PermissionDenied
    rule = AwardRule.objects.on(actor.today).filter(award=award).first()
    if rule is None:
        raise Refused(_("Penghargaan ini belum punya aturan yang berlaku hari ini."))
    _check_calling(actor, rule, calling)
    if AwardRound.objects.filter(award=award, year=year).exists():
        raise Refused(_("Penghargaan ini sudah dibuka untuk tahun %(year)s."), year=year)
    row = AwardRound.objects.create(
        agency=actor.agency,
        award=award,
        rule=rule,
        year=year,
        opened_by_id=actor.me,
        decider_id=calling.decider_id,
        opened_on=actor.today,
        nominate_until=calling.nominate_until,
        vote_until=calling.vote_until,
    )
    Juror.objects.bulk_create(
        Juror(agency=actor.agency, round=row, employee_id=one)
        for one in sorted(set(calling.juror_ids))
    )
    record(actor, "reward.round_opened", row)
    return row


def _check_calling(actor: Actor, rule: AwardRule, calling: Calling) -> None:
    if not actor.today <= calling.nominate_until <= calling.vote_until:
        raise Refused(_("Batas usulan mulai hari ini, dan batas suara sesudahnya."))
    if len(set(calling.juror_ids)) < rule.quorum:
        raise Refused(_("Juri paling sedikit %(quorum)s orang."), quorum=rule.quorum)
    if calling.decider_id in calling.juror_ids:
        raise Refused(_("Yang memutuskan tidak ikut memberi suara."))
