"""What the seeded people do and say, from the text libraries of the demo."""

from dataclasses import dataclass
from functools import cache
from random import Random

from karsa.site.demo.telling import BLANK, PLACES
from karsa.site.demo.words.library import Metric, Work, metrics, places, works
from karsa.site.seed.size import RESULTS

# The field of an office and all below it; further results come from what every office does.
FIELDS = ("puskesmas", "dukcapil", "kecamatan", "pupr", "pertanian", "perhubungan", "lingkungan")
_COMMON = ("bkpsdm", "bkad", "kominfo")
_SAYINGS = 60  # different sentences of a result
_FIRST = (
    "Agus Ahmad Ani Budi Dewi Dian Dwi Eka Endang Fitri Hadi Hendra Indah Joko Kartika Lestari "
    "Made Maria Nur Putri Ratna Rini Rizki Siti Sri Sulastri Tri Wahyu Wayan Yohanes"
)
_LAST = (
    "Anggraini Astuti Firmansyah Gunawan Handayani Hidayat Kurniawan Kusuma Lestari Maharani "
    "Mulyani Nugroho Permana Pertiwi Prabowo Pratama Purnomo Rahayu Rahman Saputra Setiawan "
    "Simanjuntak Siregar Suharto Susanti Tampubolon Utami Wibowo Wijaya Yulianti"
)
FIRST_NAMES, LAST_NAMES = tuple(_FIRST.split()), tuple(_LAST.split())


@dataclass(frozen=True, slots=True)
class Task:
    """A result in words, its measure of success, and how its days are told."""

    text: str
    measure: str
    unit: str
    sentences: tuple[str, ...]


def field_of(unit: int) -> str:
    """Return the field of a unit: that of the office it belongs to."""
    return FIELDS[unit % len(FIELDS)]


def metrics_of(unit: int) -> tuple[Metric, ...]:
    """Return what a unit's indicators follow."""
    return metrics(field_of(unit))


@cache
def tasks_of(field: str) -> tuple[Task, ...]:
    """Return a year's results of somebody in a field."""
    known = [work for name in (field, *_COMMON) for work in works(name, "staff") if work.actions]
    return tuple(_task(field, work) for work in known[:RESULTS])


def _task(field: str, work: Work) -> Task:
    first = work.actions[0]
    chance = Random(f"{field}: {work.text}")
    patterns = first.sentences or (first.text,)
    told = tuple(_told(patterns[turn % len(patterns)], chance) for turn in range(_SAYINGS))
    return Task(work.text, work.measures[0].text, first.unit, told)


def _told(pattern: str, chance: Random) -> str:
    return BLANK.sub(lambda found: _fact(found[1], chance), pattern)


def _fact(name: str, chance: Random) -> str:
    if name in PLACES:
        return chance.choice(places()[PLACES[name]])
    return str(chance.randint(2, 24))
