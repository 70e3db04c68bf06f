"""A rule of the allowance takes two, and is frozen once both have agreed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.consequences.models import AllowanceRule
from karsa.consequences.services import allowance_rules as services
from karsa.consequences.tests import make_allowance as make
from karsa.org.tests import make as org
from karsa.rules.formula import FormulaProblem
from karsa.rules.refused import Refused


def verbs() -> list[str]:
    found = AuditEntry.objects.filter(verb__startswith="allowance").order_by("pk")
    return list(found.values_list("verb", flat=True))


def test_one_writes_and_another_approves(people):
    hana, regent = org.actor(people.hana), org.actor(people.regent)
    rule = services.write_rule(actor=hana, wording=make.wording())
    services.propose_rule(actor=hana, rule_id=rule.pk)
    services.return_rule(actor=regent, rule_id=rule.pk, reason="Bobot salah")
    services.change_rule(actor=hana, rule_id=rule.pk, wording=make.wording(rounding=1000))
    services.propose_rule(actor=hana, rule_id=rule.pk)
    done = services.approve_rule(actor=regent, rule_id=rule.pk)

    assert (done.state, done.rounding, done.approved_by) == ("approved", 1000, people.regent)
    assert verbs() == [
        f"allowance_rule.{one}"
        for one in ("written", "proposed", "returned", "changed", "proposed", "approved")
    ]


def test_nobody_approves_what_they_wrote_and_leaders_write_none(people):
    org.grant(people.regent, Role.PERFORMANCE_MANAGER)
    regent = org.actor(people.regent)
    own = services.write_rule(actor=regent, wording=make.wording())
    services.propose_rule(actor=regent, rule_id=own.pk)

    with pytest.raises(PermissionDenied):
        services.approve_rule(actor=regent, rule_id=own.pk)
    for act in (services.propose_rule, services.revise_rule, services.approve_rule):
        with pytest.raises(PermissionDenied):
            act(actor=org.actor(people.sinta), rule_id=own.pk)
    with pytest.raises(PermissionDenied):
        services.write_rule(actor=org.actor(people.sinta), wording=make.wording())
    services.approve_rule(actor=org.actor(people.hana), rule_id=own.pk)


def test_an_approved_rule_is_frozen_and_another_version_takes_its_place(people):
    hana, regent = org.actor(people.hana), org.actor(people.regent)
    old = make.rule(people)
    with pytest.raises(Refused, match="Buat versi baru"):
        services.change_rule(actor=hana, rule_id=old.pk, wording=make.wording())
    new = services.revise_rule(actor=hana, rule_id=old.pk)
    with pytest.raises(Refused, match="sudah ada"):
        services.revise_rule(actor=hana, rule_id=old.pk)
    services.change_rule(actor=hana, rule_id=new.pk, wording=make.wording(starts=date(2026, 7, 1)))
    services.propose_rule(actor=hana, rule_id=new.pk)
    services.approve_rule(actor=regent, rule_id=new.pk)

    old.refresh_from_db()
    assert (old.state, old.ends) == ("approved", date(2026, 6, 30))
    assert (new.version, new.replaces) == (2, old)


@pytest.mark.parametrize(("starts", "state"), [((2026, 1, 1), "superseded"), ((2025, 6, 1), None)])
def test_rules_do_not_overlap(people, starts, state):
    standing = make.rule(people)
    other = make.draft(people, starts=date(*starts))
    services.propose_rule(actor=org.actor(people.hana), rule_id=other.pk)
    done = services.approve_rule(actor=org.actor(people.regent), rule_id=other.pk)

    standing.refresh_from_db()
    assert standing.state == (state or "approved")
    assert done.ends == (None if state else date(2025, 12, 31))


def test_a_rule_that_cannot_be_worked_out_is_refused_with_its_line(people):
    text = 'komponen a 100% "A" = b\nlangkah b "B" = c\nlangkah c "C" = b'
    with pytest.raises(FormulaProblem, match="Baris 2 kolom 9: rumus berputar"):
        services.write_rule(actor=org.actor(people.hana), wording=make.wording(text=text))
    assert not AllowanceRule.objects.exists()


def test_a_reason_is_needed_to_send_it_back(people):
    rule = make.draft(people)
    with pytest.raises(Refused, match="Tulis apa"):
        services.return_rule(actor=org.actor(people.regent), rule_id=rule.pk, reason=" ")
    with pytest.raises(Refused, match="Keadaannya sekarang"):
        services.approve_rule(actor=org.actor(people.regent), rule_id=rule.pk)
