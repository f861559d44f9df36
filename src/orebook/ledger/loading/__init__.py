"""Loading history in bulk: quotes out of a table, checked as a whole, kept as parts of up to a million rows.

Nothing is imported here: a book that loads nothing opens no tables.
"""
