"""What the public and the funder see, without signing in: summaries as they were published, and all behind them."""

from web.public import figure, files, index, publish, summary

ROUTES = [*index.ROUTES, *summary.ROUTES, *figure.ROUTES, *files.ROUTES, *publish.ROUTES]
