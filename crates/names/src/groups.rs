//! Spellings of one name in many languages, packed: see [`crate::pack`] for the layout.
use std::sync::OnceLock;

const PACKED: &[u8] = include_bytes!("../../../knowledge/names.groups");

pub const BUCKETS: usize = 1 << 16;
/// Low half of the key and the number of the group.
pub const ENTRY: usize = 5;

/// Group numbers by key. Number 0 only says that the key is a name's.
pub struct Groups {
    starts: Vec<u32>,
    entries: &'static [u8],
}

pub fn groups() -> &'static Groups {
    static GROUPS: OnceLock<Groups> = OnceLock::new();
    GROUPS.get_or_init(|| Groups::read(PACKED))
}

impl Groups {
    fn read(packed: &'static [u8]) -> Self {
        let (counts, entries) = packed.split_at(BUCKETS.min(packed.len()));
        let mut starts = vec![0_u32];
        for &count in counts {
            starts.push(starts[starts.len() - 1] + u32::from(count));
        }
        starts.resize(BUCKETS + 1, starts[starts.len() - 1]);
        Self { starts, entries }
    }

    /// Numbers of the groups of a key, rising.
    fn of(&self, key: u32) -> impl Iterator<Item = u32> {
        let (bucket, low) = ((key >> 16) as usize, (key & 0xffff) as u16);
        let range = self.starts[bucket] as usize * ENTRY..self.starts[bucket + 1] as usize * ENTRY;
        let entries = self.entries.get(range).unwrap_or(&[]);
        entries
            .chunks_exact(ENTRY)
            .filter(move |e| u16::from_le_bytes([e[0], e[1]]) == low)
            .map(|e| u32::from_le_bytes([e[2], e[3], e[4], 0]))
    }

    /// Whether the key is that of a name.
    pub fn knows(&self, key: u32) -> bool {
        self.of(key).next().is_some()
    }

    /// Whether two keys are spellings of one name.
    pub fn share(&self, a: u32, b: u32) -> bool {
        let mut of_b = self.of(b).filter(|g| *g != 0).peekable();
        self.of(a).filter(|g| *g != 0).any(|group| {
            while of_b.next_if(|other| *other < group).is_some() {}
            of_b.peek() == Some(&group)
        })
    }
}
