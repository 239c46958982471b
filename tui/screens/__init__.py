"""What lies over the main screen for a moment: questions, forms, lists. Esc always leaves, and nothing is done then."""
