-- Offices and bodies that documents give their persons.

CREATE TABLE post (
  reading INTEGER NOT NULL REFERENCES reading (id),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL CHECK (start < end),
  actor TEXT NOT NULL,
  office TEXT,
  body TEXT CHECK (office IS NOT NULL OR body IS NOT NULL),
  PRIMARY KEY (reading, start, end, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_actor ON post (actor);
