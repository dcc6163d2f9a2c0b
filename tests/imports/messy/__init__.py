"""Deliberately messy workbooks, each described as its rows look, with what must become of each row beside it."""
