"""Finds the unit a row means: by its id, else by its name where only one unit bears it."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.kit.spreadsheets.cells import heading
from karsa.org.imports.person import Person
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_UNKNOWN = gettext_noop(
    "Unit “%(unit)s” tidak ada. Impor daftar unit lebih dulu, atau perbaiki kolom unitnya."
)
_AMBIGUOUS = gettext_noop(
    "Ada %(count)s unit bernama “%(unit)s”. Tambahkan kolom unor_id agar jelas yang mana."
)


@dataclass(frozen=True, slots=True)
class Place:
    """What an import needs to know of a unit."""

    id: int
    name: str
    parent_id: int | None
    echelon: str
    head_title: str
    head_external_id: str

    def is_led_by(self, external_id: str, title: str) -> bool:
        """Whether the unit list names this person as its leader, or this title as its head's."""
        named = bool(external_id) and external_id == self.head_external_id
        return named or (bool(self.head_title) and heading(title) == heading(self.head_title))


class Places:
    """All units of the agency, small enough to hold: tens of thousands at most."""

    def __init__(self, agency: Agency) -> None:
        """Load the units. One query."""
        self._by_id: dict[int, Place] = {}
        self._by_external: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        fields = ("id", "name", "parent_id", "echelon", "head_title", "head_external_id")
        rows = Unit.objects.filter(agency=agency).order_by("pk")
        for external_id, *rest in rows.values_list("external_id", *fields):
            place = Place(*rest)
            self._by_id[place.id] = place
            self._by_external[external_id] = place
            self._by_name[heading(place.name)].append(place)

    def name_of(self, unit_id: int) -> str:
        """The name of a unit of this agency."""
        return self._by_id[unit_id].name

    def find(self, person: Person, current_id: int | None) -> Place:
        """Return the unit of a row; `current_id` decides between namesakes.

        Raises Refused if there is none, or more than one. Adds a repair note when the row's own
        unit is unknown and its office is meant instead.
        """
        if place := self._by_external.get(person.unit_id):
            return place
        found = self._named(person, current_id)
        if found and person.unit_id:
            person.repairs.append(
                _("Kode unit tidak dikenal; unit dicari dari namanya: “%(unit)s”.")
                % {"unit": found.name}
            )
        return found or self._office(person)

    def _named(self, person: Person, current_id: int | None) -> Place | None:
        namesakes = self._by_name.get(heading(person.unit), [])
        if len(namesakes) < 2:
            return namesakes[0] if namesakes else None
        office = heading(person.office)
        fits = [p for p in namesakes if p.id == current_id]
        fits = fits or [p for p in namesakes if office in self._above(p)]
        if len(fits) == 1:
            return fits[0]
        raise Refused(_AMBIGUOUS, count=len(namesakes), unit=person.unit)

    def _above(self, place: Place) -> set[str]:
        names: set[str] = set()
        parent = place.parent_id
        while parent is not None:
            names.add(heading(self._by_id[parent].name))
            parent = self._by_id[parent].parent_id
        return names

    def _office(self, person: Person) -> Place:
        offices = self._by_name.get(heading(person.office), [])
        # The region itself is no place of work: everybody's office would fit.
        if len(offices) != 1 or offices[0].parent_id is None:
            raise Refused(_UNKNOWN, unit=person.unit or person.unit_id)
        person.repairs.append(
            _("Unit “%(unit)s” tidak ada; ditempatkan di satuan kerjanya, “%(office)s”.")
            % {"unit": person.unit or person.unit_id, "office": offices[0].name}
        )
        return offices[0]
