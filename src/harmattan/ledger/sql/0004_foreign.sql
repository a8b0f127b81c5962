CREATE TABLE imports (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    format TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    rows BIGINT NOT NULL,
    known BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (name, file_hash)
)

CREATE TABLE foreign_events (
    number INTEGER NOT NULL,
    import BIGINT NOT NULL,
    dataset TEXT NOT NULL,
    id TEXT NOT NULL,
    first_day TEXT,
    end_day TEXT,
    precision TEXT NOT NULL,
    type TEXT NOT NULL,
    quad BIGINT NOT NULL,
    score DOUBLE,
    scale TEXT NOT NULL,
    factuality TEXT NOT NULL,
    actors TEXT NOT NULL,
    recipients TEXT NOT NULL,
    countries TEXT NOT NULL,
    place TEXT NOT NULL,
    place_country TEXT NOT NULL,
    lat DOUBLE,
    lon DOUBLE,
    resolution TEXT NOT NULL,
    best BIGINT,
    low BIGINT,
    high BIGINT,
    mentions BIGINT,
    sources BIGINT,
    url TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (dataset, id)
)

CREATE INDEX foreign_events_day ON foreign_events (dataset, end_day, countries, place_country)
