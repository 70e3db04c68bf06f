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

# Votes open once for all; a session that was opened by mistake ends without them.
CALIBRATION: Flow = {
    "voting": frozenset({"discussing", "closed"}),
    "discussing": frozenset({"closed"}),
    "closed": frozenset(),
}

# Who changes a line of a development plan proposes it anew; the other one agrees.
DEVELOPMENT: Flow = {
    "proposed": frozenset({"proposed", "agreed", "dropped"}),
    "agreed": frozenset({"proposed", "done", "dropped"}),
    "done": frozenset(),
    "dropped": frozenset({"proposed"}),
}

# Whoever was declined or stepped back may ask again.
REGISTRATION: Flow = {
    "requested": frozenset({"referred", "enrolled", "waiting", "declined", "withdrawn"}),
    "referred": frozenset({"enrolled", "waiting", "declined", "withdrawn"}),
    "waiting": frozenset({"enrolled", "declined", "withdrawn"}),
    "enrolled": frozenset({"attended", "withdrawn"}),
    "declined": frozenset({"requested"}),
    "withdrawn": frozenset({"requested"}),
    "attended": frozenset(),
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

# An obstacle that comes back after it was solved is a new one, so that the effect of what was
# done stays as it was; one that was given up can be taken up again.
OBSTACLE: Flow = {
    "open": frozenset({"in_progress", "done", "cannot"}),
    "in_progress": frozenset({"done", "cannot"}),
    "done": frozenset(),
    "cannot": frozenset({"in_progress"}),
}

# The leader who gave it confirms, or sends it back to work.
DIRECTIVE: Flow = {
    "sent": frozenset({"read", "in_progress", "done"}),
    "read": frozenset({"in_progress", "done"}),
    "in_progress": frozenset({"done"}),
    "done": frozenset({"confirmed", "in_progress"}),
    "confirmed": frozenset(),
}

# Within its dates an open consultation hears people; a decision ends it for good.
CONSULTATION: Flow = {
    "draft": frozenset({"open", "withdrawn"}),
    "open": frozenset({"decided", "withdrawn"}),
    "decided": frozenset(),
    "withdrawn": frozenset(),
}

# Until it is decided the standing target stays in force.
REVISION: Flow = {
    "proposed": frozenset({"approved", "refused", "withdrawn"}),
    "approved": frozenset(),
    "refused": frozenset(),
    "withdrawn": frozenset(),
}

# What was stopped keeps its lesson; another attempt is another innovation.
INNOVATION: Flow = {
    "idea": frozenset({"trial", "running", "stopped"}),
    "trial": frozenset({"running", "stopped"}),
    "running": frozenset({"stopped"}),
    "stopped": frozenset(),
}

# Nothing closes in silence: only the reporter's word, or a verification from outside the unit and
# the days to object after it, lead to "closed". A merged case follows the one it was joined to.
COMPLAINT: Flow = {
    "filed": frozenset({"routed", "merged"}),
    "routed": frozenset({"routed", "in_progress", "asked", "answered", "merged"}),
    "in_progress": frozenset({"routed", "asked", "answered", "merged"}),
    "asked": frozenset({"in_progress", "routed", "answered", "merged"}),
    "answered": frozenset({"verified", "in_progress", "closed"}),
    "verified": frozenset({"in_progress", "closed"}),
    "closed": frozenset({"in_progress"}),
    "merged": frozenset(),
}

# Votes open once for all; a round without a reward ends too.
REWARD: Flow = {
    "nominating": frozenset({"voting", "closed"}),
    # Closed from here without an award: the jury fell below its quorum.
    "voting": frozenset({"deciding", "closed"}),
    # Votes again where too few count: only who has not read the opened ones gives one.
    "deciding": frozenset({"voting", "closed"}),
    "closed": frozenset(),
}

# A PPPK's contract decides without a test (PP 30/2019 Pasal 56-58 is for PNS).
IMPROVEMENT: Flow = {
    "running": frozenset({"improved", "not_improved"}),
    "improved": frozenset(),
    "not_improved": frozenset({"tested", "placed"}),
    "tested": frozenset({"placed"}),
    "placed": frozenset(),
}

# No step leads from a report to a decision but through a hearing.
DISCIPLINE: Flow = {
    "reported": frozenset({"summoned", "dismissed"}),
    "summoned": frozenset({"summoned", "heard"}),
    "heard": frozenset({"decided", "dismissed"}),
    "decided": frozenset({"delivered"}),
    "delivered": frozenset({"appealed"}),
    "appealed": frozenset({"affirmed", "dismissed"}),
    "affirmed": frozenset(),
    "dismissed": frozenset(),
}

# A rule or a payout that a second person has approved is frozen; another version replaces it.
ALLOWANCE: Flow = {
    "draft": frozenset({"proposed"}),
    "proposed": frozenset({"draft", "approved"}),
    "approved": frozenset({"superseded"}),
    "superseded": frozenset(),
}

FLOWS: Mapping[str, Flow] = {
    "allowance": ALLOWANCE,
    "plan": PLAN,
    "entry": ENTRY,
    "evaluation": EVALUATION,
    "objection": OBJECTION,
    "agreement": AGREEMENT,
    "development": DEVELOPMENT,
    "registration": REGISTRATION,
    "measurement": MEASUREMENT,
    "revision": REVISION,
    "innovation": INNOVATION,
    "obstacle": OBSTACLE,
    "directive": DIRECTIVE,
    "consultation": CONSULTATION,
    "complaint": COMPLAINT,
    "reward": REWARD,
    "improvement": IMPROVEMENT,
    "discipline": DISCIPLINE,
}

STATE_NAMES: Mapping[str, str] = {
    "accepted": _("diterima"),
    "affirmed": _("dikuatkan"),
    "agreed": _("disepakati"),
    "answered": _("dijawab"),
    "appealed": _("dalam keberatan atas keputusan"),
    "approved": _("disetujui"),
    "asked": _("menunggu pelapor"),
    "attended": _("selesai diikuti"),
    "cannot": _("tidak bisa diselesaikan"),
    "closed": _("selesai"),
    "confirmed": _("disetujui pimpinan"),
    "decided": _("diputuskan"),
    "decided_on_objection": _("diputuskan atas keberatan"),
    "deciding": _("menunggu keputusan"),
    "declined": _("belum disetujui"),
    "delivered": _("disampaikan"),
    "dismissed": _("dihentikan tanpa hukuman"),
    "done": _("selesai dikerjakan"),
    "draft": _("draf"),
    "dropped": _("tidak jadi"),
    "enrolled": _("terdaftar"),
    "examined": _("diperiksa"),
    "filed": _("diajukan"),
    "heard": _("sudah diperiksa"),
    "held": _("menunggu dilihat"),
    "idea": _("gagasan"),
    "improved": _("kinerja membaik"),
    "in_progress": _("sedang dikerjakan"),
    "merged": _("digabung"),
    "nominating": _("menerima usulan"),
    "not_improved": _("kinerja belum membaik"),
    "objected": _("dalam keberatan"),
    "open": _("terbuka"),
    "placed": _("sudah ada keputusan penempatan"),
    "proposed": _("diusulkan"),
    "read": _("sudah dibaca"),
    "received": _("diterima pegawai"),
    "referred": _("diteruskan ke BKPSDM"),
    "refused": _("tidak dipakai"),
    "replaced": _("diganti"),
    "reported": _("dilaporkan"),
    "requested": _("menunggu persetujuan"),
    "returned": _("dikembalikan"),
    "returned_unsigned": _("kembali tanpa tanda tangan"),
    "routed": _("diteruskan ke unit"),
    "running": _("berjalan"),
    "sent": _("terkirim"),
    "set": _("ditetapkan"),
    "signed": _("ditandatangani"),
    "stopped": _("dihentikan"),
    "summoned": _("dipanggil"),
    "superseded": _("diganti versi baru"),
    "tested": _("sudah uji kompetensi"),
    "trial": _("uji coba"),
    "verified": _("diverifikasi"),
    "voting": _("pemungutan suara"),
    "waiting": _("dalam daftar tunggu"),
    "withdrawn": _("dibatalkan"),
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
