-- Near duplicates: where to look for them, and which were found.

CREATE TABLE band (
  band INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document (id),
  PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy (
  document INTEGER NOT NULL REFERENCES document (id),
  original INTEGER NOT NULL REFERENCES document (id),
  alike INTEGER REFERENCES document (id),
  resemblance REAL NOT NULL,
  containment REAL NOT NULL,
  recorded TEXT NOT NULL,
  PRIMARY KEY (document, original),
  CHECK (original < document)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_original ON copy (original);
