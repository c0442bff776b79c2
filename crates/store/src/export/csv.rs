use crate::Row;
use std::io::{self, Write};

pub(super) fn write<R: Row>(rows: &[R], out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(R::COLUMNS.iter().map(|column| column.name))?;
    for row in rows {
        csv.write_record(row.cells().iter().map(|cell| cell.text.as_str()))?;
    }
    csv.flush()
}
