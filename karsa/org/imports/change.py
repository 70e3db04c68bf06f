"""What a row changes, worked out before anything is written."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.jobs.verdict import Outcome, Verdict
from karsa.kit import formats
from karsa.org.imports import words
from karsa.org.imports.known import Known
from karsa.org.imports.person import Person
from karsa.org.imports.places import Place, Places
from karsa.org.models import Assignment, Employee, EmployeeStatus, Position
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_NAMES_HEAD = gettext_noop(
    "Baris ini menjadikan %(name)s pemimpin “%(unit)s”. Sistem lain tidak boleh menunjuk pemimpin: "
    "seorang pengelola mengimpor berkasnya, atau mengisi jabatan itu di halaman Organisasi."
)
_SAME_PERSON = gettext_noop("Pegawai ini sama dengan baris %(other)s; baris ini dilewati.")

PostKey = tuple[str, str]  # name and kind of a position

_FIELD_NAMES = {
    "nip": "NIP",
    "external_id": "pns_id",
    "name": "nama",
    "title_before": "gelar depan",
    "title_after": "gelar belakang",
    "employment": "jenis pegawai",
    "rank": "golongan",
    "sex": "jenis kelamin",
    "born": "tanggal lahir",
    "phone": "nomor HP",
    "is_active": "keaktifan",
}


@dataclass(slots=True)
class Change:
    """One row's effect: the employee as it will be, the post to open, change or close."""

    person: Person
    employee: Employee
    is_new: bool
    fields: list[str]
    place: Place | None
    position: PostKey
    grade: str
    is_head: bool
    post: Assignment | None  # the open one
    post_act: str = ""  # "", "open", "close", "move", "amend"
    post_starts: date = date.min
    status: EmployeeStatus | None = None  # the open one that an import began
    status_act: str = ""  # "", "open", "close", "change"
    said: list[str] = field(default_factory=list)

    @property
    def comes_to_lead(self) -> bool:
        """Whether the person leads a unit that they did not lead before."""
        led = self.post.unit_id if self.post and self.post.is_head else None
        return self.is_head and self.place is not None and self.place.id != led

    def verdict(self) -> Verdict:
        """Taken, repaired or unchanged, with every note."""
        person = self.person
        changed = self.is_new or self.fields or self.post_act or self.status_act
        outcome = Outcome.REPAIRED if person.repairs else Outcome.TAKEN
        note = " ".join(person.repairs + person.notes + self.said)
        return Verdict(person.line, outcome if changed else Outcome.UNCHANGED, person.name, note)


class Planner:
    """Turns rows into changes by comparing them with what is known."""

    def __init__(self, agency: Agency, today: date, *, names_heads: bool) -> None:
        """Load units and positions. Two queries. Without `names_heads` nobody comes to lead."""
        self.agency, self.today, self._names_heads = agency, today, names_heads
        self.places = Places(agency)
        rows = Position.objects.filter(agency=agency).values_list("name", "kind", "pk")
        self.positions: dict[PostKey, int] = {(name, kind): pk for name, kind, pk in rows}
        self._claimed: dict[int, int] = {}  # employee → the line that spoke of them

    def plan(self, person: Person, known: Known) -> Change:
        """Work out one row's change. Raises Refused if the row cannot be taken."""
        employee = known.employee(person)
        if employee and self._claimed.setdefault(employee.pk, person.line) != person.line:
            raise Refused(_SAME_PERSON, other=self._claimed[employee.pk])
        post = known.post(employee) if employee else None
        place = None
        if person.standing.is_active:
            place = self.places.find(person, post.unit_id if post else None)
        change = self._employee(person, employee, place, post)
        change.status = known.status(employee) if employee else None
        self._plan_post(change)
        self._plan_status(change)
        if place and change.comes_to_lead and not self._names_heads:
            raise Refused(_NAMES_HEAD, name=person.name, unit=place.name)
        return change

    def _employee(
        self,
        person: Person,
        employee: Employee | None,
        place: Place | None,
        post: Assignment | None,
    ) -> Change:
        facts = {**person.facts, "nip": person.nip, "is_active": person.standing.is_active}
        if person.external_id:
            facts["external_id"] = person.external_id
        target = employee or Employee(agency_id=self.agency.pk)
        fields = [name for name, value in facts.items() if getattr(target, name) != value]
        for name in fields:
            setattr(target, name, facts[name])
        is_head = place is not None and place.is_led_by(target.external_id, person.position)
        kind = words.position_kind(
            person.position_word, person.position, place.echelon if place and is_head else ""
        )
        change = Change(
            person=person,
            employee=target,
            is_new=employee is None,
            fields=fields,
            place=place,
            position=(person.position, kind),
            grade=words.position_grade(person.position),
            is_head=is_head,
            post=post,
        )
        if fields and not change.is_new:
            names = ", ".join(_FIELD_NAMES[name] for name in fields)
            change.said.append(_("Diperbarui: %(names)s.") % {"names": names})
        return change

    def _plan_post(self, change: Change) -> None:
        person, post, place = change.person, change.post, change.place
        if place is None:
            change.post_act = "close" if post else ""
            change.said.append(
                _("%(word)s: dicatat tidak aktif, tanpa jabatan.") % {"word": person.standing_word}
            )
        elif post is None:
            change.post_act = "open"
            change.post_starts = person.since or date(self.today.year, 1, 1)
        elif (post.unit_id, post.position_id) != (place.id, self.positions.get(change.position)):
            self._plan_move(change, post, place)
        elif post.is_head != change.is_head:
            change.post_act, change.post_starts = "amend", post.starts

    def _plan_move(self, change: Change, post: Assignment, place: Place) -> None:
        """A transfer: from the new post's own date if that lies after the old one began."""
        since = change.person.since
        starts = since if since and since > post.starts else self.today
        # Begun today, or still to begin: the same act, corrected.
        change.post_act = "amend" if post.starts >= starts else "move"
        change.post_starts = max(starts, post.starts)
        day = formats.day(change.post_starts)
        if post.unit_id != place.id:
            old = self.places.name_of(post.unit_id)
            text = _("Pindah dari “%(old)s” ke “%(new)s” mulai %(day)s.")
            change.said.append(text % {"old": old, "new": place.name, "day": day})
        else:
            change.said.append(_("Jabatan berubah mulai %(day)s.") % {"day": day})

    def _plan_status(self, change: Change) -> None:
        wanted, open_now = change.person.standing.status, change.status
        if wanted and open_now is None:
            change.status_act = "open"
        elif wanted and open_now and open_now.kind != wanted:
            change.status_act = "change"
        elif open_now and not wanted:
            change.status_act = "close"
        if wanted and not change.employee.pk:
            word = change.person.standing_word
            change.said.append(_("Dicatat berstatus: %(word)s.") % {"word": word})

    def last_day(self, starts: date, following: date) -> date:
        """The last day of something that `following` succeeds; never before it began."""
        return max(starts, following - timedelta(days=1))
