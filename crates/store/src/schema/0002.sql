-- How a reading came to the fact, as JSON (`Why` of the record), or null where its extractor does not say.
ALTER TABLE assertion ADD COLUMN why TEXT;
