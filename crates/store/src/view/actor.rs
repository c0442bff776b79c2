//! One actor: its names with the documents that use them, and the posts that documents give it.
use crate::{
    ActorRow, Filter, Record, Result, filter::CURRENT_FACTS, fold::fold, judge::FOREVER, names::Names,
    run::instant,
};
use rapporteur_record::PartialDate;
use rusqlite::params_from_iter;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the record says of who an actor is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorDetail {
    pub actor: ActorRow,
    /// Words by which documents name it, the most used first.
    pub names: Vec<NameSeen>,
    /// Offices and bodies, in the order of the days on which they were read.
    pub posts: Vec<PostSeen>,
}

/// A name and where it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameSeen {
    pub words: String,
    /// Names of documents.
    pub documents: BTreeSet<String>,
}

/// An office or body that documents give somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostSeen {
    pub office: Option<String>,
    pub of: Option<String>,
    /// Days of publication of the first and last document that says so.
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
    pub evidence: Vec<Evidence>,
}

/// The words of a document that give somebody a post.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    pub published: Option<PartialDate>,
    pub document: String,
    pub words: String,
}

/// A post with its actor's name, as a row of the record.
struct Said {
    actor: String,
    office: Option<String>,
    of: Option<String>,
    evidence: Evidence,
}

impl Record {
    /// The actor of this name: of several whom it may mean, the one with most facts. `None` where there is nobody.
    pub fn actor(&self, name: &str, filter: &Filter) -> Result<Option<ActorDetail>> {
        let _state = self.snapshot()?;
        let names = Names::load(&self.db, filter.known_at)?;
        let found = self.actors(&Filter { actor: Some(name.to_owned()), ..filter.clone() })?;
        let posts = self.posts(filter)?;
        let asked = format!(" {} ", fold(name));
        let means = |actor: &&str| format!(" {} ", fold(actor)).contains(&asked);
        let by_post = || posts.iter().map(|p| names.of(&p.actor)).find(means);
        let Some(actor) = found.rows.into_iter().next().or_else(|| by_post().map(ActorRow::person)) else {
            return Ok(None);
        };
        let own = posts.into_iter().filter(|p| names.of(&p.actor) == actor.name);
        let posts = gathered(own);
        Ok(Some(ActorDetail { names: self.names_seen(&actor.name, filter)?, posts, actor }))
    }

    /// Every person's posts, by name; current ones alone.
    pub fn all_posts(&self, filter: &Filter) -> Result<BTreeMap<String, Vec<PostSeen>>> {
        let names = Names::load(&self.db, filter.known_at)?;
        let mut by_name: BTreeMap<String, Vec<Said>> = BTreeMap::new();
        for row in self.posts(filter)? {
            by_name.entry(names.of(&row.actor).to_owned()).or_default().push(row);
        }
        Ok(by_name.into_iter().map(|(name, rows)| (name, gathered(rows.into_iter()))).collect())
    }

    /// Posts as the last reading by a program has them.
    fn posts(&self, filter: &Filter) -> Result<Vec<Said>> {
        let mut query = self.db.prepare_cached(
            "SELECT p.actor, p.office, p.body, d.published, d.name, substr(d.text, p.start + 1, p.end - p.start)
             FROM post p JOIN reading r ON r.id = p.reading JOIN document d ON d.id = r.document
             WHERE r.recorded <= ?1 AND r.judges IS NULL AND NOT EXISTS (SELECT 1 FROM reading n
               WHERE n.document = r.document AND n.id > r.id AND n.judges IS NULL AND n.recorded <= ?1)
             ORDER BY d.published, d.name, d.hash, p.start",
        )?;
        let known = filter.known_at.map_or_else(|| FOREVER.to_owned(), instant);
        let rows = query.query_map([known], |row| {
            let published = row.get::<_, Option<String>>(3)?.and_then(|d| d.parse().ok());
            let evidence = Evidence { published, document: row.get(4)?, words: row.get(5)? };
            Ok(Said { actor: row.get(0)?, office: row.get(1)?, of: row.get(2)?, evidence })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn names_seen(&self, name: &str, filter: &Filter) -> Result<Vec<NameSeen>> {
        let own = Filter { actor: Some(name.to_owned()), ..filter.clone() };
        let conditions = own.facts(self, &[])?;
        let sql = format!(
            "SELECT DISTINCT s.words, d.name FROM {CURRENT_FACTS}
             JOIN mention m ON m.fact = f.id AND m.actor = f.actor JOIN alias s ON s.id = m.alias {}",
            conditions.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows =
            query.query_map(params_from_iter(&conditions.values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (words, document) in rows.collect::<rusqlite::Result<Vec<(String, String)>>>()? {
            seen.entry(words).or_default().insert(document);
        }
        let named = seen.into_iter().filter(|(words, _)| *words != words.to_lowercase());
        let mut names: Vec<NameSeen> =
            named.map(|(words, documents)| NameSeen { words, documents }).collect();
        names.sort_by(|a, b| (b.documents.len(), &a.words).cmp(&(a.documents.len(), &b.words)));
        Ok(names)
    }
}

/// One row an office, in the order in which they were first read.
fn gathered(rows: impl Iterator<Item = Said>) -> Vec<PostSeen> {
    let mut posts: Vec<PostSeen> = Vec::new();
    for row in rows {
        let same = posts.iter_mut().find(|p| p.office == row.office && p.of == row.of);
        let post = match same {
            Some(post) => post,
            None => {
                posts.push(PostSeen {
                    office: row.office,
                    of: row.of,
                    first: None,
                    last: None,
                    evidence: Vec::new(),
                });
                posts.last_mut().expect("one was just added")
            }
        };
        post.first = [post.first, row.evidence.published].into_iter().flatten().min();
        post.last = post.last.max(row.evidence.published);
        post.evidence.push(row.evidence);
    }
    posts
}
