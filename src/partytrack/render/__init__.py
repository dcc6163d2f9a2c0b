"""One file per format; each reads a ``Report`` and knows no report."""
