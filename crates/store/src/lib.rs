//! The record: documents, facts and runs in SQLite, and the views over them.
//!
//! [`Record`] opens the file; `begin_run` and `put` write; each view is a method with a [`Filter`] that returns an
//! [`Answer`] of typed rows; [`export`] prints answers. The schema is described in `docs/schema.md`.
//!
//! The store has no clock: whoever writes says what time it is.
//!
//! ```
//! use rapporteur_record::{Document, Offsets, Source, contract};
//! use rapporteur_store::{Filter, Record, RunInfo};
//! let document = Document::new("a1", Source::default(), "Ruritania is against the toll.".into(), vec![]);
//! let fact = serde_json::json!({"kind": "position", "holder": {"name": "Ruritania", "mention": [0, 9]},
//!     "issue": "toll", "stance": "oppose", "on": "2024-05-02", "evidence": [[0, 30]]});
//! let facts = [contract::from_json(&fact, &Offsets::new(&document.text)).unwrap()];
//! let mut record = Record::in_memory()?;
//! let now = jiff::Timestamp::UNIX_EPOCH;
//! let run = record.begin_run(&RunInfo::default(), now)?;
//! record.put(&run, [(&document, &facts[..])], now)?;
//! assert!(record.known(&document.id, &run)?);
//! let answer = record.positions(&Filter { actor: Some("RURITANIA".into()), ..Filter::default() })?;
//! assert_eq!(answer.rows[0].stance.as_str(), "oppose");
//! # Ok::<(), rapporteur_store::StoreError>(())
//! ```
mod answer;
mod beside;
mod care;
mod copies;
mod digest;
mod entry;
mod error;
pub mod export;
mod filter;
mod fold;
mod forget;
mod judge;
mod log;
mod names;
mod nearest;
mod open;
mod placed;
mod readings;
mod roll_up;
mod run;
mod state;
mod story;
mod superseded;
mod view;
mod write;

pub use answer::{Align, Answer, Cell, Column, Row, Tone, Width, sign};
pub use copies::CopyOf;
pub use entry::{Entry, Origin, Text};
pub use error::{Result, StoreError};
pub use filter::Filter;
pub use forget::Forgotten;
pub use judge::{Judgement, Verdict};
pub use log::LogLine;
pub use open::Record;
pub use placed::{Days, Placed};
pub use readings::{Reading, ReadingId};
pub use roll_up::{RollUp, Term, Whose};
pub use run::{Run, RunInfo};
pub use view::{
    ActivityRow, ActorDetail, ActorRow, AgreementRow, Beside, Brief, Change, Changes, Conflict,
    ContradictionRow, CopyRow, DecisionRow, DemandRow, Detail, DiffRow, DocumentDetail, DocumentRow, End,
    EventRow, Evidence, Group, Hit, IssueListed, IssueRow, JudgementRow, LedgerRow, Line, Marked, MatrixRow,
    MeasureRow, Met, Move, NameSeen, NetworkRow, News, Note, OutletRow, Passage, PositionRow, PostSeen,
    RegisterRow, Resolved, ReviewRow, Role, RunRow, Section, Settled, Shared, Side, Standing, State,
    StatementRow, Step, SuggestionRow, TimelineRow, WarningRow, Wording, camps,
};
pub use write::{Found, Written};
