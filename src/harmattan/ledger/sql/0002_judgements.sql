CREATE TABLE judgements (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    told TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id)
)

CREATE INDEX judgements_subject ON judgements (subject)
