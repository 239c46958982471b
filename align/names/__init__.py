"""What is known of names as language: parts, orders, house styles, titles and romanisation. No entity is known here."""
