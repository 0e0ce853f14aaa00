"""Search by any part of a name, without a scan: an index of trigrams on both databases.

SQLite: FTS5's trigram tokenizer over the view's own table, kept by triggers. PostgreSQL: a GIN index over the array of
trigrams that a small function of ours makes, so that no extension is needed (pg_trgm is often not installed).
The table has a column ``folded`` (see ``_folding``) and a unique whole number ``row_id`` that a rebuild gives again.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import DDL, ColumnElement, Connection, Table, and_, event, func, literal_column, text

from grants.read._folding import folded

GRAM: Final = 3
FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION trigrams(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    "$$ SELECT coalesce(array_agg(DISTINCT substr(folded, i, 3)), '{}') "
    "FROM generate_series(1, length(folded) - 2) i $$"
)


def searchable(table: Table) -> None:
    """Whoever makes ``table`` from its metadata makes its search index too; a migration spells out the same."""
    index = f"CREATE INDEX {table.name}_search ON {table.name} USING gin (trigrams(folded))"
    for dialect, statements in (("sqlite", _on_sqlite(table.name)), ("postgresql", [FUNCTION, index])):
        for statement in statements:
            event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


def _on_sqlite(table: str) -> list[str]:
    forget = f"INSERT INTO {table}_search({table}_search, rowid, folded) VALUES ('delete', old.row_id, old.folded);"  # noqa: S608
    learn = f"INSERT INTO {table}_search(rowid, folded) VALUES (new.row_id, new.folded);"  # noqa: S608  a table of ours
    changed = "WHEN old.folded <> new.folded"
    options = f"folded, content='{table}', content_rowid='row_id', tokenize='trigram'"
    return [
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({options})",
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {learn} END",
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER {table}_renamed AFTER UPDATE OF folded ON {table} {changed} BEGIN {forget} {learn} END",
    ]


def matching(connection: Connection, table: Table, typed: str) -> ColumnElement[bool] | None:
    """The condition that every word of ``typed`` stands in the name; None if nothing to search for was typed.

    A trigram index cannot find words of one or two letters: they count only when nothing longer was typed, and then
    as the beginning of the name.
    """
    words = folded(typed).split()[:8]
    long = [word for word in words if len(word) >= GRAM]
    if not words:
        return None
    if not long:
        start = " ".join(words)
        return and_(table.c.folded >= start, table.c.folded < start + "\U0010ffff")
    if connection.dialect.name == "sqlite":
        return _in_fts(table, long)
    return and_(*(_in_grams(table, word) for word in long))


def _in_fts(table: Table, words: list[str]) -> ColumnElement[bool]:
    found = text(f"SELECT rowid FROM {table.name}_search WHERE {table.name}_search MATCH :words")  # noqa: S608
    quoted = " AND ".join(f'"{word}"' for word in words)  # folded words hold letters and digits only
    return table.c.row_id.in_(_subselect(found.bindparams(words=quoted)))


def _subselect(statement: Any) -> Any:
    return statement.columns(literal_column("rowid"))


def _in_grams(table: Table, word: str) -> ColumnElement[bool]:
    grams = func.trigrams(table.c.folded).op("@>")(func.trigrams(word))
    return and_(grams, func.strpos(table.c.folded, word) > 0)
