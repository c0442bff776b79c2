//! Fetches, converts and verifies language models.
