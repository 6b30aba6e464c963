-- Writes the catalogue {in} as JSON Lines.
COPY (FROM read_csv('{in}', header = true, all_varchar = true)) TO '{out}' (FORMAT json);
