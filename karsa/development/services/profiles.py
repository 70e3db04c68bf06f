"""Competence profiles of posts from a sheet: checked first, then kept, row by row."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import Competence, PositionNeed
from karsa.files import sheets, store
from karsa.files.sheets import Brought, Shape
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.verdict import Verdict, refused
from karsa.org.models import Position
from karsa.org.queries.actor import actor_of
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

Outcome = BatchRow.Outcome
COLUMNS = {
    "position": ("jabatan", "nama jabatan", "jabatan_nama"),
    "competence": ("kompetensi", "nama kompetensi"),
    "kind": ("jenis kompetensi", "jenis"),
    "level": ("level", "tingkat", "standar level"),
}
SHEET = Shape(
    kind="development.profiles",
    purpose="development.profiles",
    columns=COLUMNS,
    required=("position", "competence", "level"),
    most=20_000,
    too_long=_("Lembar ini lebih dari 20.000 baris. Pecah menjadi beberapa."),
)
_KEPT = _("Lembar ini sudah disimpan. Hasilnya ada di profil jabatan.")
_KINDS = {
    "manajerial": Competence.Kind.MANAGERIAL,
    "sosial kultural": Competence.Kind.SOCIO_CULTURAL,
    "sosiokultural": Competence.Kind.SOCIO_CULTURAL,
    "teknis": Competence.Kind.TECHNICAL,
    "": Competence.Kind.TECHNICAL,
}


@transaction.atomic
def check_profiles(*, actor: Actor, upload: "File[bytes]") -> Batch:
    """Take a sheet in and have it checked without keeping a level: the preview.

    Raises PermissionDenied for others than the manager; Refused if it is no such sheet.
    """
    _keeper(actor)
    batch = sheets.start(actor, upload, SHEET, is_trial=True)
    jobs.later("development.profiles", actor.agency, batch_id=batch.pk)
    return batch


@transaction.atomic
def keep_profiles(*, actor: Actor, batch: Batch) -> Batch:
    """Keep the levels of a checked sheet, once. Raises PermissionDenied; Refused until checked."""
    _keeper(actor)
    kept = sheets.start_keeping(actor, batch, SHEET, _KEPT)
    jobs.later("development.profiles", actor.agency, batch_id=kept.pk)
    return kept


def run_profiles(*, agency: Agency, batch_id: int, now: datetime) -> None:
    """Check or keep a sheet to its end, or say in its batch why not. Opens its own scope."""
    with scope(agency), transaction.atomic():
        batch = Batch.objects.get(pk=batch_id, agency=agency, kind=SHEET.kind)
        found = sheets.read(batch, SHEET, now)
        if found:
            _run(agency, batch, found, now)


def _run(agency: Agency, batch: Batch, found: Brought, now: datetime) -> None:
    actor = actor_of(User.objects.get(pk=batch.started_by or 0), agency, now)
    jobs.begin(batch, len(found.rows))
    with transaction.atomic():
        known = _Known(agency)
        verdicts = [_verdict(known, line, cells) for line, cells in found.rows]
        transaction.set_rollback(batch.is_trial)
    jobs.keep_rows(batch, [verdict.row(batch) for verdict in verdicts])
    jobs.finish(batch, now)
    if not batch.is_trial:
        store.forget(found.stored)
        record(actor, "development.profiles_kept", batch)


class _Known:
    """Posts, competences and levels by their names: three queries for a whole sheet."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.positions: dict[str, list[Position]] = {}
        for position in Position.objects.filter(agency=agency):
            self.positions.setdefault(_plain(position.name), []).append(position)
        rows = Competence.objects.filter(agency=agency)
        self.competences = {_plain(row.name): row for row in rows}
        needs = PositionNeed.objects.filter(agency=agency)
        self.needs = {(row.position_id, row.competence_id): row for row in needs}

    def competence(self, name: str, kind: str) -> Competence:
        """The competence of that name, added where the dictionary has none."""
        if _plain(name) not in self.competences:
            self.competences[_plain(name)] = Competence.objects.create(
                agency=self.agency, name=name, kind=_KINDS[_plain(kind)]
            )
        return self.competences[_plain(name)]

    def need(self, position: Position, competence: Competence, level: int) -> bool:
        """Set the level; False where it was so before."""
        key = position.pk, competence.pk
        row = self.needs.get(key)
        if row and row.level == level:
            return False
        if row is None:
            row = PositionNeed(agency=self.agency, position=position, competence=competence)
        row.level, self.needs[key] = level, row
        row.save(update_fields=["level"] if row.pk else None)
        return True


def _verdict(known: _Known, line: int, cells: Mapping[str, str]) -> Verdict:
    label = f"{cells['position']}: {cells['competence']}"
    try:
        return Verdict(line, _take(known, cells), label)
    except Refused as why:
        return refused(line, label, why)


def _take(known: _Known, cells: Mapping[str, str]) -> Outcome:
    positions = known.positions.get(_plain(cells["position"]))
    if not positions:
        raise Refused(_("Jabatan ini belum ada di data pegawai. Periksa ejaannya."))
    if not cells["competence"]:
        raise Refused(_("Nama kompetensinya kosong."))
    if _plain(cells.get("kind", "")) not in _KINDS:
        raise Refused(_("Jenisnya tulis Manajerial, Sosial Kultural, atau Teknis."))
    if cells["level"] not in ("1", "2", "3", "4", "5"):
        raise Refused(_("Level berupa angka 1 sampai 5."))
    competence = known.competence(cells["competence"], cells.get("kind", ""))
    changed = [known.need(one, competence, int(cells["level"])) for one in positions]
    return Outcome.TAKEN if any(changed) else Outcome.UNCHANGED


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _keeper(actor: Actor) -> None:
    if not policies.can_keep(actor):
        raise PermissionDenied
