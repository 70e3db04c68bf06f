"""Discipline cases: reported by a person, heard before decided, read by few, each time recorded."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.consequences.models.steps import Step
from karsa.org.models import Employee, Unit
from karsa.org.models.dated import current
from karsa.rules.discipline import LEVEL_NAMES, Standing, standing_on
from karsa.tenancy.models import AgencyModel


class DisciplineCaseQuerySet(models.QuerySet["DisciplineCase"]):
    def listed_for(self, actor: Actor) -> Self:
        """The person once called, the officer of the case, who decides it or its appeal.

        One that nobody serves waits for any officer of personnel but who wrote it and whom it is
        about; an officer's reading ends with the role.
        """
        parties = Q(decider=actor.me) | Q(appeal_decider=actor.me)
        called = DisciplineStep.objects.filter(case__employee=actor.me).values("case")
        own = Q(employee=actor.me, pk__in=called)
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            parties |= Q(officer=actor.me) | _unserved(actor.today)
        apart = ~Q(employee=actor.me) & ~Q(complainant=actor.me)
        return mine.filter(own | (parties & apart))

    def visible_to(self, actor: Actor) -> Self:
        """Those listed for the actor; an inspector also by a number that somebody gave them."""
        if not actor.has(Role.INSPECTOR):
            return self.listed_for(actor)
        others = self.filter(agency=actor.agency).exclude(employee=actor.me)
        return others.exclude(complainant=actor.me) | self.listed_for(actor)

    def unserved(self, day: date) -> Self:
        """Cases that wait for an officer on a day."""
        return self.filter(_unserved(day))

    def in_force(self, day: date) -> Self:
        """Cases whose sanction is in force on a day."""
        ends = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
        return self.filter(ends, in_force_on__lte=day)

    def for_page(self) -> Self:
        """With the people it names."""
        return self.select_related(
            "employee", "unit", "complainant", "officer", "decider", "appeal_decider", "agency"
        )


def _unserved(day: date) -> Q:
    """No officer, or one without the role, where an officer has something to do."""
    grants = Grant.objects.filter(current(day), role=Role.PERFORMANCE_MANAGER, user__is_active=True)
    states = (*DisciplineCase.UNDECIDED, DisciplineCase.State.DECIDED)
    outside = Q(state=DisciplineCase.State.APPEALED, appeal_decider=None)
    works = Q(state__in=states) | outside
    return Q(officer=None) | (works & ~Q(officer__user__in=grants.values("user")))


_LEVELS = [(code.value, _(name)) for code, name in LEVEL_NAMES.items()]


class DisciplineCase(AgencyModel):
    """One case (PP 94/2021). Its number is random: nobody finds it by counting."""

    class State(models.TextChoices):
        REPORTED = "reported", _("Dilaporkan")
        SUMMONED = "summoned", _("Dipanggil")
        HEARD = "heard", _("Sudah diperiksa")
        DECIDED = "decided", _("Diputuskan")
        DELIVERED = "delivered", _("Keputusan diterima")
        APPEALED = "appealed", _("Dalam keberatan")
        AFFIRMED = "affirmed", _("Diputuskan atas keberatan")
        DISMISSED = "dismissed", _("Dihentikan tanpa hukuman")

    UNDECIDED = (State.REPORTED, State.SUMMONED, State.HEARD)

    number = models.CharField(max_length=20)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    complainant = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    officer = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decider = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    appeal_decider = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.REPORTED)
    reported_on = models.DateField()
    happened_on = models.DateField()
    allegation = models.TextField()
    level = models.CharField(max_length=8, choices=_LEVELS, blank=True)
    # As it was worded and sourced when it was given.
    sanction = models.CharField(max_length=20, blank=True)
    sanction_name = models.CharField(max_length=200, blank=True)
    sanction_months = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True)
    appeal_by = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)

    objects = DisciplineCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="discipline_number_once"),
            models.CheckConstraint(
                condition=~Q(complainant=F("employee"))
                & ~Q(officer=F("complainant"))
                & ~Q(officer=F("employee"))
                & ~Q(decider=F("complainant"))
                & ~Q(decider=F("employee"))
                & ~Q(appeal_decider=F("decider"))
                & ~Q(appeal_decider=F("complainant")),
                name="discipline_nobody_judges_their_own",
            ),
            models.CheckConstraint(
                condition=Q(in_force_on__isnull=True) | Q(received_on__isnull=False),
                name="discipline_in_force_after_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("decided", "delivered", "appealed", "affirmed"))
                | (~Q(sanction="") & Q(decider__isnull=False)),
                name="discipline_decided_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def standing_on(self, day: date) -> Standing:
        """How its sanction stands on `day`."""
        return standing_on(day, in_force_on=self.in_force_on, expires_on=self.expires_on)


class DisciplineStep(Step):
    """What happened in a case; `is_present` of a hearing says whether the person came."""

    class Kind(models.TextChoices):
        SUMMONED = "summoned", _("Panggilan")
        HEARD = "heard", _("Pemeriksaan")
        DECIDED = "decided", _("Keputusan")
        DELIVERED = "delivered", _("Keputusan diterima pegawai")
        APPEALED = "appealed", _("Keberatan pegawai")
        AFFIRMED = "affirmed", _("Putusan atas keberatan")
        DROPPED = "dropped", _("Perkara dihentikan")

    kind = models.CharField(max_length=12, choices=Kind)
    case = models.ForeignKey(DisciplineCase, models.PROTECT, related_name="steps")
    words = models.TextField(blank=True)  # of the person, at the hearing
    is_present = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"
