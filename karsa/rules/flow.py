"""Workflows as data: which state may follow which, and the one sentence when it may not."""

from collections.abc import Mapping

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Flow = Mapping[str, frozenset[str]]

# A set plan is never edited: a revision is a new version, and the old one is kept.
PLAN: Flow = {
    "draft": frozenset({"proposed"}),
    "proposed": frozenset({"draft", "agreed"}),
    "agreed": frozenset({"proposed", "set"}),
    "set": frozenset({"superseded"}),
    "superseded": frozenset(),
}

# An entry nobody has reviewed can be taken back. Undoing an acceptance is `reporting.check_undo`.
ENTRY: Flow = {
    "draft": frozenset({"sent"}),
    "sent": frozenset({"accepted", "returned", "draft"}),
    "returned": frozenset({"sent"}),
    "accepted": frozenset(),
}

# The objection counts from receipt, so a document that came back unsigned can be objected to.
EVALUATION: Flow = {
    "draft": frozenset({"decided"}),
    "decided": frozenset({"draft", "signed"}),
    "signed": frozenset({"delivered"}),
    "delivered": frozenset({"received", "returned_unsigned"}),
    "returned_unsigned": frozenset({"received", "objected", "closed"}),
    "received": frozenset({"objected", "closed"}),
    "objected": frozenset({"decided_on_objection"}),
    "decided_on_objection": frozenset({"closed"}),
    "closed": frozenset(),
}

OBJECTION: Flow = {
    "filed": frozenset({"examined"}),
    "examined": frozenset({"decided"}),
    "decided": frozenset(),
}

AGREEMENT: Flow = {
    "draft": frozenset({"proposed"}),
    "proposed": frozenset({"draft", "signed"}),
    "signed": frozenset({"superseded"}),
    "superseded": frozenset(),
}

# A figure is never edited: a correction is a new one that replaces it.
MEASUREMENT: Flow = {
    "held": frozenset({"reported", "refused"}),
    "reported": frozenset({"verified", "replaced"}),
    "verified": frozenset({"replaced"}),
    "refused": frozenset(),
    "replaced": frozenset(),
}

FLOWS: Mapping[str, Flow] = {
    "plan": PLAN,
    "entry": ENTRY,
    "evaluation": EVALUATION,
    "objection": OBJECTION,
    "agreement": AGREEMENT,
    "measurement": MEASUREMENT,
}

STATE_NAMES: Mapping[str, str] = {
    "accepted": _("diterima"),
    "agreed": _("disepakati"),
    "closed": _("selesai"),
    "decided": _("diputuskan"),
    "decided_on_objection": _("diputuskan atas keberatan"),
    "delivered": _("disampaikan"),
    "draft": _("draf"),
    "examined": _("diperiksa"),
    "filed": _("diajukan"),
    "held": _("menunggu dilihat"),
    "objected": _("dalam keberatan"),
    "proposed": _("diusulkan"),
    "received": _("diterima pegawai"),
    "refused": _("tidak dipakai"),
    "replaced": _("diganti"),
    "reported": _("dilaporkan"),
    "returned": _("dikembalikan"),
    "returned_unsigned": _("kembali tanpa tanda tangan"),
    "sent": _("terkirim"),
    "set": _("ditetapkan"),
    "signed": _("ditandatangani"),
    "superseded": _("diganti versi baru"),
    "verified": _("diverifikasi"),
}


def step(flow: Flow, now: str, then: str) -> str:
    """Return `then` if `flow` allows it from `now`.

    Raises: Refused, in a sentence that names both states, if it does not.
    """
    if then not in flow[now]:
        raise Refused(
            _(
                "Keadaannya sekarang “%(now)s”, jadi belum bisa menjadi “%(then)s”. "
                "Muat ulang halaman untuk melihat langkah yang tersedia."
            ),
            now=STATE_NAMES[now],
            then=STATE_NAMES.get(then, then),
        )
    return then


def is_final(flow: Flow, now: str) -> bool:
    """Say whether no step leads out of `now`."""
    return not flow[now]
