"""Pairs: the sentences of two texts, and the names within two sentences, each with what stands for it opposite."""
