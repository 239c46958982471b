"""The terminal app for reviewing findings; it stands on `align` and is loaded only when `align review` opens it."""
