"""Serve the gallery under the application's own content security policy, for looking and for the browser tests."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from tests.web.look.gallery import ROOT, render

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Gallery(SimpleHTTPRequestHandler):
    """`/NAME?lang=pl` renders tests/web/look/pages/NAME.html; `/static/...` serves the real static folder."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path.startswith("/static/"):
            super().do_GET()
            return
        body = render(f"{url.path.strip('/') or 'gallery'}.html", parse_qs(url.query).get("lang", ["pl"])[0]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature is the library's
        """Keep quiet: a test's output is its own."""


def start(port: int = 0) -> ThreadingHTTPServer:
    """Start on a free port of loopback; the caller calls `shutdown()` and `server_close()`."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Gallery, directory=str(ROOT / "src/web")))
    Thread(target=server.serve_forever, daemon=True).start()
    return server
