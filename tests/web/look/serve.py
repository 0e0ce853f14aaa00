"""Serve the gallery under the application's own content security policy, for looking and for the browser tests."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from tests.web.look.gallery import ROOT, environment, render

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MOVED = '{{ ui.stat("Spotkania", 484|number, "stat-meetings") }}{{ ui.stat("Rozliczone", 117|number, "stat-settled") }}'
ANSWER = """{% call ui.form("/answer", csrf="token", id="asked", target="#asked") %}
{{ ui.error_summary([("occurred_on", "Podaj dzień")]) }}{{ ui.day_input("occurred_on", "Dzień", error="Podaj dzień") }}
{% endcall %}"""


class GalleryServer(ThreadingHTTPServer):
    """Its `cut` ends the stream of the page `moving`, and refuses it from then on."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), partial(Gallery, directory=str(ROOT / "src/web")))
        self.cut = Event()


class Gallery(SimpleHTTPRequestHandler):
    """`/NAME?lang=pl` renders tests/web/look/pages/NAME.html; `/static/...` serves the real static folder."""

    server: GalleryServer

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path.startswith("/static/"):
            super().do_GET()
        elif url.path == "/stream":
            self._stream()
        else:
            name = url.path.strip("/") or "gallery"
            self._send(200, render(f"{name}.html", parse_qs(url.query).get("lang", ["pl"])[0]))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send(422, environment().from_string(ANSWER).render(lang="pl"))

    def _send(self, status: int, html: str) -> None:
        body = html.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        if self.server.cut.is_set():
            self._send(503, "")
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        figures = environment().from_string(MOVED).render(lang="pl").replace("\n", " ")
        self.wfile.write(f'data: <dl class="pd-stats">{figures}</dl>\n\n'.encode())
        self.wfile.flush()
        self.server.cut.wait(30)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature is the library's
        """Keep quiet: a test's output is its own."""


def start(port: int = 0) -> GalleryServer:
    """Start on a free port of loopback; the caller calls `shutdown()` and `server_close()`."""
    server = GalleryServer(port)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    start(8099)
    Event().wait()
