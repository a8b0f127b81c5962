CREATE INDEX events_long ON events (end_day) WHERE substr(end_day, 1, 4)::integer * 12 + substr(end_day, 6, 2)::integer - substr(first_day, 1, 4)::integer * 12 - substr(first_day, 6, 2)::integer > 1

CREATE TABLE event_words (
    number BIGINT NOT NULL,
    piece INTEGER NOT NULL,
    words TSVECTOR NOT NULL,
    actors TSVECTOR NOT NULL,
    recipients TSVECTOR NOT NULL,
    places TSVECTOR NOT NULL,
    PRIMARY KEY (number, piece)
)

CREATE TABLE page_words (
    number BIGINT NOT NULL,
    piece INTEGER NOT NULL,
    title TSVECTOR NOT NULL,
    body TSVECTOR NOT NULL,
    PRIMARY KEY (number, piece)
)

CREATE INDEX event_words_words ON event_words USING gin (words)

CREATE INDEX event_words_actors ON event_words USING gin (actors)

CREATE INDEX event_words_recipients ON event_words USING gin (recipients)

CREATE INDEX event_words_places ON event_words USING gin (places)

CREATE INDEX page_words_title ON page_words USING gin (title)

CREATE INDEX page_words_body ON page_words USING gin (body)
