-- Described in docs/schema.md. Offsets are code points, days are YYYY-MM-DD, instants are RFC 3339 in UTC with
-- microseconds. Rows are added and never changed.

CREATE TABLE debate (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL
) STRICT;

CREATE TABLE issue (
  debate INTEGER NOT NULL REFERENCES debate (id),
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (debate, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  base TEXT NOT NULL,
  started TEXT NOT NULL,
  program TEXT NOT NULL,
  models TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  debate INTEGER NOT NULL REFERENCES debate (id)
) STRICT;

CREATE TABLE skipped (
  run INTEGER NOT NULL REFERENCES run (id),
  input TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, input, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  url TEXT,
  outlet TEXT,
  title TEXT,
  published TEXT,
  clutter TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE paragraph (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL CHECK (start < end)
) STRICT;
CREATE INDEX paragraph_document ON paragraph (document, start, end);

CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  run INTEGER NOT NULL REFERENCES run (id),
  recorded TEXT NOT NULL
) STRICT;
CREATE INDEX reading_document ON reading (document, id, recorded);

CREATE TABLE proposal (
  reading INTEGER PRIMARY KEY REFERENCES reading (id),
  list TEXT NOT NULL
) STRICT;

CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL,
  reading INTEGER NOT NULL REFERENCES reading (id)
) STRICT;
CREATE INDEX actor_folded ON actor (folded);

CREATE TABLE alias (
  id INTEGER PRIMARY KEY,
  actor INTEGER NOT NULL REFERENCES actor (id),
  words TEXT NOT NULL,
  folded TEXT NOT NULL,
  reading INTEGER NOT NULL REFERENCES reading (id),
  UNIQUE (actor, words)
) STRICT;
CREATE INDEX alias_folded ON alias (folded);

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (id),
  kind TEXT NOT NULL,
  actor INTEGER NOT NULL REFERENCES actor (id),
  issue TEXT COLLATE NOCASE CHECK ((issue IS NULL) = (kind <> 'position')),
  stance TEXT CHECK ((stance IS NULL) = (kind <> 'position')),
  dated TEXT,
  first TEXT,
  last TEXT CHECK ((first IS NULL) = (last IS NULL) AND first <= last),
  contract TEXT NOT NULL
) STRICT;
CREATE INDEX fact_document ON fact (document, issue);
CREATE INDEX fact_kind ON fact (kind, last);
CREATE INDEX fact_actor ON fact (actor, kind, last);
CREATE INDEX fact_issue ON fact (issue, last) WHERE issue IS NOT NULL;

CREATE TABLE evidence (
  fact INTEGER NOT NULL REFERENCES fact (id),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL CHECK (start < end),
  PRIMARY KEY (fact, start, end)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  fact INTEGER NOT NULL REFERENCES fact (id),
  slot TEXT NOT NULL,
  actor INTEGER NOT NULL REFERENCES actor (id),
  alias INTEGER REFERENCES alias (id),
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (fact, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE assertion (
  fact INTEGER NOT NULL REFERENCES fact (id),
  reading INTEGER NOT NULL REFERENCES reading (id),
  rule TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (fact, reading)
) STRICT, WITHOUT ROWID;

CREATE VIEW paragraph_text AS
  SELECT p.id, substr(d.text, p.start + 1, p.end - p.start) AS text
  FROM paragraph p JOIN document d ON d.id = p.document;
CREATE VIRTUAL TABLE paragraph_search USING fts5(
  text, content = 'paragraph_text', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE fact_search USING fts5(
  words, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');
