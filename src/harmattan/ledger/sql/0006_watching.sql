CREATE TABLE finds (
    number INTEGER NOT NULL,
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    stamp TEXT NOT NULL,
    title TEXT NOT NULL,
    published TEXT,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (source, address, stamp)
)

CREATE INDEX finds_address ON finds (address)

CREATE TABLE fetches (
    number INTEGER NOT NULL,
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    status BIGINT,
    url TEXT,
    etag TEXT,
    modified TEXT,
    article TEXT,
    items BIGINT,
    fresh BIGINT,
    failures BIGINT NOT NULL,
    next_try TEXT,
    find INTEGER,
    run INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(find) REFERENCES finds (number),
    FOREIGN KEY(run) REFERENCES runs (number)
)

CREATE INDEX fetches_address ON fetches (address, number)

CREATE INDEX fetches_source ON fetches (source, number)

CREATE INDEX fetches_find ON fetches (find, number)

CREATE INDEX articles_hash ON articles (content_hash)
