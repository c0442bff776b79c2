//! The record as a file to take away: a copy of one state, made beside and sent piece by piece.
use crate::{app::App, failure::Failure};
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use std::{
    fs::File,
    io::{self, Read as _},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tempfile::TempDir;
use tokio::task;

/// Bytes of a piece.
const PIECE: usize = 64 << 10;

/// As `rapporteur backup` writes it. One copy is made at a time.
pub async fn of_record(app: &Arc<App>) -> Result<Body, Failure> {
    let turn = app.copies.try_acquire();
    let _turn =
        turn.map_err(|_| Failure::Busy("a copy is being made at the moment; ask again in a minute".into()))?;
    let app = Arc::clone(app);
    let copied = task::spawn_blocking(move || copy(&app)).await;
    copied.map_err(|error| Failure::Broken(error.to_string()))?
}

fn copy(app: &App) -> Result<Body, Failure> {
    let on_disk = |error: io::Error| Failure::Broken(format!("the copy cannot be written: {error}"));
    let folder = tempfile::tempdir().map_err(on_disk)?;
    let path = folder.path().join("record.db");
    let record = app.pool.take()?;
    record.backup(&path)?;
    app.pool.give(record);
    Ok(Body::new(Pieces { file: File::open(path).map_err(on_disk)?, _folder: folder }))
}

/// A file that goes away when it was sent.
struct Pieces {
    file: File,
    _folder: TempDir,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let mut piece = vec![0; PIECE];
        Poll::Ready(match self.file.read(&mut piece) {
            Ok(0) => None,
            Ok(size) => {
                piece.truncate(size);
                Some(Ok(Frame::data(piece.into())))
            }
            Err(error) => Some(Err(error)),
        })
    }
}
