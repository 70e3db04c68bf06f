"""Define, aim, report, confirm, correct; and the tree."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.indicators import services
from karsa.indicators.models import Measurement
from karsa.indicators.tests import make
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

CARD = services.CardWords("%", purpose="Mengetahui cakupan")


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def figure(value=90, source="SIMPUS", **over):
    return services.Figure(Decimal(value), source, **over)


@pytest.fixture
def andi(people):
    return org.actor(people.andi)


@pytest.fixture
def sinta(people):
    return org.actor(people.sinta)


@pytest.fixture
def others(people):
    return [org.actor(person) for person in (people.rina, people.budi)]


@pytest.fixture
def hana(people):
    return org.actor(people.hana)


@pytest.fixture
def indicator(andi, people):
    return services.add_indicator(
        actor=andi, unit=people.clinic, name="Ibu hamil terlayani", card=CARD
    )


def test_a_head_defines_an_indicator_and_a_second_version(andi, indicator):
    card = services.write_card(
        actor=andi, indicator=indicator, card=services.CardWords("orang"), reason="Satuan diganti"
    )
    assert (card.version, card.measure, indicator.cards.count()) == (2, "orang", 2)
    with pytest.raises(Refused, match="alasan"):
        services.write_card(actor=andi, indicator=indicator, card=CARD, reason="")
    assert verbs() == ["indicator.added", "card.written"]


def test_an_indicator_needs_a_name(andi, people):
    with pytest.raises(Refused, match="nama"):
        services.add_indicator(actor=andi, unit=people.clinic, name=" ", card=CARD)


def test_staff_and_strangers_define_nothing(others, indicator, people):
    for actor in others:
        with pytest.raises(PermissionDenied):
            services.add_indicator(actor=actor, unit=people.clinic, name="x", card=CARD)
        with pytest.raises(PermissionDenied):
            services.write_card(actor=actor, indicator=indicator, card=CARD, reason="x")
        with pytest.raises(PermissionDenied):
            services.set_target(
                actor=actor,
                indicator=indicator,
                year=2026,
                target=services.TargetWords(value=Decimal(1)),
            )
        with pytest.raises(PermissionDenied):
            services.report_measurement(
                actor=actor, indicator=indicator, year=2026, month=1, figure=figure()
            )


def test_targets_are_a_value_or_a_range(andi, indicator):
    services.set_targets(
        actor=andi,
        indicator=indicator,
        year=2026,
        targets=[
            services.TargetWords(value=Decimal(95)),
            services.TargetWords(month=3, low=Decimal(20), high=Decimal(25)),
        ],
    )
    services.set_target(
        actor=andi, indicator=indicator, year=2026, target=services.TargetWords(value=Decimal(95))
    )
    assert [t.value for t in indicator.targets.order_by("month")] == [95, None]
    for wrong in (
        services.TargetWords(),
        services.TargetWords(low=Decimal(2), high=Decimal(1)),
    ):
        with pytest.raises(Refused):
            services.set_target(actor=andi, indicator=indicator, year=2026, target=wrong)


def test_a_figure_is_reported_and_confirmed_by_another(andi, sinta, indicator):
    row = services.report_measurement(
        actor=andi, indicator=indicator, year=2026, month=2, figure=figure()
    )
    with pytest.raises(PermissionDenied):
        services.verify_measurement(actor=andi, measurement=row)
    assert services.verify_measurement(actor=sinta, measurement=row).state == "verified"
    with pytest.raises(Refused, match="diverifikasi"):
        services.verify_measurement(actor=sinta, measurement=row)
    assert verbs()[-2:] == ["measurement.reported", "measurement.verified"]


@pytest.mark.parametrize(
    ("year", "month", "words", "said"),
    [
        (2026, 4, {}, "belum tiba"),
        (2026, 13, {}, "Pilih bulan"),
        (2026, 2, {"source": " "}, "sumber"),
        (2026, 2, {"weight": Decimal(-1)}, "Penyebut"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(andi, indicator, year, month, words, said):
    with pytest.raises(Refused, match=said):
        services.report_measurement(
            actor=andi, indicator=indicator, year=year, month=month, figure=figure(**words)
        )


def test_a_correction_points_at_the_old_figure(andi, others, indicator):
    old = services.report_measurement(
        actor=andi, indicator=indicator, year=2026, month=2, figure=figure()
    )
    with pytest.raises(Refused, match="sudah dilaporkan"):
        services.report_measurement(
            actor=andi, indicator=indicator, year=2026, month=2, figure=figure()
        )
    with pytest.raises(Refused, match="alasan"):
        services.correct_measurement(actor=andi, measurement=old, figure=figure(91), reason="")
    with pytest.raises(PermissionDenied):
        services.correct_measurement(
            actor=others[0], measurement=old, figure=figure(91), reason="x"
        )
    new = services.correct_measurement(
        actor=andi, measurement=old, figure=figure(91), reason="Salah ketik"
    )
    assert (new.corrects, new.state) == (old, "reported")
    assert Measurement.objects.get(pk=old.pk).state == "replaced"
    with pytest.raises(Refused, match="diganti"):
        services.correct_measurement(actor=andi, measurement=old, figure=figure(9), reason="x")


def test_a_unit_s_operator_types_figures_but_confirms_none(people, indicator):
    org.grant(people.rina, Role.UNIT_OPERATOR, people.clinic.path)
    rina = org.actor(people.rina)
    row = services.report_measurement(
        actor=rina, indicator=indicator, year=2026, month=1, figure=figure()
    )
    other = make.figure(indicator, 2, 80)
    assert row.reported_by == people.rina
    with pytest.raises(PermissionDenied):
        services.verify_measurement(actor=rina, measurement=other)


@pytest.fixture
def plan(hana):
    return services.add_strategic_plan(actor=hana, name="RPJMD", first_year=2025, last_year=2029)


def node(hana, plan, code, *parents):
    words = services.NodeWords(code=code, level=code[:2], text=f"Hasil {code}")
    return services.add_node(actor=hana, plan=plan, words=words, parents=parents)


def test_a_node_has_several_parents_but_never_itself_above(hana, plan):
    top, other = node(hana, plan, "S0-1"), node(hana, plan, "S0-2")
    below = node(hana, plan, "S1-1", top, other)
    assert list(below.parents.order_by("code")) == [top, other]
    services.link_nodes(actor=hana, child=below, parent=top)
    assert below.up.count() == 2
    with pytest.raises(Refused, match="bawahannya"):
        services.link_nodes(actor=hana, child=top, parent=below)
    with pytest.raises(Refused, match="sudah dipakai"):
        node(hana, plan, "S1-1")
    services.unlink_nodes(actor=hana, link=below.up.get(parent=other))
    assert verbs()[-1] == "node.unlinked"


def test_a_tree_stays_inside_its_plan_and_has_words(hana, plan):
    second = services.add_strategic_plan(actor=hana, name="R", first_year=2025, last_year=2025)
    with pytest.raises(Refused, match="berbeda"):
        services.link_nodes(
            actor=hana, child=node(hana, plan, "S1"), parent=node(hana, second, "S0")
        )
    with pytest.raises(Refused, match="Tulis dulu"):
        services.add_node(actor=hana, plan=plan, words=services.NodeWords("x", "S0", " "))
    with pytest.raises(Refused, match="Tahun awal"):
        services.add_strategic_plan(actor=hana, name="R", first_year=2026, last_year=2025)


def test_only_those_who_keep_the_tree_draw_it(andi, hana, plan):
    with pytest.raises(PermissionDenied):
        services.add_strategic_plan(actor=andi, name="x", first_year=2025, last_year=2026)
    with pytest.raises(PermissionDenied):
        node(andi, plan, "S0")
