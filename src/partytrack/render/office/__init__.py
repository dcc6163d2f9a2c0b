"""The paper of a Party office, drawn with openpyxl: page, letterhead, bordered table, signatures, chart."""
