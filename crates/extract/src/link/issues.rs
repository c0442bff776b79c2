//! Which issue of the debate a stretch of text is about.
