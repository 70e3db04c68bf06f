"""A better wording to choose, made from the statement itself; Indonesian, whatever the screen."""

from karsa.rules.wording import lexicon
from karsa.rules.wording.classify import Nature, classify, parse
from karsa.rules.wording.forms import done, passive, reached
from karsa.rules.wording.kinds import Kind, kind_of
from karsa.rules.wording.words import split, spoken

_ON_TIME = "tepat waktu"
_STANDARD = "sesuai standar"
_HOLDS = frozenset({"melakukan", "melaksanakan", "mengadakan", "menyelenggarakan", "pelaksanaan"})
_MEETS = frozenset({"berkoordinasi", "berkonsultasi", "bernegosiasi", "berdiskusi"})
# What goes on without an end is done well, not in time.
_ONGOING = frozenset(
    (
        *("diawasi", "dibina", "didampingi", "difasilitasi", "dijaga", "dikelola", "dilayani"),
        *("dipantau", "dipelihara"),
    )
)
# Before these stands what became of the object: "data | diinput | ke aplikasi".
_WHERE = frozenset(
    ("bagi", "dari", "di", "ke", "kepada", "lewat", "melalui", "pada", "setiap", "tiap", "untuk")
)
_MADE = frozenset({"bikin", "buat", "catat", "cetak", "nginput", "nyusun", "susun"})
# What becomes more or less is compared with last year.
_CHANGES = ("meningkat", "optimal", "berkurang", "menurun")
_GIVEN = frozenset({"administrasi", "jasa", "layanan", "pelayanan"})


def better(statement: str, nature: Nature) -> tuple[str, ...]:
    """Return up to three wordings that state a result; none for a statement that does already."""
    words = _bare(spoken(statement))
    if nature is Nature.RESULT or not words:
        return ()
    made = _of_category(words) if nature is Nature.CATEGORY else _of_activity(words)
    stated = dict.fromkeys(_sentence(one) for one in made if one)
    return tuple(one for one in stated if classify(parse(one)).nature is Nature.RESULT)


def _bare(words: list[str]) -> list[str]:
    """Without what says nothing at the start, and without the teller."""
    while len(words) > 1 and words[0].casefold() in lexicon.FILLERS | lexicon.SELVES:
        words = words[1:]
    return words


def _of_activity(words: list[str]) -> list[str]:
    act, rest = _act(words)
    if act in _MEETS:
        return [_followed_up([act.removeprefix("ber"), *rest])]
    if act in lexicon.EVENTS or _counts(act):
        return [_followed_up(words if act in lexicon.EVENTS else rest)]
    if not rest or act.startswith("be") or act == "menjadi":
        return []
    if rest[0].casefold() in lexicon.EVENTS and act not in _HOLDS:
        return [_followed_up(rest)]
    return _of_object(act, rest)


def _counts(act: str) -> bool:
    return act in ("jumlah", "frekuensi", "banyaknya")


def _followed_up(words: list[str]) -> str:
    return f"Hasil {' '.join(words)} {_told('ditindaklanjuti', words, _ON_TIME)}"


def _of_object(act: str, rest: list[str]) -> list[str]:
    about = " ".join(rest)
    if act in _HOLDS:
        return _held(rest)
    if act in _MADE:
        return [f"{about} {_told('selesai', rest, _ON_TIME)}"]
    nominal = reached(act)
    if nominal.startswith(_CHANGES):
        return [f"{nominal} {about}", f"{nominal} {about} dibanding tahun lalu"]
    kind = kind_of(act)
    state = done(act) or (passive(act) if kind is Kind.DOING else "")
    if state:
        return _passive(state, nominal, rest)
    return [] if kind is Kind.ORDER else [f"{act} {about} {_told('selesai', rest, _ON_TIME)}"]


def _held(rest: list[str]) -> list[str]:
    """Of "melakukan imunisasi balita": that it was held, and whom it reached."""
    inner, *whom = rest
    how = "sesuai jadwal" if inner.casefold() in lexicon.EVENTS else _STANDARD
    made = [f"terlaksananya {_told(' '.join(rest), rest, how)}"]
    state = done(inner.casefold())
    if state and whom and kind_of(whom[0].casefold()) in (Kind.THING, Kind.PRODUCT):
        made.append(f"Persentase {_placed(whom, f'yang {state}')} {_STANDARD}")
    return made


def _passive(state: str, nominal: str, rest: list[str]) -> list[str]:
    how = _STANDARD if state in _ONGOING else _ON_TIME
    made = [_told(_placed(rest, state), rest, how)]
    if nominal:
        made.append(f"{nominal} {_told(' '.join(rest), rest, _STANDARD)}")
    if kind_of(rest[0].casefold()) in (Kind.THING, Kind.PRODUCT) and rest[0][:2] != "ke":
        made.append(f"Persentase {_told(_placed(rest, f'yang {state}'), rest, how)}")
    return made


def _placed(rest: list[str], state: str) -> str:
    """The object, what became of it, then where, when and for whom."""
    for at, word in enumerate(rest):
        if at and word.casefold() in _WHERE:
            return " ".join([*rest[:at], state, *rest[at:]])
    return " ".join([*rest, state])


def _of_category(words: list[str]) -> list[str]:
    about, head = " ".join(words), words[0].casefold()
    kind = kind_of(head)
    if head in _GIVEN:
        return [f"{about} diberikan sesuai standar waktu", f"Kepuasan penerima {about}"]
    if kind is Kind.ACT:
        return [_followed_up(words), f"{about} selesai tepat waktu"]
    if kind is Kind.FIELD:
        return [f"{about} dilaksanakan sesuai standar", f"Kepuasan penerima manfaat {about}"]
    return [f"Layanan {about} selesai sesuai standar waktu", f"Kepuasan pengguna layanan {about}"]


def _act(words: list[str]) -> tuple[str, list[str]]:
    """The last of the acts at the head, and what follows: "mengolah dan menyajikan | data"."""
    at = 0
    for number, word in enumerate(words[1:], 1):
        kind = kind_of(word.casefold().strip(","))
        if kind is Kind.DOING:
            at = number
        elif kind is not Kind.CONJUNCTION:
            break
    return next(iter(split(words[at])), ""), words[at + 1 :]


def _told(text: str, words: list[str], how: str) -> str:
    """`text` with `how` behind it, unless the statement says already how well or by when."""
    said = {word.casefold() for word in words}
    known = any(kind_of(word) in (Kind.CLAIM, Kind.LIMIT) for word in said)
    return text if known or {"tepat", "sesuai"} & said else f"{text} {how}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
