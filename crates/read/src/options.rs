//! How much is too much.
use std::time::Duration;

/// Limits within which one input is read. What exceeds them is skipped with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Bytes of one text file or of one line of JSON Lines, decompressed.
    pub max_text: usize,
    /// Bytes of one input as a whole, decompressed; lines that follow are not read.
    pub max_unpacked: u64,
    /// Bytes of one web page, decompressed.
    pub max_page: usize,
    /// Elements of a web page. Articles have a few thousand; the extraction's cost grows faster than their number.
    pub max_elements: usize,
    /// Elements nested in one another in a web page. Real pages stay under a hundred; the extraction's cost grows
    /// with depth.
    pub max_depth: usize,
    /// Time that the extraction of one web page may take.
    pub page_time: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_text: 20_000_000,
            max_unpacked: u64::MAX,
            max_page: 10_000_000,
            max_elements: 50_000,
            max_depth: 300,
            page_time: Duration::from_secs(20),
        }
    }
}
