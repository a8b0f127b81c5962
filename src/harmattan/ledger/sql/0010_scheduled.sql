CREATE TABLE scheduled (
    coding INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    told TEXT NOT NULL,
    thing_start BIGINT NOT NULL,
    thing_end BIGINT NOT NULL,
    start BIGINT NOT NULL,
    stop BIGINT NOT NULL,
    sentence_start BIGINT NOT NULL,
    sentence_end BIGINT NOT NULL,
    value TEXT,
    precision TEXT NOT NULL,
    relation TEXT NOT NULL,
    state TEXT NOT NULL,
    first_day TEXT,
    end_day TEXT,
    PRIMARY KEY (coding, ordinal),
    FOREIGN KEY(coding) REFERENCES codings (number)
)
 WITHOUT ROWID

CREATE INDEX scheduled_day ON scheduled (end_day)
