"""What a review is, without a terminal: open documents, the queue of findings, steps and their undoing, the log."""
