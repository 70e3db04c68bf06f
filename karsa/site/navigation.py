"""The few places each role goes to, the first five in the phone's dock; and all places by group."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.policies import SECOND_PERSONS
from karsa.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Item:
    """One place: label, address, icon, and whether the reader is there; `short` for the dock."""

    label: str | Promise
    url: str
    icon: str
    current: bool = False
    short: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together, under one heading."""

    label: str | Promise
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Places:
    """The few places of somebody, all by group, and what one sets for oneself.

    Many people have the same: `kind` says all that they follow from.
    """

    first: tuple[Item, ...]
    menu: tuple[Group, ...]
    account: tuple[Item, ...]
    kind: str

    def __repr__(self) -> str:
        return self.kind


@dataclass(frozen=True, slots=True)
class _Place:
    page: str
    label: Promise
    icon: str
    roles: frozenset[Role]
    short: Promise | str = ""


def _for(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_STAFF = _for(Role.EMPLOYEE)
_RATER = _for(Role.RATER)
_OFFICE = _for(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)
_LEADERS = _for(
    Role.REGENT, Role.UNIT_HEAD, Role.EVALUATION_TEAM, Role.PERFORMANCE_MANAGER, Role.INSPECTOR
)
_INTAKE = _for(Role.COMPLAINTS_OFFICER)
_TEAM = _for(Role.EVALUATION_TEAM)
# In the order of use: the widest duty first, then the people one rates, then one's own work.
_PLACES = (
    _Place("monitoring:home", _("Pemantauan"), "presentation", _TEAM, _("Pantau")),
    _Place("complaints:home", _("Laporan warga"), "messages", _INTAKE, _("Laporan")),
    _Place("insights:cycle", _("Siklus"), "refresh", _OFFICE),
    _Place("insights:team", _("Papan tim"), "users", _RATER),
    _Place("evaluations:team", _("Evaluasi"), "clipboard-check", _RATER),
    _Place("insights:leader", _("Strategi"), "target", _LEADERS),
    _Place("insights:trail", _("Jejak"), "list-details", _for(Role.INSPECTOR, Role.ADMINISTRATOR)),
    _Place("org:units", _("Organisasi"), "sitemap", _OFFICE, _("Unit")),
    _Place("insights:today", _("Hari ini"), "home", _STAFF),
    _Place("journal:mine", _("Catatan"), "list-check", _STAFF),
    _Place("plans:mine", _("Rencana"), "clipboard-list", _STAFF),
    _Place("evaluations:mine", _("Hasil"), "certificate", _STAFF),
    _Place("feedback:received", _("Umpan balik"), "messages", _STAFF),
)
# Kept for those who owe a plan: a state official has none (PermenPANRB 6/2022 annex II.C.8).
_OWN = {"insights:today", "journal:mine", "plans:mine", "evaluations:mine", "feedback:received"}
_HEADS = _for(Role.UNIT_HEAD, Role.UNIT_OPERATOR)
_KEEPERS = _for(Role.UNIT_HEAD, Role.EVALUATION_TEAM)
_ANSWERERS = _HEADS | _for(Role.INSPECTOR)
_DECIDERS = _for(Role.UNIT_HEAD, Role.PERFORMANCE_MANAGER)
_MANAGER = _for(Role.PERFORMANCE_MANAGER)
_CALIBRATES = _RATER | _MANAGER | _for(Role.REVIEWER, Role.UNIT_HEAD)
_MENU = (
    _Place("insights:briefing", _("Ringkasan bulan"), "report-analytics", _LEADERS),
    _Place("insights:reports", _("Laporan kinerja"), "file-text", _LEADERS),
    _Place("insights:releases", _("Data terbuka"), "world", _MANAGER),
    _Place("monitoring:home", _("Pemantauan"), "presentation", _LEADERS - _TEAM),
    _Place("monitoring:obstacles", _("Hambatan"), "alert-triangle", _STAFF | _LEADERS),
    _Place("monitoring:directives", _("Arahan"), "flag", _STAFF),
    _Place("monitoring:support", _("Dukungan"), "heart", _STAFF | _LEADERS),
    _Place("monitoring:teams", _("Tim evaluasi"), "users-group", _LEADERS | _OFFICE),
    _Place("consultations:home", _("Musyawarah"), "messages", _STAFF | _LEADERS),
    _Place("complaints:home", _("Laporan warga"), "messages", _ANSWERERS),
    _Place("surveys:home", _("Survei kepuasan"), "star", _STAFF | _LEADERS),
    _Place("indicators:home", _("Indikator unit"), "chart-bar", _STAFF | _LEADERS),
    _Place("indicators:innovations", _("Inovasi"), "bulb", _STAFF | _LEADERS),
    _Place("indicators:revisions", _("Usulan target"), "target-arrow", _DECIDERS),
    _Place("plans:team", _("Rencana tim"), "clipboard-list", _RATER),
    _Place("feedback:people", _("Beri umpan balik"), "message-2", _STAFF),
    _Place("insights:mirror", _("Cermin saya"), "user-circle", _STAFF),
    _Place("feedback:guidances", _("Pembinaan"), "school", _STAFF),
    _Place("feedback:guidance_kept", _("Pembinaan tercatat"), "school", _for(Role.INSPECTOR)),
    _Place("feedback:rounds", _("360 derajat"), "users", _STAFF),
    _Place("feedback:wall", _("Dinding pujian"), "heart", _STAFF),
    _Place("indicators:strategy", _("Rencana strategis"), "flag", _LEADERS | _RATER),
    _Place("plans:coverage", _("Belum tertutup"), "binary-tree", _LEADERS | _RATER),
    _Place("evaluations:units", _("Capaian organisasi"), "building", _RATER | _MANAGER | _TEAM),
    _Place("evaluations:objections", _("Keberatan"), "gavel", _for(Role.REVIEWER)),
    _Place("evaluations:cases", _("Kasus bersama"), "user-question", _RATER | _MANAGER),
    _Place("evaluations:mirror", _("Cermin penilai"), "scale", _RATER),
    _Place("evaluations:sessions", _("Kalibrasi"), "users", _CALIBRATES),
    _Place("evaluations:seconds", _("Nilai kedua"), "user-question", _RATER),
    _Place("evaluations:closing", _("Penutupan periode"), "lock", _MANAGER | _for(Role.REGENT)),
    _Place("evaluations:by_grade", _("Daftar menurut predikat"), "list", _MANAGER),
    _Place("evaluations:fairness", _("Kewajaran penilaian"), "scale", _MANAGER),
    _Place("consequences:home", _("Tindak lanjut"), "award", _STAFF | _MANAGER | _for(Role.REGENT)),
    _Place("evaluations:feed", _("Tenggat saya"), "calendar-event", _STAFF),
    _Place("evaluations:forms", _("Formulir kertas"), "writing-sign", _HEADS | _STAFF),
    _Place("evaluations:papers", _("Kertas dan tanda tangan"), "signature", _OFFICE),
    _Place("evaluations:national", _("Beda dengan BKN"), "git-compare", _MANAGER),
    _Place("org:people", _("Pegawai"), "users", _OFFICE | _HEADS),
    _Place("org:raters", _("Penilai"), "git-branch", _OFFICE),
    _Place("indicators:feeds", _("Sumber data"), "database", _OFFICE | _KEEPERS),
    _Place("org:imports", _("Impor"), "upload", _OFFICE),
    _Place("org:this_year", _("Kalender"), "calendar", _OFFICE),
    _Place("org:graces", _("Gangguan dan dinas luar"), "cloud-off", _OFFICE | _for(Role.UNIT_HEAD)),
    _Place("org:delegations", _("Delegasi"), "signature", _OFFICE),
    _Place("org:grants", _("Peran"), "shield", _OFFICE),
    _Place("accounts:ways", _("Cara masuk"), "shield-check", _for(*SECOND_PERSONS)),
    _Place("machines:home", _("Sambungan"), "link", _for(Role.ADMINISTRATOR)),
    _Place("development:home", _("Pengembangan"), "trending-up", _STAFF | _MANAGER),
    _Place("development:lessons", _("Belajar"), "school", frozenset(Role)),
    _Place("development:helping", _("Pendamping"), "lifebuoy", _STAFF),
    _Place("development:readiness", _("Kesiapan"), "layout-dashboard", _MANAGER),
    _Place("development:leading", _("Memimpin dan mengajar"), "presentation", _RATER),
    _Place("development:practice", _("Latihan"), "player-play", frozenset(Role)),
    _Place("journal:burden", _("Beban Karsa"), "hourglass", _STAFF | _OFFICE),
    _Place("privacy:register", _("Data pribadi"), "shield", frozenset(Role)),
    _Place("inbox:choices", _("Cara dikabari"), "bell", frozenset(Role)),
    _Place("accounts:security", _("Keamanan akun"), "shield", frozenset(Role)),
)

# The headings of the menu in the order of most people's use.
_HEADINGS = {
    "work": _("Pekerjaan saya"),
    "team": _("Tim saya"),
    "unit": _("Unit dan indikator"),
    "citizens": _("Suara warga"),
    "rating": _("Penilaian"),
    "growth": _("Pengembangan"),
    "office": _("Pengelola"),
}
# Where a place stands: by its page, else by its room.
_GROUPS = {
    "insights:today": "work",
    "insights:mirror": "work",
    "journal": "work",
    "plans:mine": "work",
    "evaluations:mine": "work",
    "evaluations:feed": "work",
    "feedback:received": "work",
    "monitoring:directives": "work",
    "insights:team": "team",
    "plans:team": "team",
    "evaluations:team": "team",
    "feedback": "team",
    "insights": "unit",
    "monitoring": "unit",
    "indicators": "unit",
    "plans": "unit",
    "consultations": "citizens",
    "complaints": "citizens",
    "surveys": "citizens",
    "evaluations": "rating",
    "development": "growth",
    "consequences": "growth",
    "feedback:guidances": "growth",
    "feedback:guidance_kept": "growth",
    "insights:cycle": "office",
    "insights:trail": "office",
    "insights:releases": "office",
    "evaluations:closing": "office",
    "evaluations:by_grade": "office",
    "evaluations:papers": "office",
    "evaluations:national": "office",
    "indicators:feeds": "office",
    "org": "office",
    "machines": "office",
    "privacy": "account",
    "inbox": "account",
    "accounts:ways": "office",
    "accounts": "account",
}


def places_of(actor: Actor, path: str) -> Places:
    """Return the actor's places, those at `path` marked. No query."""
    here = (page for page in _pages() if path.startswith(_address(page)))
    return _places(actor.roles, reports(actor), frozenset(here))


@lru_cache(maxsize=1000)
def _places(roles: frozenset[Role], is_reporting: bool, here: frozenset[str]) -> Places:
    def items(places: tuple[_Place, ...], here: frozenset[str] = here) -> Iterator[Item]:
        for place in places:
            if roles & place.roles and (is_reporting or place.page not in _OWN):
                url, is_here = _address(place.page), place.page in here
                yield Item(place.label, url, place.icon, is_here, place.short)

    groups = (Group(label, tuple(items(_of(group)))) for group, label in _HEADINGS.items())
    return Places(
        first=tuple(items(_PLACES)),
        menu=tuple(group for group in groups if group.items),
        account=tuple(items(_of("account"), frozenset())),
        kind=f"{sorted(roles)} {is_reporting} {sorted(here)}",
    )


@cache
def _pages() -> frozenset[str]:
    return frozenset(place.page for place in (*_PLACES, *_MENU))


@cache
def _of(group: str) -> tuple[_Place, ...]:
    return tuple(place for place in (*_PLACES, *_MENU) if _group(place.page) == group)


def _group(page: str) -> str:
    return _GROUPS.get(page) or _GROUPS[page.partition(":")[0]]


def public_navigation(path: str) -> list[Item]:
    """Return the places of citizens. No query."""
    home, check = _address("portal:home"), _address("documents:ask")
    heard, told = _address("portal:consultations"), _address("portal:report")
    liked, measured = _address("portal:satisfaction"), _address("portal:indicators")
    served, opened = _address("portal:services"), _address("portal:data")
    return [
        Item(_("Beranda"), home, "home", path == home),
        Item(_("Kinerja"), measured, "chart-bar", path.startswith(measured)),
        Item(_("Layanan"), served, "building", path.startswith(served)),
        Item(_("Lapor"), told, "send", path.startswith(told)),
        Item(_("Musyawarah"), heard, "messages", path.startswith(heard)),
        Item(_("Kepuasan"), liked, "star", path.startswith(liked)),
        Item(_("Data"), opened, "database", path.startswith(opened)),
        Item(_("Cek dokumen"), check, "shield-check", path.startswith(check)),
    ]


def reports(actor: Actor) -> bool:
    """Whether the actor has days of their own to report. No query."""
    return actor.has(Role.EMPLOYEE) and not actor.has(Role.REGENT)


@cache
def _address(page: str) -> str:
    """Where a page without arguments is: the same as long as the process lives."""
    return reverse(page)
