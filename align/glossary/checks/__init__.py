"""What the glossary linter looks at, a file for each subject; `align.glossary.lint` has the table of its rules.

A check takes one entry, or all of them, and yields remarks. It judges only what the entry itself says, never what was
guessed for it.
"""
