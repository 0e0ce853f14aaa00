"""What ``grants doctor`` looks at, one check after another. Checks read, and never mend.

A check yields findings; the words for their codes stand in ``wording/tables/doctor.py``. Memory stays bounded however
long the log is: the database groups, and what must be read is read page by page.
"""
