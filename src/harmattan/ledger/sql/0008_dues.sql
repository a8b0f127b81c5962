CREATE TABLE dues (
    event INTEGER NOT NULL,
    start BIGINT NOT NULL,
    stop BIGINT NOT NULL,
    value TEXT,
    relation TEXT NOT NULL,
    first_day TEXT,
    end_day TEXT,
    PRIMARY KEY (event),
    FOREIGN KEY(event) REFERENCES events (number)
)

CREATE INDEX dues_day ON dues (end_day)
