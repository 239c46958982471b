"""align: the name checker for English translated from Chinese and Japanese."""

__version__ = "0.1.0"
