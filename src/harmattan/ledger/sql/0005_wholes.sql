CREATE TABLE joins (
    number INTEGER NOT NULL,
    coding BIGINT NOT NULL,
    judgement BIGINT NOT NULL,
    judge TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number)
)

CREATE TABLE memberships (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    member TEXT NOT NULL,
    whole TEXT NOT NULL,
    reason TEXT NOT NULL,
    "join" INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY("join") REFERENCES joins (number)
)

CREATE TABLE blocks (
    kind TEXT NOT NULL,
    block TEXT NOT NULL,
    member TEXT NOT NULL,
    PRIMARY KEY (kind, block, member)
)
 WITHOUT ROWID

CREATE INDEX memberships_member ON memberships (kind, member, number)

CREATE INDEX memberships_whole ON memberships (kind, whole)
