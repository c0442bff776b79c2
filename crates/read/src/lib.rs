//! Bytes → [`Document`](rapporteur_record::Document)s: files, folders, standard input; text, web pages, JSON Lines.
//!
//! [`Reader::read`] walks the given paths in sorted order and yields one document at a time. Whatever cannot be read
//! becomes a [`Skipped`] row that says what is wrong and what to do; the rest goes on.
//!
//! ```
//! use rapporteur_read::{Options, Reader};
//! let folder = tempfile::tempdir().unwrap();
//! std::fs::write(folder.path().join("a.txt"), "Rome said no.\nRead also: Why Rome says no").unwrap();
//! std::fs::write(folder.path().join("b.txt"), "").unwrap();
//! let mut documents = Reader::new(Options::default()).read(&[folder.path().to_owned()]);
//! let first = documents.next().unwrap().unwrap();
//! assert_eq!((first.name.as_str(), first.clutter.len()), ("a", 1));
//! assert!(documents.next().unwrap().unwrap_err().to_string().ends_with("b.txt: no text in it, only white space"));
//! assert!(documents.next().is_none());
//! ```
mod charset;
mod clean;
mod date;
mod html;
mod input;
mod jsonl;
mod options;
mod plain;
mod reader;
mod seen;
mod skipped;
mod walk;

pub use clean::clutter;
pub use date::publication_date;
pub use html::{Page, read_page};
pub use options::Options;
pub use reader::{Documents, Reader};
pub use skipped::{Note, Reason, Skipped};
pub use walk::{Plan, plan};
