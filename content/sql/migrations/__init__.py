"""Every change the tables have been through, in order.

To make the next one, change the tables and run `python -m content.sql.migrations "add a column for ..."`; then read
what was written, and name it as `CURRENT` in `content/sql/schema.py`.
"""
