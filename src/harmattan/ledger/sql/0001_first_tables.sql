CREATE TABLE migrations (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    PRIMARY KEY (number)
)

CREATE TABLE runs (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    coder TEXT NOT NULL,
    codebook TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id)
)

CREATE TABLE articles (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    text BLOB NOT NULL,
    run INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(run) REFERENCES runs (number)
)

CREATE TABLE readings (
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    site TEXT,
    title TEXT,
    published TEXT,
    details BLOB NOT NULL,
    run INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (article, digest),
    FOREIGN KEY(article) REFERENCES articles (number),
    FOREIGN KEY(run) REFERENCES runs (number)
)

CREATE INDEX readings_url ON readings (url)

CREATE TABLE codings (
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    coder TEXT NOT NULL,
    codebook TEXT NOT NULL,
    digest TEXT NOT NULL,
    details BLOB NOT NULL,
    run INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (article, coder, codebook, digest),
    FOREIGN KEY(article) REFERENCES articles (number),
    FOREIGN KEY(run) REFERENCES runs (number)
)

CREATE TABLE events (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    type TEXT NOT NULL,
    modes TEXT NOT NULL,
    contexts TEXT NOT NULL,
    factuality TEXT NOT NULL,
    confidence DOUBLE NOT NULL,
    quad BIGINT NOT NULL,
    score DOUBLE NOT NULL,
    first_day TEXT,
    end_day TEXT,
    time_start BIGINT,
    time_end BIGINT,
    time TEXT,
    precision TEXT,
    place_start BIGINT,
    place_end BIGINT,
    place TEXT,
    place_country TEXT,
    geonameid BIGINT,
    lat DOUBLE,
    lon DOUBLE,
    resolution TEXT,
    said_by_start BIGINT,
    said_by_end BIGINT,
    said_by TEXT,
    dead TEXT NOT NULL,
    injured TEXT NOT NULL,
    arrested TEXT NOT NULL,
    coder TEXT NOT NULL,
    codebook TEXT NOT NULL,
    run INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id, coder, codebook),
    FOREIGN KEY(article) REFERENCES articles (number),
    FOREIGN KEY(run) REFERENCES runs (number)
)

CREATE INDEX events_article ON events (article)

CREATE INDEX events_day ON events (end_day, number)

CREATE INDEX events_type ON events (type, end_day)

CREATE TABLE parties (
    event INTEGER NOT NULL,
    side TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start BIGINT,
    stop BIGINT,
    entity TEXT,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    sectors TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (event, side, ordinal),
    FOREIGN KEY(event) REFERENCES events (number)
)
 WITHOUT ROWID

CREATE INDEX parties_country ON parties (country, side, event)

CREATE TABLE spans (
    event INTEGER NOT NULL,
    part TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start BIGINT NOT NULL,
    stop BIGINT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (event, part, ordinal),
    FOREIGN KEY(event) REFERENCES events (number)
)
 WITHOUT ROWID

CREATE TABLE coded (
    coding INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (coding, ordinal),
    FOREIGN KEY(coding) REFERENCES codings (number),
    FOREIGN KEY(event) REFERENCES events (number)
)
 WITHOUT ROWID

CREATE INDEX coded_event ON coded (event)

CREATE TABLE refusals (
    number INTEGER NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    coding INTEGER,
    run INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(coding) REFERENCES codings (number),
    FOREIGN KEY(run) REFERENCES runs (number)
)

CREATE INDEX refusals_coding ON refusals (coding)
