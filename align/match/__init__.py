"""Where names stand: the glossary's forms found in both texts, and English words that look like a name."""
