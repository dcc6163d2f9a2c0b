"""Pure values and functions of the domain: standard library only, no clock, no database."""
