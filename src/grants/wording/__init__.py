"""The words: refusals, problems, trail sentences, labels, formats, in Polish and English; for web and command line.

English sources stand in the tables here; Polish stands in ``locale/pl/*.po`` (a file an author). To add a refusal, an
event or a field: its English text in the table, its Polish in the .po; the tests name what is missing.
"""
