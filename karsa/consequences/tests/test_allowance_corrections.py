"""A month that was approved is corrected by another version: what is owed, and nothing twice."""

import pytest

from karsa.consequences.models import AllowanceInput, AllowanceRun
from karsa.consequences.queries.allowance_pages import payout_tables
from karsa.consequences.services import allowance_runs as services
from karsa.consequences.tests import make_allowance as make
from karsa.consequences.tests.test_allowance_runs import RINA
from karsa.evaluations.models import Evaluation
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


def test_a_correction_is_a_version_with_its_difference(people):
    old = make.approved(people)
    with pytest.raises(Refused, match="alasan koreksinya"):
        make.run(people)
    AllowanceInput.objects.filter(kind="cuts").update(
        figures={"iuran_bpjs": "70000", "potongan_sah": "0"}
    )
    new = make.run(people, reason="Iuran BPJS salah")
    [row] = payout_tables(new)[0].rows

    assert (new.version, new.replaces, row[6]) == (2, old, -20_000)
    services.propose_run(actor=org.actor(people.hana), run_id=new.pk)
    with pytest.raises(Refused, match="sudah diajukan"):
        make.run(people, reason="Lagi")
    services.approve_run(actor=org.actor(people.regent), run_id=new.pk)
    old.refresh_from_db()
    assert (old.state, old.total) == ("superseded", RINA)


def approved(people, **over: str) -> AllowanceRun:
    run = services.propose_run(actor=org.actor(people.hana), run_id=make.run(people, **over).pk)
    return services.approve_run(actor=org.actor(people.regent), run_id=run.pk)


def test_a_correction_pays_who_was_held_and_nobody_twice(people):
    period = make.ready(people)
    make.tables(people.dedi)
    dedi = make.rated(make.result(people.dedi, period, 100), people.andi, period, state="objected")
    approved(people)
    Evaluation.objects.filter(pk=dedi.pk).update(state="closed")
    Evaluation.objects.exclude(pk=dedi.pk).update(state="objected")
    second = approved(people, reason="Keberatan Dedi diputuskan")
    Evaluation.objects.update(state="closed")
    third = make.run(people, reason="Keberatan Rina diputuskan")

    def differences(run: AllowanceRun) -> dict[object, object]:
        return {row[1]: row[6] for row in payout_tables(run)[0].rows}

    assert differences(second) == {people.dedi.name: 5_000_000 - 50_000}
    assert differences(third) == {people.dedi.name: 0, people.rina.name: 0}
