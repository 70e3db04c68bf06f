from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from karsa.documents.models import DocumentSignature, IssuedDocument


@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Where a reader types the code that is printed under the QR."""
    code = "".join(request.GET.get("kode", "").split())
    if code and code.replace("-", "").isalnum():
        return redirect("documents:verify", code=code)
    return render(request, "documents/ask.html")


@require_GET
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Number, agency, day, state and signatures of an issued document; nothing about a person."""
    agency = request.agency  # type: ignore[attr-defined]
    document = IssuedDocument.objects.known_by(agency, code).first()
    if document is None:
        return render(request, "documents/unknown.html", status=404)
    signed = document.signatures.values_list("role", flat=True)
    scanned = DocumentSignature.SCAN in signed
    shown = {"document": document, "signed": len(signed) - scanned, "scanned": scanned}
    return render(request, "documents/verify.html", shown)
