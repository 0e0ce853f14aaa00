"""Signing in and out, staying signed in, and the language of the pages."""

from __future__ import annotations

from web.accounts.languages import choose_language
from web.accounts.sign_in import show_sign_in, sign_in, sign_out
from web.accounts.staying import stay

ROUTES = [show_sign_in, sign_in, sign_out, stay, choose_language]
