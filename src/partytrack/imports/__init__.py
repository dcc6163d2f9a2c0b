"""Lists that come in from Excel: read, matched with what is on record, shown, and recorded in one act.

How a list comes in, file by file, in the order of the work (``importing.py`` leads through it):

1. The file: ``sheets.py`` opens it by its content, ``delimited.py`` reads texts, ``workbooks.py`` the rest by calamine;
   what calamine does not tell of a cell, ``unseen.py`` finds (``biff.py`` of xls, ``opendocument.py`` of ods,
   ``percents.py`` for percentages).
2. The table: ``headers.py`` finds sheet and headers; ``titles.py`` says what a title may mean, ``table.py`` weighs rows as
   headers, ``fields.py`` settles which column is which field, ``pairs.py`` reads two columns that are one.
   Layouts and synonyms are data: ``data/layouts/``, ``data/headers.toml``.
3. The cells: ``reading.py`` makes a line (``lines.py``) of each row; ``cells.py`` reads a cell by its kind, with
   ``days.py``, ``names.py`` and, for units and members, ``naming.py``; ``said.py`` words a cell for a refusal.
4. A template that came back: ``returned.py`` compares three ways, ``hidden_keys.py`` tells which row was whose.
5. Who is meant: ``people.py`` matches by code, decision or person; ``likeness.py`` searches, ``likeness_sql.py`` reads
   whom to search among, ``same_person.py`` judges a pair.
6. What it changes: ``settling.py`` against what is on record now (``current.py``).
7. Into the store: ``units.py``, ``members.py``, ``candidates.py``, ``quotas.py``, ``tallies.py``, one for each layout
   (with ``persons.py``, ``journey.py`` for steps, ``plans.py`` for figures), by the same acts as the commands;
   ``places.py`` gives what they refuse its cell.
8. What is shown: ``shown.py``, as JSON and as tables.

The other way: ``issuing.py`` fills a template, ``outgoing.py`` gives an exported list the columns by which it comes back.
"""
