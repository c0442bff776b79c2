//! Taking what is sent: a form with files or a text, written to a folder of its own as it comes, within limits.
use crate::{
    app::App,
    door::Visitor,
    failure::Failure,
    jobs::may_add,
    params::link,
    reader::{Sent, Task, Work},
};
use axum::{
    body::{Body, HttpBody as _},
    extract::{
        FromRequest as _, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, StatusCode, header},
};
use rapporteur_record::PartialDate;
use rapporteur_store::export::commands;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Write as _,
    path::PathBuf,
    pin::pin,
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{task, time};

/// Files of one upload.
const FILES: usize = 1_000;
/// Bytes of a text that is pasted, and of any other field.
pub const PASTED: usize = 2_000_000;
const FIELD: usize = 2_000;
/// Bytes of a file's name, which file systems bound as well.
const NAME: usize = 150;
/// For an upload as a whole, and between two pieces of it.
const UPLOAD: Duration = Duration::from_secs(600);
const PIECE: Duration = Duration::from_secs(30);
/// What a browser still sends after it was refused is taken and thrown away for so long, since it reads the answer only then.
const DRAIN: Duration = Duration::from_secs(5);

/// Takes an upload; the address of its job.
pub async fn take(app: &Arc<App>, visitor: &Visitor, own: bool, request: Request) -> Result<String, Failure> {
    let turn = app.uploads.try_acquire();
    let room = turn
        .map_err(|_| Failure::Busy("others are sending at the moment; send yours again in a minute".into()));
    let welcome = match room {
        Ok(turn) => welcome(app, visitor, own, request.headers()).map(|()| turn),
        Err(failure) => Err(failure),
    };
    let _turn = match welcome {
        Ok(turn) => turn,
        Err(failure) => {
            let _ = time::timeout(DRAIN, drain(request.into_body())).await;
            return Err(failure);
        }
    };
    let form = Multipart::from_request(request, &()).await;
    let mut form =
        form.map_err(|_| Failure::Wrong("an upload is a form of the kind multipart/form-data".to_owned()))?;
    let received = time::timeout(UPLOAD, receive(app, visitor, &mut form)).await;
    let late = Failure::Wrong("the upload took too long; send less at once".to_owned());
    let (task, folder) = match received.unwrap_or(Err(late)) {
        Ok(received) => received,
        Err(failure) => {
            let rest = async { while let Ok(Some(_)) = form.next_field().await {} };
            let _ = time::timeout(DRAIN, rest).await;
            return Err(failure);
        }
    };
    let (app, visitor) = (Arc::clone(app), visitor.clone());
    let added = task::spawn_blocking(move || app.desk.jobs.add(&visitor, task, folder)).await;
    let number = added.map_err(|error| Failure::Broken(error.to_string()))??;
    Ok(link(&format!("/add/job/{number}"), &[]))
}

/// What can be told before the first byte of the form.
fn welcome(app: &App, visitor: &Visitor, own: bool, headers: &HeaderMap) -> Result<(), Failure> {
    let forbidden = |why: &str| Err(Failure::Forbidden(why.to_owned()));
    if !may_add(visitor) {
        return forbidden("a token of a reviewer is needed to add documents");
    }
    if !own {
        return forbidden("documents are taken from a page of this server alone");
    }
    if let Some(why) = app.desk.jobs.closed() {
        return Err(Failure::Forbidden(why));
    }
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > app.desk.max_upload) {
        return Err(too_large(app.desk.max_upload));
    }
    app.desk.jobs.has_room()
}

fn too_large(limit: usize) -> Failure {
    let megabytes = limit / 1_000_000;
    Failure::Large(format!(
        "more than {megabytes} MB at once: send it in parts, or read the files beside the record with `rapporteur read`, \
         which may run while this server does"
    ))
}

async fn drain(body: Body) {
    let mut body = pin!(body);
    while let Some(Ok(_)) = std::future::poll_fn(|waker| body.as_mut().poll_frame(waker)).await {}
}

/// Reads the form to its end.
async fn receive(app: &App, visitor: &Visitor, form: &mut Multipart) -> Result<(Task, TempDir), Failure> {
    let mut draft = Draft::new()?;
    let limit = app.desk.max_upload;
    while let Some(field) = piece(form.next_field(), limit).await? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "seal" {
            let seal = text(field, FIELD, limit).await?;
            draft.sealed = app.desk.is_sealed(&seal, visitor);
        } else if !draft.sealed {
            let why = "the form is not one that this server gave out; open it again";
            return Err(Failure::Forbidden(why.to_owned()));
        } else if matches!(name.as_str(), "files" | "debate") {
            draft.file(&name, field, limit).await?;
        } else {
            let size = if name == "text" { PASTED } else { FIELD };
            let value = text(field, size, limit).await?;
            draft.fields.insert(name, value);
        }
    }
    draft.task()
}

/// What a form waits for, but not for ever.
async fn piece<T>(next: impl Future<Output = Result<T, MultipartError>>, limit: usize) -> Result<T, Failure> {
    let next = time::timeout(PIECE, next).await;
    let next =
        next.map_err(|_| Failure::Wrong("nothing came for half a minute; send it again".to_owned()))?;
    next.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(limit),
        _ => Failure::Wrong("the upload broke off, or is no form; send it again".to_owned()),
    })
}

/// The value of a field that is no file.
async fn text(mut field: Field<'_>, size: usize, limit: usize) -> Result<String, Failure> {
    let name =
        field.name().unwrap_or_default().chars().filter(|&c| !commands(c)).take(40).collect::<String>();
    let mut bytes = Vec::new();
    while let Some(more) = piece(field.chunk(), limit).await? {
        bytes.extend_from_slice(&more);
        if bytes.len() > size {
            return Err(Failure::Large(match name.as_str() {
                "text" => format!(
                    "a text of more than {} MB: paste it in parts, or save it as JSON Lines with one document a line",
                    size / 1_000_000
                ),
                _ => format!("{name} is longer than {size} bytes"),
            }));
        }
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::Wrong(format!("{name} is not UTF-8 at byte {at}: convert it first"))
    })
}

