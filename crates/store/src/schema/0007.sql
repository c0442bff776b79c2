-- A fact's id is unique by what it is made of, so that no index must see to it. The indexes of facts are those of
-- `indexes.sql`, which may be laid aside for a while.
CREATE TABLE fact_plain (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
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
INSERT INTO fact_plain SELECT id, hash, document, kind, actor, issue, stance, dated, first, last, contract FROM fact;
DROP TABLE fact;
ALTER TABLE fact_plain RENAME TO fact;
CREATE INDEX fact_document ON fact (document, issue);
-- Words are gathered longer before they are written, and what was written is merged less often.
INSERT INTO paragraph_search (paragraph_search, rank) VALUES ('hashsize', 4194304), ('automerge', 16);
INSERT INTO fact_search (fact_search, rank) VALUES ('hashsize', 4194304), ('automerge', 16);
