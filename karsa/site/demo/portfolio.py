"""Which works a post delivers: those of its unit's field, its profession, and something more."""

from karsa.plans.models import WorkResult
from karsa.site.demo.chance import happens, pick, share
from karsa.site.demo.posts import Post
from karsa.site.demo.words.library import Work, action, works

Kind = WorkResult.Kind
Chosen = list[tuple[Work, WorkResult.Kind]]
_HEALTH = frozenset({"bidan", "perawat", "dokter", "nutrisionis"})
# Units that serve their own office; the regional secretariat is an office itself.
_INNER = ("Sekretariat Dinas", "Sekretariat Badan", "Sekretariat Inspektorat", "Subbagian")
_MIDDLE = ("Pelayanan", "Pembinaan", "Pengawasan")


def portfolio(post: Post) -> Chosen:
    """Return the post's works, main ones first; never without a main one."""
    main = _main(post)
    extra = works("sekretariat", "additional")
    if post.family in ("head", "secretary") and post.depth == 0:
        return [(work, Kind.MAIN) for work in main]
    chosen: Chosen = [(work, Kind.MAIN) for work in main]
    if happens(0.75, post.key, "additional"):
        chosen.append((pick(extra, post.key, "which"), Kind.ADDITIONAL))
    return chosen


def _main(post: Post) -> list[Work]:
    if post.leads and post.family in ("head", "general", "pengadministrasi"):
        return _of_head(post)
    if post.family in _HEALTH:
        return _of_health(post)
    if post.family == "guru":
        return _some(works("sekolah", "staff"), 3, post)
    if post.family in ("middle", "secretary", "general"):
        return _of_middle(post)
    return _of_staff(post)


def _of_head(post: Post) -> list[Work]:
    if post.family == "general":
        return _of_middle(post)
    return [_led(work) for work in works(post.field, "head")] + list(works(post.field, "head_work"))


def _led(work: Work) -> Work:
    """What a head does for a result: leads, listens, and talks with the people."""
    if work.actions:
        return work
    return Work(work.text, work.measures, (action("review"), action("dialogue")))


def _of_middle(post: Post) -> list[Work]:
    shared = works("sekretariat", "general" if post.family == "general" else "secretary")
    if post.family != "middle":
        return list(shared)
    own = works(post.field, "middle")
    turn = next((n for n, word in enumerate(_MIDDLE) if word in post.row.position.name), 0)
    turned = own[turn % len(own) :] + own[: turn % len(own)]
    return [*turned[:2], shared[-1]]


def _of_health(post: Post) -> list[Work]:
    own = works("profesi_kesehatan", post.family)
    beside = works("rsud" if post.field == "rsud" else "puskesmas", "staff")
    return [*own, pick(beside, post.key, "beside")]


def _of_staff(post: Post) -> list[Work]:
    name = "kecamatan" if post.field == "kelurahan" else post.field
    inner = post.depth > 0 and post.row.unit.name.startswith(_INNER)
    own = works("sekretariat", "general") if inner else _some(works(name, "staff"), 2, post)
    return [*own, *works("sekretariat", post.family)]


def _some(pool: tuple[Work, ...], count: int, post: Post) -> list[Work]:
    ranked = sorted(pool, key=lambda work: share(post.key, work.text))
    return ranked[:count]
