from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models.dated import Dated, DatedQuerySet, current
from karsa.org.models.raters import RaterLine
from karsa.org.models.units import Unit, below
from karsa.tenancy.models import MarkedModel


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def visible_to(self, actor: Actor) -> Self:
        """Oneself, those one rates or leads now, and all for the offices that serve the agency."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR, Role.INSPECTOR):
            return mine
        seen = Assignment.objects.visible_to(actor).values("employee")
        return mine.filter(Q(pk=actor.me) | Q(pk__in=seen))


def names_of(whom: str) -> tuple[str, ...]:
    """The columns that `with_titles` takes, of the person whom this relation leads to."""
    return tuple(f"{whom}__{part}" for part in ("title_before", "name", "title_after"))


def with_titles(before: str, name: str, after: str) -> str:
    """A name with the titles before and after it, as letters print it."""
    return f"{before} {name}".strip() + (f", {after}" if after else "")


class Employee(MarkedModel):
    """A civil servant (or agency staff). Performance belongs to them, account or not."""

    class Employment(models.TextChoices):
        PNS = "pns", _("PNS")
        PPPK = "pppk", _("PPPK")
        PPPK_PART_TIME = "pppk_part_time", _("PPPK paruh waktu")
        NON_ASN = "non_asn", _("Non-ASN")

    external_id = models.CharField(max_length=64, blank=True)  # pns_id
    nip = models.CharField(max_length=18)  # or the agency's own number for non-ASN
    name = models.CharField(max_length=200)
    title_before = models.CharField(max_length=60, blank=True)
    title_after = models.CharField(max_length=100, blank=True)
    employment = models.CharField(max_length=14, choices=Employment, default=Employment.PNS)
    rank = models.CharField(max_length=20, blank=True)  # golongan, "III/c"
    sex = models.CharField(max_length=1, blank=True)
    born = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True)  # for the activation link an admin opens
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="employee"
    )
    is_active = models.BooleanField(default=True)

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "nip"], name="employee_once_per_nip"),
            models.UniqueConstraint(
                fields=["agency", "external_id"],
                condition=~Q(external_id=""),
                name="employee_once_per_external_id",
            ),
        ]
        indexes = [models.Index(fields=["agency", "name", "id"], name="employee_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its titles, as letters print it."""
        return with_titles(self.title_before, self.name, self.title_after)

    @property
    def is_graded(self) -> bool:
        """Non-ASN staff report and get feedback, but have no grade."""
        return self.employment != self.Employment.NON_ASN


class Position(MarkedModel):
    """A post (jabatan): what kind of work and how high, not who holds it."""

    class Kind(models.TextChoices):
        HIGH_LEADER = "high_leader", _("Jabatan Pimpinan Tinggi")
        ADMINISTRATOR = "administrator", _("Jabatan Administrator")
        SUPERVISOR = "supervisor", _("Jabatan Pengawas")
        FUNCTIONAL = "functional", _("Jabatan Fungsional")
        EXECUTIVE = "executive", _("Jabatan Pelaksana")

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=14, choices=Kind)
    grade = models.CharField(max_length=40, blank=True)  # jenjang: "Ahli Pertama"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name", "kind"], name="position_once")
        ]

    def __str__(self) -> str:
        return self.name


class AssignmentQuerySet(DatedQuerySet["Assignment"]):
    def visible_to(self, actor: Actor) -> Self:
        """Own posts, those one rates or reviews now, those in units one leads or serves."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR, Role.INSPECTOR):
            return mine
        return mine.filter(
            _of_line(actor) | below(actor.led_paths + actor.granted_paths, "unit__path")
        )

    def followed_by(self, actor: Actor) -> Self:
        """Posts whose plans and entries the actor reads: people of one's own line.

        The head of region reads units, and those she rates or whose rating she reviews: never a
        junior's further down. Inspectors, operators and administrators read nobody's.
        """
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            return mine
        led = () if actor.has(Role.REGENT) else actor.led_paths
        return mine.filter(_of_line(actor) | below(led + actor.team_paths, "unit__path"))

    def rated_by(self, actor: Actor) -> Self:
        """Posts whose holders the actor rates today."""
        rated = RaterLine.objects.filter(current(actor.today), rater=actor.me)
        return self.filter(agency=actor.agency, pk__in=rated.values("assignment")).on(actor.today)


def follows(actor: Actor, post: str = "assignment") -> Q:
    """Whether the actor reads the work of a row's `post` (`followed_by`).

    Asked of each row at hand: as a list of posts beside something else (`|`) it would be read whole
    before the first row.
    """
    return Q(Exists(Assignment.objects.followed_by(actor).filter(pk=OuterRef(post))))


def follows_person(actor: Actor, person: str = "employee") -> Q:
    """The same of the posts that a row's `person` holds today."""
    posts = Assignment.objects.followed_by(actor).on(actor.today)
    return Q(Exists(posts.filter(employee=OuterRef(person))))


def _of_line(actor: Actor) -> Q:
    """Posts one holds, and those one rates or reviews now."""
    now = current(actor.today)
    rated = RaterLine.objects.filter(now, rater=actor.me).values("assignment")
    # A reviewer may be empty; that is not somebody without a post.
    reviewed = RaterLine.objects.filter(now, reviewer=actor.me).values("assignment")
    return Q(employee=actor.me) | Q(pk__in=rated) | Q(pk__in=reviewed)


class Assignment(MarkedModel, Dated):
    """A dated holding of a position in a unit. Each has its own SKP and rater."""

    class Kind(models.TextChoices):
        DEFINITIVE = "definitive", _("Definitif")
        ACTING = "acting", _("Plt")
        DAILY_ACTING = "daily_acting", _("Plh")
        DELEGATED = "delegated", _("Delegasi")

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DEFINITIVE)
    is_head = models.BooleanField(default=False)  # leads its unit
    decree = models.CharField(max_length=120, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(kind="definitive", ends__isnull=True),
                name="assignment_one_open_definitive",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "unit", "starts"], name="assignment_of_unit"),
            models.Index(fields=["agency", "employee"], name="assignment_of_employee"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} @ {self.unit_id}"


class EmployeeStatus(MarkedModel, Dated):
    """A dated reason why somebody owes no SKP here; it leaves counts and reminders."""

    class Kind(models.TextChoices):
        STATE_OFFICIAL = "state_official", _("Pejabat negara")
        SUSPENDED = "suspended", _("Diberhentikan sementara")
        UNPAID_LEAVE = "unpaid_leave", _("Cuti di luar tanggungan negara")
        RETIRING = "retiring", _("Masa persiapan pensiun")
        OTHER_PLATFORM = "other_platform", _("Dinilai di platform lain")
        STUDY_LEAVE = "study_leave", _("Tugas belajar")
        STUDY_ENDED = "study_ended", _("Tugas belajar tidak selesai")
        LONG_LEAVE = "long_leave", _("Cuti panjang")

    # Still owe an SKP: study leave adds expectations to the year's SKP (annex II.B).
    OWES_PLAN = frozenset({Kind.STUDY_LEAVE, Kind.STUDY_ENDED, Kind.LONG_LEAVE})

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="statuses")
    kind = models.CharField(max_length=20, choices=Kind)
    reason = models.CharField(max_length=300, blank=True)
    is_imported = models.BooleanField(default=False)  # an import ends only what an import began

    objects = DatedQuerySet["EmployeeStatus"].as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["agency", "employee"], name="status_of_employee")]

    def __str__(self) -> str:
        return self.kind
