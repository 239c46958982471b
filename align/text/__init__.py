"""Text without meaning: folding, scripts, sentences and places. Nothing here knows a name or a file."""
