-- Positions of an issue are counted from the index alone.
DROP INDEX fact_issue;
CREATE INDEX fact_issue ON fact (issue, last, kind, stance, actor, first, document) WHERE issue IS NOT NULL;
