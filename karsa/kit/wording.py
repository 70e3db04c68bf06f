"""How the wording check reaches a person: its sentences, and a text field that asks it."""

from collections.abc import Mapping
from typing import Any

from django.forms import Textarea
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from karsa.rules.wording import Remark


def said(remark: Remark) -> str:
    """Return the remark's sentence, translated, with its facts filled in."""
    text = gettext(remark.sentence)
    return text % dict(remark.facts) if remark.facts else text


class Reviewed(Textarea):
    """A text field whose wording is reviewed at `url` while typing, or at a button's press."""

    def __init__(self, url: str | Promise, rows: int = 3) -> None:
        super().__init__({"rows": rows})
        self.url = url

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The field with its button and the place of the answer below it."""
        place = f"{(attrs or {}).get('id', name)}-telaah"
        asks = {
            "hx-post": str(self.url),
            "hx-trigger": "input changed delay:700ms",
            "hx-target": f"#{place}",
            "hx-select": "unset",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        field = super().render(name, value, {**(attrs or {}), **asks}, renderer)
        below = render_to_string("parts/reviewed.html", {"url": self.url, "place": place})
        return mark_safe(field + below)  # noqa: S308 - both parts are escaped already
