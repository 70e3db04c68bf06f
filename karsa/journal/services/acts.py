"""What a reviewer can do with an entry, on the board or kept on a phone; higher rooms add theirs.

A room above adds its act in `AppConfig.ready`: `add_act("praise", Act(…))`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.journal.services.asking import ask
from karsa.journal.services.review import accept, return_entry
from karsa.rules.refused import gettext_noop as _

Apply = Callable[[Actor, DailyEntry, str], object]


def to_all(actor: Actor) -> bool:
    """Whoever has the entry before them; the service asks for more."""
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """`apply` does it, with words where it takes some; `template` draws it into an entry's row.

    `done` names it once it was done, `ready` are sentences to say with one tap, `offers` says for
    whom it is; one that decides needs an entry that waits; `makes` is the state it leaves the
    entry in, where it is another.
    """

    apply: Apply
    template: str
    done: str
    ready: tuple[str, ...] = ()
    offers: Callable[[Actor], bool] = to_all
    needs_waiting: bool = False
    makes: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """An act as a row shows it, its words in the reader's language."""

    name: str
    template: str
    done: str
    ready: list[str]


_acts: dict[str, Act] = {
    "accept": Act(
        lambda actor, entry, _words: accept(actor=actor, entry=entry),
        "journal/parts/accept.html",
        _("Diterima"),
        needs_waiting=True,
        makes=DailyEntry.State.ACCEPTED,
    ),
    # What leaders most often ask for; one tap, and the person knows what to mend.
    "return": Act(
        lambda actor, entry, words: return_entry(actor=actor, entry=entry, reason=words),
        "journal/parts/return.html",
        _("Dikembalikan"),
        (
            _("Tambahkan foto atau berkas bukti."),
            _("Jumlahnya belum cocok dengan bukti. Periksa lagi."),
            _("Catatan ini untuk hasil kerja yang lain."),
            _("Ceritakan hasilnya, bukan hanya kegiatannya."),
        ),
        needs_waiting=True,
        makes=DailyEntry.State.RETURNED,
    ),
    "ask": Act(
        lambda actor, entry, words: ask(actor=actor, entry=entry, text=words),
        "journal/parts/ask.html",
        _("Ditanyakan"),
        (
            _("Boleh saya lihat foto atau berkasnya?"),
            _("Apa hasilnya bagi yang dilayani?"),
            _("Adakah kendala yang perlu saya bantu?"),
        ),
        needs_waiting=True,
    ),
}


def add_act(name: str, act: Act) -> None:
    """Add an act after those that stand already; the same name replaces it."""
    _acts[name] = act


def act_named(name: str) -> Act | None:
    """Return an act by its name. No query."""
    return _acts.get(name)


def board_acts(actor: Actor) -> list[Offered]:
    """Return what the actor is offered for an entry. No query."""
    return [
        Offered(name, act.template, gettext(act.done), [gettext(one) for one in act.ready])
        for name, act in _acts.items()
        if act.offers(actor)
    ]
