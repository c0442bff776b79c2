use super::visible::cell;
use crate::Row;
use std::io::{self, Write};

pub(super) fn write<R: Row>(rows: &[R], out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(R::COLUMNS.iter().map(|column| column.name))?;
    for row in rows {
        let cells = row.cells();
        csv.write_record(cells.iter().map(|shown| cell(shown.machine.as_deref().unwrap_or(&shown.text))))?;
    }
    csv.flush()
}
