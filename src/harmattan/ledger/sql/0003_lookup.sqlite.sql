CREATE INDEX events_long ON events (end_day) WHERE substr(end_day, 1, 4) * 12 + substr(end_day, 6, 2) - substr(first_day, 1, 4) * 12 - substr(first_day, 6, 2) > 1

CREATE VIRTUAL TABLE event_words USING fts5 (words, actors, recipients, places, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0")

CREATE VIRTUAL TABLE page_words USING fts5 (title, body, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0")
