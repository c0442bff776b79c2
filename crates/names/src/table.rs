//! The tables of `data/` and `knowledge/`: tab-separated, `#` for comments, a header line.

/// The rows of a table below its header.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1).map(|l| l.split('\t').collect())
}

/// 32-bit FNV-1a with its bits mixed once more, so that the high ones may index a table.
pub fn hash(bytes: &[u8]) -> u32 {
    mixed(bytes.iter().fold(FNV, |h, &b| step(h, b)))
}

pub const FNV: u32 = 0x811c_9dc5;

/// One byte more of an FNV-1a hash.
pub const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn mixed(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// A map from hashes of [`hash`] and [`step`], which need no hashing again.
pub type ByHash<V> = std::collections::HashMap<u32, V, std::hash::BuildHasherDefault<Hashed>>;

/// Takes the key for its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub struct Hashed(u64);

impl std::hash::Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| hash << 8 | u64::from(byte));
    }

    fn write_u32(&mut self, key: u32) {
        // The map takes its control bits from the top.
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
