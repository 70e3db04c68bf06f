"""Papers of a public consultation: the letter of invitation, the poster, the minutes."""

from dataclasses import dataclass
from typing import ClassVar

from karsa.documents.shapes.common import Signature


@dataclass(frozen=True, slots=True)
class InvitationForm:
    """A letter to one group. `url` is the page where people take part, behind the QR."""

    TEMPLATE: ClassVar[str] = "invitation"

    agency: str
    unit: str
    number: str
    place_date: str
    addressee: str
    contact: str | None
    title: str
    explanation: str
    period: str
    url: str
    meeting: str | None = None
    signature: Signature | None = None

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that the template shows as a QR."""
        return (self.url,)


@dataclass(frozen=True, slots=True)
class PosterForm:
    """An A4 to hang up: a question, a large QR, and how to take part in plain words."""

    TEMPLATE: ClassVar[str] = "poster"

    agency: str
    unit: str
    title: str
    explanation: str
    until: str
    answered: str
    url: str

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that the template shows as a QR."""
        return (self.url,)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there, and in what capacity."""

    name: str
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class MinutesForm:
    """Berita acara of a musyawarah: what was said and agreed, with a place to sign for each."""

    TEMPLATE: ClassVar[str] = "minutes"

    agency: str
    unit: str
    title: str
    day: str
    place: str
    led_by: str
    points: tuple[str, ...]
    agreements: tuple[str, ...]
    people: tuple[Attendee, ...]
