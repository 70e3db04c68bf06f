"""What a person sees when a request broke off: whose fault it is not, and what to do."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SECONDS = 30


def failed(request: HttpRequest) -> HttpResponse:
    """503 where the database is away or a disk full, which passes; else 500, which is ours."""
    if not _passes(sys.exception()):
        return render(request, "500.html", status=500)
    answer = render(request, "503.html", status=503)
    answer["Retry-After"] = str(_SECONDS)
    return answer


def _passes(error: BaseException | None) -> bool:
    """Whether the same request may do in a minute."""
    is_full = isinstance(error, OSError) and error.errno in _FULL
    return is_full or isinstance(error, OperationalError | InterfaceError)
