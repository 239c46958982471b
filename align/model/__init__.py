"""The values that every step hands to the next: frozen, small, standard library only."""
