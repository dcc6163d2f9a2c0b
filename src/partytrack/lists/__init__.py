"""What is on record, listed or shown: one file per noun, each its SQL and its columns; a list is a plain table."""
