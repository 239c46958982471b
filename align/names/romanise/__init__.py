"""Systems that write Japanese and Chinese in Latin letters, one file each: a table, and a short walk over it."""
