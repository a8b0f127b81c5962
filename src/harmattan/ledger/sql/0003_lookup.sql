CREATE TABLE dyads (
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    day TEXT NOT NULL,
    event INTEGER NOT NULL,
    first_day TEXT,
    quad BIGINT NOT NULL,
    factuality TEXT NOT NULL,
    PRIMARY KEY (source, target, day, event),
    FOREIGN KEY(event) REFERENCES events (number)
)
 WITHOUT ROWID

CREATE TABLE outlets (
    name TEXT NOT NULL,
    reading INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (name, reading),
    FOREIGN KEY(reading) REFERENCES readings (number),
    FOREIGN KEY(article) REFERENCES articles (number)
)
 WITHOUT ROWID

CREATE TABLE standings (
    event INTEGER NOT NULL,
    coding INTEGER NOT NULL,
    held INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (event, coding),
    FOREIGN KEY(event) REFERENCES events (number),
    FOREIGN KEY(coding) REFERENCES codings (number)
)
 WITHOUT ROWID

CREATE INDEX outlets_article ON outlets (article)

CREATE INDEX events_country ON events (place_country, end_day)

CREATE INDEX events_point ON events (lat, lon)

CREATE INDEX parties_entity ON parties (entity, side, event)
