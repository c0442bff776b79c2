//! One question: the record as it is, and what the address says.
use crate::{desk::Desk, door::Visitor, failure::Failure, params::Params};
use rapporteur_record::PartialDate;
use rapporteur_store::{Filter, Record};

pub struct Ask<'r> {
    pub record: &'r Record,
    pub desk: &'r Desk,
    pub visitor: &'r Visitor,
    pub params: &'r Params,
    /// The path of the address, and what it has in the place of `{id}`.
    pub path: &'r str,
    pub id: &'r str,
    /// The forms that are asked for, as the header `Accept` lists them.
    pub accept: &'r str,
    /// Whether a list is wanted as a whole, not a page of it.
    pub whole: bool,
    /// The day from which on a large record is shown where no limit is asked for.
    pub since: Option<PartialDate>,
}

/// What is sent back.
pub struct Body {
    pub form: &'static str,
    pub bytes: Vec<u8>,
    /// The value of the header `Link`: the address of the next page.
    pub next: Option<String>,
}

impl Ask<'_> {
    pub fn filter(&self) -> Result<Filter, Failure> {
        self.params.filter()
    }
}

/// One page of a list.
pub struct Page<R> {
    pub rows: Vec<R>,
    /// From 1.
    pub number: usize,
    pub more: bool,
}

impl<R> Page<R> {
    /// The page that the address asks for, of a view that is told how many rows to give.
    pub fn of(
        ask: &Ask,
        size: usize,
        view: impl FnOnce(&Filter) -> Result<Vec<R>, Failure>,
    ) -> Result<Self, Failure> {
        let number = ask.params.page()?;
        let before = (number - 1) * size;
        let filter = Filter { limit: Some(before + size + 1), ..ask.filter()? };
        let mut rows: Vec<R> = view(&filter)?.into_iter().skip(before).collect();
        let more = rows.len() > size;
        rows.truncate(size);
        Ok(Self { rows, number, more })
    }
}
