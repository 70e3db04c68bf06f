"""A visitor who follows every link and sends every form that pages offer, and keeps what is odd."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import urlencode, urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from karsa.kit.testing import undone
from karsa.org.tests import make
from tests.access import Visitor

_FOLLOWED = ("href", "src", "hx-get", "data-live", "data-isi")
_SENT = "application/x-www-form-urlencoded"
_FILLED = {
    "number": "1",
    "date": f"{make.TODAY}",
    "datetime-local": f"{make.TODAY}T08:00",
    "month": f"{make.TODAY:%Y-%m}",
    "time": "08:00",
    "email": "warga@contoh.test",
    "url": "https://contoh.test/",
    "tel": "081234567890",
    "file": "",
}


@dataclass
class Form:
    """Where a form goes, how, and what a visitor would leave in its fields."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)


class Reader(HTMLParser):
    """What a page offers to follow and to send."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag != "use":
            self.links += [had[name] for name in _FOLLOWED if had.get(name)]
        if tag == "form":
            self.forms.append(Form(had.get("action", ""), had.get("method", "get").upper()))
        for name in ("hx-post", "formaction"):
            if name in had:
                self.forms.append(Form(had[name], "POST", dict(self._values)))
        self._keep(tag, had)

    @property
    def _values(self) -> dict[str, str]:
        return self.forms[-1].values if self.forms else {}

    def _keep(self, tag: str, had: dict[str, str]) -> None:
        values, name, kind = self._values, had.get("name", ""), had.get("type", "text")
        if tag in {"input", "textarea", "button"} and name and _is_sent(had, values):
            values[name] = had.get("value") or _FILLED.get(kind, "Catatan")
        if tag == "select":
            self._select = name
        if tag == "option" and self._select and ("selected" in had or not values.get(self._select)):
            values[self._select] = had.get("value", "")


def _is_sent(had: dict[str, str], values: dict[str, str]) -> bool:
    """A box counts if it is ticked, or nothing else of its name is."""
    return had["name"] not in values or "checked" in had


@dataclass
class Crawl:
    """One person's way through the site: each address once or twice, each form empty and filled.

    `asked` counts addresses by their pattern, `opened` are the patterns of pages it was shown
    or led on from. A
    way `within` some patterns leaves the others aside.
    """

    visitor: Visitor
    forbidden: tuple[str, ...]
    most: int = 2
    deepest: int = 4  # forms sent on the way of forms
    within: Callable[[str], bool] = lambda name: True
    asked: Counter[str] = field(default_factory=Counter)
    opened: set[str] = field(default_factory=set)
    odd: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def follow(self, *starts: str, depth: int = 0) -> "Crawl":
        """Open all there is to follow; then send what these pages offer, and go on from there."""
        waiting, offered = deque(starts), []
        while waiting:
            url = waiting.popleft()
            if self._is_new("GET", url):
                led_to, page = self._ask("GET", url)
                waiting.extend(urljoin(url, link) for link in (led_to, *page.links))
                offered += [(urljoin(url, form.action), form) for form in page.forms]
        if depth < self.deepest:
            for url, form in offered:
                self._send(url, form, depth + 1)
        return self

    def _send(self, url: str, form: Form, depth: int) -> None:
        filled = urlencode(form.values)
        if form.method == "GET":
            self.follow(f"{url.partition('?')[0]}?{filled}", depth=depth)
        elif self._is_new("POST", url):
            for values in ("", filled):
                with undone():
                    led_to, page = self._ask("POST", url, values, _SENT)
                    self.follow(*(urljoin(url, one) for one in (led_to, *page.links)), depth=depth)

    def _is_new(self, method: str, url: str) -> bool:
        """Count an address of ours by its pattern, and say whether it is still to be asked."""
        parts = urlsplit(url)
        if parts.scheme not in {"", "http"} or parts.netloc not in {"", "testserver"}:
            return False
        try:
            page = resolve(parts.path).view_name
        except Resolver404:
            return False
        name = f"{method} {page}"
        if f"{method} {url}" in self._seen or self.asked[name] >= self.most:
            return False
        if not self.within(page):
            return False
        self._seen.add(f"{method} {url}")
        self.asked[name] += 1
        return True

    def _ask(self, method: str, url: str, *sent: str) -> tuple[str, Reader]:
        """Where an answer leads to, and the page, if it is one."""
        response = self.visitor.visit(method, url, *sent)
        text = _text(response)
        if response.status_code >= 500:
            self.odd.append(f"{method} {url} {' '.join(sent)}: {response.status_code}")
        self.odd += [f"{method} {url}: {word}" for word in self.forbidden if word in text]
        led_to = response.headers.get("Location", "")
        is_led_on = led_to != "" and not led_to.startswith("/masuk/")
        if method == "GET" and (response.status_code == HTTPStatus.OK or is_led_on):
            self.opened.add(resolve(urlsplit(url).path).view_name)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return led_to, Reader(text if is_page else "")


def _text(response: HttpResponseBase) -> str:
    return getattr(response, "content", b"").decode(errors="replace")
