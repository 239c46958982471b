"""Test sets and what systems made of them, from files: plain texts, JSONL, tables, the XML and SGML of WMT, and what
sacrebleu has fetched."""

from __future__ import annotations

from align.score.inputs.files import SUFFIXES
from align.score.inputs.gather import Asked, Inputs, Output, gathered

__all__ = ["SUFFIXES", "Asked", "Inputs", "Output", "gathered"]
