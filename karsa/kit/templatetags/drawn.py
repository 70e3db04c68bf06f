"""`{% draw %}`: a part of a page that is drawn once a process for what it is given."""

import hashlib
from secrets import token_hex
from typing import Any, cast

from django import template
from django.core.cache import caches
from django.http import QueryDict
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
# What stands in a kept part for the reader's own: the token of its forms, and where they are.
# Nobody who writes into a part can know them.
_TOKEN, _HERE = token_hex(16), token_hex(16)


class _Request:
    """All that a part may know of the request: where it is asked, and what it was given of it."""

    path = _HERE

    def __init__(self, *, query: str = "", origin: str = "", **_given: Any) -> None:
        self.GET, self._origin = QueryDict(query), origin

    def build_absolute_uri(self, path: str) -> str:
        return self._origin + path

    def get_full_path(self) -> str:
        return _HERE


@register.simple_tag(takes_context=True)
def draw(context: Context, name: str, **given: Any) -> SafeString:
    """Include the template `name`, which sees what it is `given`, and where it stands.

    Drawing rows costs more than reading them, and most are the same as the last time. A part is
    kept under all it was given, the language and the zone, so that nothing has to be thrown away
    when a row changes: it is another part. Give numbers, words and frozen shapes of them, which
    say all they hold when they are written out; never rows of a table. `Unread` says what it
    follows from instead (kit/unread.py). A part that leads on in a list is given the `query`, one
    with whole addresses the `origin`.
    """
    said = (name, get_language(), timezone.get_current_timezone_name(), given)
    key = hashlib.blake2b(repr(said).encode(), digest_size=20).hexdigest()
    drawn = caches["drawn"].get(key)
    if drawn is None:
        whole: Any = get_template(name)
        drawn = str(whole.template.render(_context(given)))
        caches["drawn"].set(key, drawn)
    return mark_safe(_made_own(drawn, context))  # noqa: S308  # a template made it, and escapes


def _context(given: Any) -> Context:
    """What a part sees; Django's own tags look for the request beside it."""
    request: Any = _Request(**given)
    context: Any = Context(given | {"csrf_token": _TOKEN, "request": request})
    context.request = request
    return cast(Context, context)


def _made_own(drawn: str, context: Context) -> str:
    if _TOKEN in drawn:
        drawn = drawn.replace(_TOKEN, str(context.get("csrf_token", "")))
    if _HERE in drawn:
        drawn = drawn.replace(_HERE, escape(context["request"].get_full_path()))
    return drawn
