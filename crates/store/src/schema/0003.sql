-- Judgements of people, and documents that had to be forgotten.

ALTER TABLE reading ADD COLUMN judges INTEGER REFERENCES reading (id);

CREATE TABLE judgement (
  id INTEGER PRIMARY KEY,
  recorded TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  act TEXT NOT NULL,
  verdict TEXT NOT NULL,
  undoes INTEGER REFERENCES judgement (id) CHECK ((undoes IS NULL) = (act <> 'undo'))
) STRICT;
CREATE INDEX judgement_act ON judgement (act);
CREATE INDEX judgement_undoes ON judgement (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE judged (
  judgement INTEGER NOT NULL REFERENCES judgement (id),
  fact INTEGER NOT NULL REFERENCES fact (id),
  PRIMARY KEY (judgement, fact)
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_fact ON judged (fact);

CREATE TABLE forgotten (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  text TEXT NOT NULL,
  known TEXT NOT NULL,
  recorded TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX forgotten_text ON forgotten (text);
