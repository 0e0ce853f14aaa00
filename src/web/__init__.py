"""The web side: pages that issue commands and show read models. Everything here may use `grants`, never the reverse."""
