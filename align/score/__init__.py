"""Grading translations: measures of text and of names, with what tells whether a difference is chance."""
