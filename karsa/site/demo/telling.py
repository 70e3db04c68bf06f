"""Puts a report into words: the sentences of its action with places, numbers and months."""

import re

from karsa.kit.formats import MONTHS, number
from karsa.site.demo.chance import between, pick
from karsa.site.demo.schedule import Slot
from karsa.site.demo.words.library import places

# What a sentence leaves open, and which list of places fills it.
BLANK = re.compile(r"\{(\w+)\}")
PLACES = {
    "desa": "villages",
    "posyandu": "posyandu",
    "jalan": "streets",
    "sekolah": "schools",
    "puskesmas": "clinics",
    "kecamatan": "districts",
    "kelas": "classes",
}


def tell(slot: Slot, seed: str, turn: int) -> str:
    """Return the words of a report, with its quantity if it has one; `turn` varies them."""
    sentences = slot.step.words.sentences
    if slot.quantity is None:
        sentences = tuple(text for text in sentences if "{n}" not in text)
    if not sentences:
        return slot.step.words.text
    key = (seed, slot.day, slot.result.row.order)
    return BLANK.sub(lambda found: _fact(slot, found[1], key), sentences[turn % len(sentences)])


def _fact(slot: Slot, name: str, key: tuple[object, ...]) -> str:
    if name in PLACES:
        return pick(places()[PLACES[name]], *key, name)
    if name == "n":
        return number(slot.quantity or 0)
    if name == "bulan":
        return MONTHS[slot.day.month - 2]  # work looks back at the month before
    if name == "p":
        return str(between(74, 96, *key, name))
    return str(between(1, max(1, min(3, (slot.quantity or 4) - 1)), *key, name))
