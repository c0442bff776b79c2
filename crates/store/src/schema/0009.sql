-- How far the log of changes beside the record had come when somebody last changed the record through a server: a log
-- without this line was cut.
CREATE TABLE log (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  line INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
