//! The record: facts and judgements in SQLite, and the views over them.
