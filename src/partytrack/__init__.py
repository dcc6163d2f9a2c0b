"""The tracker with which local Party committees develop their membership."""

__version__ = "0.1.0"
