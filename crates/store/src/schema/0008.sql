-- What assistants suggest that people should judge, and what people made of it. No answer looks at either but the queue.
CREATE TABLE suggestion (
  id INTEGER PRIMARY KEY,
  recorded TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  verdict TEXT NOT NULL,
  fact INTEGER REFERENCES fact (id)
) STRICT;
CREATE INDEX suggestion_fact ON suggestion (fact);
CREATE TABLE settlement (
  suggestion INTEGER PRIMARY KEY REFERENCES suggestion (id),
  recorded TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  judgement INTEGER REFERENCES judgement (id)
) STRICT;
