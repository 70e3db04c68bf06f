"""Small drawn pictures as evidence: one per motif and day, shared by the day's entries."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from karsa.files.models import StoredFile
from karsa.files.services import keep_bytes
from karsa.journal.models import DailyEntry, EntryEvidence
from karsa.kit.formats import day as words_of
from karsa.site.demo.chance import happens, pick
from karsa.site.demo.entries import Entry
from karsa.site.demo.world import World

_WIDE, _HIGH, _SCALE = 640, 480, 2
_PAPER, _SKY, _GROUND = "#F7F5F1", "#DCE7F3", "#E6DFD2"
_NAVY, _BLUE, _WARM, _GREEN, _RED = "#1F2855", "#196BCD", "#D9A441", "#4C8C5E", "#B4553F"
# The days that have pictures: the newest ones, then some before.
_NEWEST, _EVERY, _COUNT = 5, 5, 12
_SHARE = 0.5
Pen = ImageDraw.ImageDraw


def attach(world: World, entries: Sequence[Entry]) -> set[int]:
    """Draw, keep and attach pictures to entries of the showcase units; return those entries.

    About 100 drawings.
    """
    days = _days(world)
    kept: dict[tuple[str, date], StoredFile] = {}
    rows = []
    for entry in entries:
        row, post = entry.row, entry.plan.post
        wanted = post.dense and row.day in days and row.state != DailyEntry.State.DRAFT
        if wanted and happens(_SHARE, post.key, row.day, "picture"):
            motif = pick(_MOTIFS.get(post.field, _OFFICE), post.key, row.day, "motif")
            stored = kept.get((motif, row.day)) or _keep(world, motif, row.day)
            kept[motif, row.day] = stored
            rows.append(EntryEvidence(agency=world.agency, entry=row, file=stored))
    EntryEvidence.objects.bulk_create(rows, batch_size=1000)
    return {row.entry_id for row in rows}


def _days(world: World) -> frozenset[date]:
    known = world.working_days
    return frozenset(known[-_NEWEST:] + known[:-_NEWEST][::-_EVERY][: _COUNT - _NEWEST])


def _keep(world: World, motif: str, day: date) -> StoredFile:
    name = f"{motif}-{day:%Y%m%d}.webp"
    stored = keep_bytes(world.actor, draw(motif, day), name, "image/webp", "evidence")
    stored.brought_at = stored.taken_at = world.at(day, 10, day.day % 60)
    stored.save(update_fields=["brought_at", "taken_at"])
    return stored


def draw(motif: str, day: date) -> bytes:
    """Return a picture as WebP: a plain scene with the day in its corner."""
    image = Image.new("RGB", (_WIDE * _SCALE, _HIGH * _SCALE), _SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle(_box(0, 330, 640, 480), _GROUND)
    _SCENES[motif](pen)
    pen.rectangle(_box(0, 440, 640, 480), _NAVY)
    font = ImageFont.load_default(20 * _SCALE)
    pen.text((20 * _SCALE, 447 * _SCALE), words_of(day), _PAPER, font=font)
    out = BytesIO()
    small = image.resize((_WIDE, _HIGH), Image.Resampling.BILINEAR)
    small.save(out, "WEBP", quality=70, method=0)
    return out.getvalue()


def _box(*sides: int) -> tuple[int, ...]:
    return tuple(side * _SCALE for side in sides)


def _person(pen: Pen, x: int, y: int, colour: str) -> None:
    pen.ellipse(_box(x - 20, y - 20, x + 20, y + 20), "#C99A74")
    pen.rounded_rectangle(_box(x - 34, y + 24, x + 34, y + 150), 26 * _SCALE, colour)


def _house(pen: Pen) -> None:
    pen.rectangle(_box(210, 210, 440, 360), _PAPER)
    pen.polygon(_box(185, 215, 325, 110, 465, 215), _RED)
    pen.rectangle(_box(300, 270, 350, 360), _NAVY)
    pen.rectangle(_box(235, 240, 280, 285), _BLUE)
    pen.ellipse(_box(500, 190, 600, 290), _GREEN)
    pen.rectangle(_box(543, 280, 557, 360), "#7A5A3C")
    _person(pen, 140, 240, _BLUE)


def _scale(pen: Pen) -> None:
    pen.line(_box(320, 60, 320, 150), _NAVY, 6 * _SCALE)
    pen.ellipse(_box(270, 140, 370, 240), _WARM)
    pen.polygon(_box(285, 240, 355, 240, 385, 340, 255, 340), _PAPER)
    _person(pen, 170, 230, _GREEN)
    _person(pen, 470, 230, _BLUE)


def _vaccine(pen: Pen) -> None:
    pen.rounded_rectangle(_box(190, 210, 450, 370), 18 * _SCALE, _BLUE)
    pen.rectangle(_box(190, 250, 450, 262), _PAPER)
    pen.rectangle(_box(308, 285, 332, 350), _PAPER)
    pen.rectangle(_box(288, 305, 352, 329), _PAPER)
    for x in (230, 275, 365, 410):
        pen.rounded_rectangle(_box(x, 150, x + 26, 208), 6 * _SCALE, _PAPER)
        pen.rectangle(_box(x, 150, x + 26, 166), _RED)


def _counter(pen: Pen) -> None:
    pen.rectangle(_box(90, 110, 550, 330), _PAPER)
    pen.rectangle(_box(130, 150, 330, 280), _SKY)
    pen.rectangle(_box(70, 290, 570, 400), _WARM)
    _person(pen, 230, 190, _NAVY)
    pen.rectangle(_box(70, 290, 570, 400), _WARM)
    pen.rounded_rectangle(_box(400, 150, 510, 220), 8 * _SCALE, _NAVY)
    pen.rectangle(_box(420, 178, 490, 190), _WARM)


def _class(pen: Pen) -> None:
    pen.rectangle(_box(120, 80, 520, 270), _GREEN)
    pen.line(_box(160, 140, 380, 140), _PAPER, 5 * _SCALE)
    pen.line(_box(160, 180, 460, 180), _PAPER, 5 * _SCALE)
    pen.line(_box(160, 220, 320, 220), _PAPER, 5 * _SCALE)
    for x, colour in ((160, _RED), (290, _BLUE), (420, _WARM)):
        _person(pen, x, 330, colour)


def _road(pen: Pen) -> None:
    pen.polygon(_box(250, 200, 390, 200, 620, 480, 20, 480), "#5B5F66")
    for y in (225, 275, 335, 405):
        pen.rectangle(_box(315, y, 325, y + 28), _PAPER)
    for x in (110, 490):
        pen.polygon(_box(x, 300, x + 44, 390, x - 44, 390), _WARM)
        pen.rectangle(_box(x - 24, 340, x + 24, 354), _PAPER)


def _meeting(pen: Pen) -> None:
    for x, colour in ((150, _GREEN), (265, _BLUE), (380, _RED), (495, _NAVY)):
        _person(pen, x, 190, colour)
    pen.rounded_rectangle(_box(80, 300, 560, 380), 20 * _SCALE, "#A9835C")
    pen.rectangle(_box(270, 315, 330, 350), _PAPER)
    pen.rectangle(_box(380, 320, 440, 352), _PAPER)


def _document(pen: Pen) -> None:
    pen.rounded_rectangle(_box(215, 70, 425, 370), 10 * _SCALE, _PAPER)
    pen.rectangle(_box(245, 105, 395, 122), _NAVY)
    for y in range(150, 330, 28):
        pen.rectangle(_box(245, y, 395 - (y % 3) * 18, y + 9), "#B9BDC7")
    pen.ellipse(_box(370, 300, 440, 370), _BLUE)
    pen.line(_box(388, 336, 402, 350, 424, 320), _PAPER, 8 * _SCALE)


_SCENES: dict[str, Callable[[Pen], None]] = {
    "kunjungan-rumah": _house,
    "posyandu": _scale,
    "imunisasi": _vaccine,
    "loket": _counter,
    "kelas": _class,
    "jalan": _road,
    "pertemuan": _meeting,
    "berkas": _document,
}
_OFFICE = ("berkas", "pertemuan")
_MOTIFS = {
    "puskesmas": ("kunjungan-rumah", "posyandu", "imunisasi"),
    "kesehatan": ("pertemuan", "imunisasi", "berkas"),
    "dukcapil": ("loket", "berkas"),
    "kecamatan": ("pertemuan", "loket", "jalan"),
    "kelurahan": ("pertemuan", "loket"),
    "sekolah": ("kelas",),
}
