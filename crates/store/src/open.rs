//! A record on disk: opening, its settings and its migrations.
use crate::{Result, StoreError, copies};
use rusqlite::{
    Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, config::DbConfig,
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    time::Duration,
};

/// The record of one or more debates: a SQLite file and the views over it.
pub struct Record {
    pub(crate) db: Connection,
    /// Row ids of actors and aliases that were written lately.
    pub(crate) rows: RowCache,
}

/// Ids by name (actors) and by actor and words (aliases).
#[derive(Default)]
pub(crate) struct RowCache {
    pub actors: HashMap<String, i64>,
    pub aliases: HashMap<(i64, String), i64>,
}

/// "RPTR": tells a record from any other SQLite file.
const APPLICATION: i32 = 0x5250_5452;

/// Step `n` leads from `user_version` n to n + 1. Never change a step that has been released: add one.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
];

/// Run whenever a record is opened for writing.
const INDEXES: &str = include_str!("schema/indexes.sql");

/// The step with which copies came; what older records hold is looked through once.
const COPIES: usize = 4;

impl Record {
    /// Opens the record for reading and writing; makes it where there is none, and brings an older one up to date.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let db = Connection::open(path).map_err(|source| at(path, source))?;
        Self::prepare(db, path)
    }

    /// Opens an existing record for reading alone.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|source| at(path, source))?;
        let found = version(&db, path)?;
        if found < MIGRATIONS.len() {
            return Err(StoreError::Older { path: path.to_owned(), found });
        }
        db.busy_timeout(PATIENCE)?;
        stable_plans(&db)?;
        db.pragma_update(None, "cache_size", CACHE)?;
        db.pragma_update_and_check(None, "mmap_size", MAPPED, |_| Ok(()))?;
        Ok(Self { db, rows: RowCache::default() })
    }

    /// A record that lives as long as the value.
    pub fn in_memory() -> Result<Self> {
        Self::prepare(Connection::open_in_memory()?, Path::new(":memory:"))
    }

    fn prepare(mut db: Connection, path: &Path) -> Result<Self> {
        version(&db, path)?;
        settings(&db).map_err(|source| at(path, source))?;
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = version(&transaction, path)?;
        migrate(&transaction, done).map_err(|source| at(path, source))?;
        if done < COPIES {
            copies::add_all(&transaction)?;
        }
        transaction.execute_batch(INDEXES)?;
        transaction.commit()?;
        // Only now: a migration may rebuild a table that others refer to.
        db.pragma_update(None, "foreign_keys", true)?;
        Ok(Self { db, rows: RowCache::default() })
    }

    /// Runs `load` with the indexes of facts laid aside where that is quicker for so many documents, and makes them
    /// anew at its end, or when the record is next opened for writing if that end is never reached. Meanwhile answers are
    /// right, but slow.
    pub fn loading<T, E: From<StoreError>>(
        &mut self,
        documents: usize,
        load: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.is_large(documents)? {
            return load(self);
        }
        let checked =
            |db: &Connection, on| db.pragma_update(None, "foreign_keys", on).map_err(StoreError::from);
        self.db.execute_batch(&laid_aside()).map_err(StoreError::from)?;
        // Each of the millions of references is to a row that was written just before; `check` looks at them all.
        checked(&self.db, false)?;
        let done = load(self);
        checked(&self.db, true)?;
        self.db.execute_batch(INDEXES).map_err(StoreError::from)?;
        done
    }

    /// Whether so many documents are worth new indexes of all facts.
    fn is_large(&self, documents: usize) -> Result<bool> {
        let held: i64 = self.db.query_row("SELECT count(*) FROM document", [], |row| row.get(0))?;
        Ok(documents >= LARGE && documents as i64 >= held / 2)
    }

    /// One consistent state for all queries of a view, whatever a writer does meanwhile; `None` inside another.
    pub(crate) fn snapshot(&self) -> Result<Option<Transaction<'_>>> {
        Ok(self.db.is_autocommit().then(|| self.db.unchecked_transaction()).transpose()?)
    }
}

/// Documents in a load that is worth it.
const LARGE: usize = 1_000;

/// Drops what [`INDEXES`] makes.
fn laid_aside() -> String {
    let names = INDEXES.split("IF NOT EXISTS ").skip(1).filter_map(|rest| rest.split(' ').next());
    let drops: String = names.map(|name| format!("DROP INDEX IF EXISTS {name};")).collect();
    format!("BEGIN IMMEDIATE; {drops} COMMIT")
}

/// Kilobytes of pages that are kept, as SQLite writes it.
const CACHE: i64 = -64_000;
/// The same where the record is written: what a batch changes should not be written twice.
const WRITER_CACHE: i64 = -256_000;
/// Bytes of a record that are read from memory as the system maps it; no more is used than they touch.
const MAPPED: i64 = 8 << 30;

const PATIENCE: Duration = Duration::from_secs(10);

/// WAL lets readers answer during a long read. FULL makes an acknowledged document survive a power cut too; at one
/// flush for a batch of documents it costs little.
fn settings(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(PATIENCE)?;
    stable_plans(db)?;
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", false)?;
    db.pragma_update(None, "cache_size", WRITER_CACHE)?;
    db.execute_batch(&format!("PRAGMA mmap_size = {MAPPED}"))?;
    // Pages that many batches change are written back once.
    db.pragma_update_and_check(None, "wal_autocheckpoint", 8_000, |_| Ok(()))?;
    // Indexes of a large load are sorted by two.
    db.pragma_update(None, "threads", 2)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Plans do not depend on the values asked for, so that no statement is planned twice.
fn stable_plans(db: &Connection) -> rusqlite::Result<()> {
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

/// The number of migrations done; refuses what is no record, and records of a newer program.
fn version(db: &Connection, path: &Path) -> Result<usize> {
    let number = |pragma| db.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let not_a_database = |source: rusqlite::Error| match source.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(path.to_owned()),
        _ => at(path, source),
    };
    let application = number("application_id").map_err(not_a_database)?;
    let empty = db.query_row("SELECT 1 FROM sqlite_schema", [], |_| Ok(())).optional()?.is_none();
    if application != APPLICATION && !empty {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let found = usize::try_from(number("user_version")?).unwrap_or(usize::MAX);
    if found > MIGRATIONS.len() {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: MIGRATIONS.len() });
    }
    Ok(found)
}

fn migrate(db: &Connection, done: usize) -> rusqlite::Result<()> {
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(done) {
        db.execute_batch(sql)?;
        db.pragma_update(None, "user_version", step as i32 + 1)?;
    }
    db.pragma_update(None, "application_id", APPLICATION)
}

fn at(path: &Path, source: rusqlite::Error) -> StoreError {
    StoreError::Open { path: PathBuf::from(path), source }
}
