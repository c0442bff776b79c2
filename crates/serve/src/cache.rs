//! Answers given lately, by the state of the record that they are of: a commit changes the state, so that no answer
//! outlives what it tells.
use crate::ask::Body;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Bytes of all answers that are kept.
const ROOM: usize = 24 << 20;

#[derive(Default)]
pub struct Cache(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    answers: HashMap<String, Arc<Body>>,
    bytes: usize,
}

impl Cache {
    pub fn get(&self, key: &str) -> Option<Arc<Body>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.get(key).cloned()
    }

    /// Keeps an answer. Where there is no more room, all others go: most are of an earlier state anyway.
    pub fn put(&self, key: String, body: &Arc<Body>) {
        let bytes = key.len() + body.bytes.len();
        if bytes > ROOM / 8 {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + bytes > ROOM {
            *kept = Kept::default();
        }
        if kept.answers.insert(key, Arc::clone(body)).is_none() {
            kept.bytes += bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_a_bound() {
        let cache = Cache::default();
        let body = |size| Arc::new(Body { form: "", bytes: vec![0; size], next: None });
        cache.put("huge".into(), &body(ROOM));
        assert!(cache.get("huge").is_none());
        for n in 0..100 {
            cache.put(n.to_string(), &body(ROOM / 20));
        }
        assert!(cache.get("99").is_some() && cache.get("0").is_none());
        assert!(cache.0.lock().unwrap().bytes <= ROOM);
    }
}
