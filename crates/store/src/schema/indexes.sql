-- Answers are quick by these and right without them: a large load lays them aside and makes them anew at its end; after
-- a crash whoever opens the record next does.
CREATE INDEX IF NOT EXISTS document_published ON document (published, outlet);
CREATE INDEX IF NOT EXISTS fact_hash ON fact (hash);
CREATE INDEX IF NOT EXISTS fact_kind ON fact (kind, last);
CREATE INDEX IF NOT EXISTS fact_actor ON fact (actor, kind, last);
CREATE INDEX IF NOT EXISTS fact_issue ON fact (issue, last, kind, stance, actor, first, document) WHERE issue IS NOT NULL;
