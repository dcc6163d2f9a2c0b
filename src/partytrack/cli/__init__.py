"""The commands: one file per noun, thin; each translates words into a call and a result into words."""
