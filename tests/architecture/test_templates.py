"""Templates obey the content security policy: no inline script or style, nothing that needs eval, nothing unescaped."""

import re

import pytest

from tests.architecture.places import ROOT, TEMPLATES

FORBIDDEN = {
    "an htmx handler (hx-on needs eval)": r"\bhx-on\b",
    "a script value (js: needs eval)": r"""["'\s](?:js|javascript):""",
    "a trigger filter (it needs eval)": r"""hx-trigger\s*=\s*["'][^"'{]*\[""",
    "an event handler attribute": r"""<[^>]*\son[a-z]+\s*=""",
    "an inline style": r"""<[^>]*\sstyle\s*=""",
    "a style element": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\ssrc\s*=)",
    "text inside a script element": r"<script\b[^>]*>\s*[^<\s]",
    "unescaped output": r"\|\s*safe\b",
    "escaping switched off": r"\{%-?\s*autoescape\s+false",
    "a resource from elsewhere": r"""<(?:script|link|img|iframe)\b[^>]*\s(?:src|href)\s*=\s*["'](?:https?:)?//""",
}


def breaches(template: str) -> list[str]:
    """What the text does that it must not. Jinja's comments are not output and may name these things."""
    output = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    return [what for what, pattern in FORBIDDEN.items() if re.search(pattern, output, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ('<a hx-on:click="x()">', "an htmx handler (hx-on needs eval)"),
        ("<b hx-vals='js:{a: 1}'>", "a script value (js: needs eval)"),
        ('<a href="javascript:void(0)">', "a script value (js: needs eval)"),
        ('<b hx-trigger="keyup[key==1]">', "a trigger filter (it needs eval)"),
        ('<a\n onclick="x()">', "an event handler attribute"),
        ('<p class="a" style="color: red">', "an inline style"),
        ("<style>p{}</style>", "a style element"),
        ('<script type="module">', "an inline script"),
        ('<script src="/static/a.js">x()</script>', "text inside a script element"),
        ("{{ text | safe }}", "unescaped output"),
        ("{% autoescape false %}", "escaping switched off"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "a resource from elsewhere"),
    ],
)
def test_a_planted_breach_is_found(template: str, what: str) -> None:
    assert breaches(template) == [what]


@pytest.mark.parametrize(
    "template",
    [
        '<script type="module" src="{{ static("init.js") }}"></script>',
        '<form hx-post="{{ url }}" hx-trigger="submit" hx-swap="outerMorph">',
        "{# never |safe, never hx-on #}<p>{{ text }}</p>",
        '<a href="https://example.org">example.org</a>',
        '<p class="style">on = off</p>',
    ],
)
def test_lawful_markup_passes(template: str) -> None:
    assert breaches(template) == []


def test_the_templates_obey() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.html"))}
    assert texts, "no templates found: this test would hold nothing"
    assert {str(path.relative_to(ROOT)): found for path, text in texts.items() if (found := breaches(text))} == {}
