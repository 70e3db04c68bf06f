"""Bytes go into a backup and come out of it, in plain or encrypted with age."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

AGE = ".age"
_UNREADABLE = _(
    "Kunci ini tidak membuka cadangan. Pakai kunci yang pasangannya dipakai saat menyimpan."
)
_NO_KEY = _("Cadangan ini terenkripsi. Sebutkan berkas kuncinya dengan --identity.")
_NO_RECIPIENT = _("Bukan penerima age: %(text)s. Buat dengan age-keygen, lalu pakai baris age1….")
_NO_IDENTITY = _("Berkas ini tidak berisi kunci age (baris AGE-SECRET-KEY-…).")


@dataclass(frozen=True, slots=True)
class Lock:
    """To whom a backup is encrypted; to nobody: it stays in plain."""

    recipients: list[pyrage.x25519.Recipient] = field(default_factory=list)

    @property
    def ending(self) -> str:
        """What a locked file's name ends with."""
        return AGE if self.recipients else ""

    def put(self, source: Path, target: Path) -> Path:
        """Write `source` as `target`, whole or not at all; return where it lies then."""
        kept = target.with_name(target.name + self.ending)
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f".{kept.name}.draft")
        try:
            self._copy(source, draft)
            draft.replace(kept)
        finally:
            draft.unlink(missing_ok=True)
        return kept

    def _copy(self, source: Path, target: Path) -> None:
        if self.recipients:
            pyrage.encrypt_file(str(source), str(target), self.recipients)
        else:
            shutil.copyfile(source, target)


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a backup; nothing, where it is in plain."""

    identities: list[pyrage.x25519.Identity] = field(default_factory=list)

    def take(self, kept: Path, target: Path) -> None:
        """Write what `kept` holds as `target`. Raises Refused where the key does not open it."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if kept.suffix != AGE:
            shutil.copyfile(kept, target)
            return
        if not self.identities:
            raise Refused(_NO_KEY)
        try:
            pyrage.decrypt_file(str(kept), str(target), self.identities)
        except pyrage.DecryptError:
            raise Refused(_UNREADABLE) from None


def lock_for(recipients: list[str]) -> Lock:
    """Read age recipients ("age1…"). Raises Refused."""
    return Lock([_recipient(text) for text in recipients])


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Refused(_NO_RECIPIENT, text=text) from None


def key_in(path: Path | None) -> Key:
    """Read the identities of an age key file; comments are left out. Raises Refused."""
    if path is None:
        return Key()
    lines = path.read_text(encoding="utf-8").split()
    try:
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line.startswith("AGE-SECRET-KEY-")
        ]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise Refused(_NO_IDENTITY)
    return Key(found)
