CREATE TABLE row_confidences (
    event INTEGER NOT NULL,
    value DOUBLE NOT NULL,
    PRIMARY KEY (event),
    FOREIGN KEY(event) REFERENCES events (number)
)

CREATE INDEX row_confidences_value ON row_confidences (value)
