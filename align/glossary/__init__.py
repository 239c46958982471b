"""Our entities: the YAML that users write, and the read-only form the checker works with."""
