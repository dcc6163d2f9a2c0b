"""Acts that change records, one file per noun; each act is one transaction and one journal entry."""
