"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from web.accounts.languages import choose_language
from web.accounts.sign_in import show_sign_in, sign_in, sign_out

ROUTES = [show_sign_in, sign_in, sign_out, choose_language]
