"""A small form on a page of its own: shown, acted on, and never emptied by a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused

METHODS = ["GET", "POST"]


def edit(
    request: HttpRequest,
    form: Form,
    act: Callable[[], Any],
    back: tuple[Any, ...],
    *,
    said: str = "",
    then: Callable[[Any], HttpResponse] | None = None,
    upload: bool = False,
    template: str = "edit.html",
    **words: Any,
) -> HttpResponse:
    """Show `form`, or do what it says and go `back` (arguments of redirect).

    A refusal stands above the form, with everything that was typed. `said` once it is done;
    `then` answers instead of going back, given what `act` returned. `words` for the page: title,
    submit, and perhaps note and guides (a list that helps to answer); `upload` for files;
    `template` for a form that is laid out otherwise.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            if said:
                messages.success(request, said)
            return then(done) if then else redirect(*back)
    shown = words | {"form": form, "back_url": resolve_url(*back), "upload": upload}
    return page(request, template, **shown)
