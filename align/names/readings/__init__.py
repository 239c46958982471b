"""How names are read: sets of readings with likelihoods, never one truth."""
