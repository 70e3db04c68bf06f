"""Who the rows of a past year speak of: people by NIP, the post they had, and who rated it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from karsa.org.models import Assignment, Employee, RaterLine
from karsa.org.services.importing import UNKNOWN
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_NO_POST = _("Pegawai ini belum punya jabatan di Karsa. Impor daftar pegawai lebih dulu.")


class PastPeople:
    """The people that a slice of rows names, with every post and rater line of theirs."""

    def __init__(self, agency: Agency, numbers: Iterable[str]) -> None:
        """Load them. Three queries."""
        found = Employee.objects.filter(agency=agency, nip__in=set(numbers))
        self._people = {person.nip: person for person in found}
        self._posts: dict[int, list[Assignment]] = defaultdict(list)
        rows = Assignment.objects.filter(agency=agency, employee__in=self.keys)
        for post in rows.select_related("position", "unit").order_by("starts", "pk"):
            self._posts[post.employee_id].append(post)
        self._lines: dict[int, list[RaterLine]] = defaultdict(list)
        lines = RaterLine.objects.filter(agency=agency, assignment__employee__in=self.keys)
        for line in lines.select_related("rater", "reviewer").order_by("starts", "pk"):
            self._lines[line.assignment_id].append(line)

    @property
    def keys(self) -> list[int]:
        """The keys of the people found."""
        return [person.pk for person in self._people.values()]

    def find(self, number: str) -> Employee | None:
        """The person of a NIP as it is written."""
        return self._people.get(number)

    def person(self, number: str) -> Employee:
        """The same. Raises Refused where nobody has it."""
        found = self.find(number)
        if found is None:
            raise Refused(UNKNOWN)
        return found

    def post(self, person: Employee, day: date) -> Assignment:
        """The post held on `day`, the definitive one first; before Karsa knew any, the first.

        Raises Refused for a person without a post.
        """
        posts = self._posts[person.pk]
        held = [post for post in posts if post.is_on(day)] or posts
        if not held:
            raise Refused(_NO_POST)
        return min(held, key=lambda post: post.kind != Assignment.Kind.DEFINITIVE)

    def line(self, post: Assignment, day: date) -> tuple[RaterLine | None, bool]:
        """Who rated the post on `day`, and whether that is known: else the first who did."""
        lines = self._lines[post.pk]
        held = [line for line in lines if line.is_on(day)]
        return (held[-1], True) if held else (next(iter(lines), None), False)
