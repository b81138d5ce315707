"""What every response carries and every request must pass: the content security policy, and the sign-in where asked."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class ContentSecurityPolicy:
    """No inline code, nothing from elsewhere, on every answer, error pages and the admin included."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response


class ReadingNeedsSignIn:
    """Sends strangers to the sign-in page when NEWSROOM_READING_NEEDS_SIGN_IN is set."""

    # An upload by token asks for its token itself.
    OPEN = ("/sign-in/", "/static/", "/healthz", "/admin/login/", "/upload.json")

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase | HttpResponse:
        closed = settings.READING_NEEDS_SIGN_IN and not request.path.startswith(self.OPEN)
        if closed and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return self.get_response(request)