/// A task as far as its form has come.
struct Draft {
    folder: TempDir,
    sent: Vec<Sent>,
    /// Names that are taken, each with the folder in which it lies.
    taken: BTreeSet<(usize, String)>,
    debate: Option<PathBuf>,
    fields: BTreeMap<String, String>,
    sealed: bool,
}

fn on_disk(error: std::io::Error) -> Failure {
    Failure::Broken(format!("what was sent cannot be kept until it is read: {error}"))
}

impl Draft {
    fn new() -> Result<Self, Failure> {
        let folder = tempfile::tempdir().map_err(on_disk)?;
        let (sent, taken, debate, fields) = Default::default();
        Ok(Self { folder, sent, taken, debate, fields, sealed: false })
    }

    /// A place for a file of this name; those of one name lie in folders apart.
    fn place(&mut self, name: &str) -> Result<PathBuf, Failure> {
        let folded = name.to_lowercase();
        let apart = (0..).find(|&n| !self.taken.contains(&(n, folded.clone()))).unwrap_or_default();
        self.taken.insert((apart, folded));
        let folder = self.folder.path().join(apart.to_string());
        fs::create_dir_all(&folder).map_err(on_disk)?;
        Ok(folder.join(name))
    }

    async fn file(&mut self, what: &str, mut field: Field<'_>, limit: usize) -> Result<(), Failure> {
        let given = field.file_name().unwrap_or_default().to_owned();
        let mut next = piece(field.chunk(), limit).await?;
        // So browsers send a choice of no file.
        if given.is_empty() && next.as_ref().is_none_or(|bytes| bytes.is_empty()) {
            return Ok(());
        }
        if self.sent.len() >= FILES {
            return Err(Failure::Large(format!(
                "more than {FILES} files at once: send them in parts, or as JSON Lines"
            )));
        }
        let name = safe(&given);
        let path = match what {
            "debate" => self.folder.path().join("debate.toml"),
            _ => self.place(&name)?,
        };
        let mut file = File::create(&path).map_err(on_disk)?;
        while let Some(bytes) = next {
            task::block_in_place(|| file.write_all(&bytes)).map_err(on_disk)?;
            next = piece(field.chunk(), limit).await?;
        }
        match what {
            "debate" => self.debate = Some(path),
            _ => self.sent.push(Sent { path, name }),
        }
        Ok(())
    }

    fn task(mut self) -> Result<(Task, TempDir), Failure> {
        if let Some(text) = self.fields.remove("text").filter(|text| !text.trim().is_empty()) {
            self.paste(&text)?;
        }
        if self.sent.is_empty() {
            return Err(Failure::Wrong("nothing was sent: choose files, or paste a text".to_owned()));
        }
        let work = match self.fields.get("work").map(String::as_str) {
            Some("import") => Work::Import,
            _ => Work::Read,
        };
        Ok((Task { work, sent: self.sent, debate: self.debate }, self.folder))
    }

    /// A text becomes a file with what is known of it beside it, as if both had been sent.
    fn paste(&mut self, text: &str) -> Result<(), Failure> {
        let field =
            |name: &str| self.fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
        let published = field("published");
        if let Some(day) = published
            && day.parse::<PartialDate>().is_err()
        {
            return Err(Failure::Wrong(format!(
                "{day:?} is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY"
            )));
        }
        let (title, outlet, url) = (field("title"), field("outlet"), field("url"));
        let about =
            serde_json::json!({ "published": published, "outlet": outlet, "title": title, "url": url });
        let words = text.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
        let name: String = title.unwrap_or(&words).chars().take(80).collect();
        let stem = safe(&name.replace(['/', '\\'], "-"));
        let path = self.place(&format!("{stem}.txt"))?;
        // Forms end their lines by two characters, whatever was pasted.
        fs::write(&path, text.replace("\r\n", "\n")).map_err(on_disk)?;
        fs::write(path.with_file_name(format!("{stem}.meta.json")), about.to_string()).map_err(on_disk)?;
        self.sent.push(Sent { path, name: format!("{stem}.txt") });
        Ok(())
    }
}

/// What a file may be called here: no folders, nothing that commands a terminal, not hidden, not too long.
fn safe(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|&c| !commands(c) && !matches!(c, '\n' | '\t')).collect();
    let seen = seen.trim().trim_start_matches('.').trim();
    let Some((stem, ending)) = seen.rsplit_once('.').filter(|(_, ending)| ending.len() < 10) else {
        return if seen.is_empty() { "document".to_owned() } else { shorten(seen, NAME).to_owned() };
    };
    let stem = if stem.is_empty() { "document" } else { shorten(stem, NAME) };
    format!("{stem}.{ending}")
}

fn shorten(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lead_nowhere() {
        for (given, kept) in [
            ("a.txt", "a.txt"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\x\\..\\b.html", "b.html"),
            ("..", "document"),
            ("../", "document"),
            (".hidden.txt", "hidden.txt"),
            ("a\u{0}b\u{1b}[31m\u{202e}c\n.txt", "ab[31mc.txt"),
            ("", "document"),
            (" .txt", "txt"),
        ] {
            assert_eq!(safe(given), kept, "{given:?}");
        }
        let long = safe(&format!("{}.jsonl.gz", "ä".repeat(1_000)));
        assert!(long.len() <= NAME + 4 && long.ends_with(".gz"), "{long}");
    }
}
