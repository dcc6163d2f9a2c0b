"""Lists that come in from Excel: read, matched with what is on record, shown, and recorded in one act."""
