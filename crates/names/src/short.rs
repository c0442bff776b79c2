//! Words short enough to be kept in place.

/// A word of at most [`Short::ROOM`] bytes; longer ones are cut between letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Short {
    length: u8,
    bytes: [u8; Short::ROOM],
}

impl Short {
    pub const ROOM: usize = 31;

    pub fn push(&mut self, letter: char) {
        let mut utf8 = [0; 4];
        self.push_str(letter.encode_utf8(&mut utf8));
    }

    /// Adds the whole string or, where it does not fit, nothing.
    pub fn push_str(&mut self, letters: &str) {
        let (start, end) = (self.len(), self.len() + letters.len());
        if end <= Self::ROOM {
            self.bytes[start..end].copy_from_slice(letters.as_bytes());
            self.length = end as u8;
        }
    }

    /// Adds a byte of a letter whose other bytes are added too.
    pub fn push_byte(&mut self, byte: u8) {
        if self.len() < Self::ROOM {
            self.bytes[self.len()] = byte;
            self.length += 1;
        }
    }

    pub fn last(&self) -> Option<u8> {
        self.bytes().last().copied()
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len()]
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or("")
    }

    pub const fn len(&self) -> usize {
        self.length as usize
    }

    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl From<&str> for Short {
    fn from(text: &str) -> Self {
        let mut short = Self::default();
        for letter in text.chars() {
            short.push(letter);
        }
        short
    }
}
