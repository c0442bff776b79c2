//! One input opened: unpacked, counted, its format known.
use crate::{Reason, charset};
use rapporteur_record::Format;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Extensions of the files that are looked for in folders; each may be followed by `.gz`.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
];
/// How much of an input without known extension is looked at to tell its format.
const SNIFFED: u64 = 64 * 1024;

pub(crate) type Stream = Box<dyn BufRead + Send>;

/// A file name taken apart: `a.html.gz` is a web page named `a`.
pub(crate) struct Name<'a> {
    /// Without the known extensions; other dots are part of the name.
    pub stem: &'a str,
    pub format: Option<Format>,
    pub gzip: bool,
}

impl<'a> Name<'a> {
    pub fn of(file: &'a str) -> Self {
        let unpacked = strip_extension(file, "gz");
        let inner = unpacked.unwrap_or(file);
        let known = EXTENSIONS.iter().find_map(|&(ext, format)| Some((strip_extension(inner, ext)?, format)));
        let (stem, format) = known.map_or((inner, None), |(stem, format)| (stem, Some(format)));
        Self { stem, format, gzip: unpacked.is_some() }
    }
}

/// The name before `.ext`, in any case; a name that is all extension keeps it.
fn strip_extension<'a>(name: &'a str, ext: &str) -> Option<&'a str> {
    let (stem, last) = name.rsplit_once('.')?;
    (last.eq_ignore_ascii_case(ext) && !stem.is_empty()).then_some(stem)
}

/// Opens a file, or standard input for `-`. `read` counts the bytes taken from it, as they are stored.
pub(crate) fn open(path: &Path, read: &Arc<AtomicU64>) -> Result<Stream, Reason> {
    let raw: Box<dyn Read + Send> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path)?),
    };
    let counted = Counted { inner: raw, count: Arc::clone(read) };
    Ok(Box::new(BufReader::with_capacity(SNIFFED as usize, counted)))
}

/// Unpacks gzip, known by its first bytes, up to so many bytes.
///
/// # Errors
/// [`Reason::NotGzip`] where the name promises gzip and the bytes are not.
pub(crate) fn unpack(stream: Stream, name: &Name, limit: u64) -> Result<Stream, Reason> {
    let (head, stream) = peek(stream, 2)?;
    match head.starts_with(&[0x1f, 0x8b]) {
        true => Ok(Box::new(BufReader::new(Bounded {
            inner: flate2::bufread::MultiGzDecoder::new(stream),
            left: limit,
            limit,
        }))),
        false if name.gzip && !head.is_empty() => Err(Reason::NotGzip),
        false => Ok(stream),
    }
}

/// The format by the look of the first bytes: JSON Lines if the first line is a JSON object, HTML if a tag of a
/// page stands at its head, else text.
pub(crate) fn sniff(stream: Stream, max_line: usize) -> Result<(Format, Stream), Reason> {
    let (head, mut stream) = peek(stream, SNIFFED).map_err(gzip_trouble)?;
    if let Some(advice) = charset::other_format(&head) {
        return Err(Reason::OtherFormat(advice));
    }
    let text = String::from_utf8_lossy(&head);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('{') {
        let blank = text.len() - start.len();
        let mut line = Vec::new();
        while line.len() <= blank {
            let read =
                (&mut stream).take(max_line as u64).read_until(b'\n', &mut line).map_err(gzip_trouble)?;
            if read == 0 {
                break;
            }
        }
        let object = crate::jsonl::is_object(&line);
        let format = if object { Format::Jsonl } else { Format::Text };
        return Ok((format, Box::new(Cursor::new(line).chain(stream))));
    }
    let start = start.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.contains(tag));
    if start.starts_with('<') && page {
        return Ok((Format::Html, stream));
    }
    if start.starts_with("<?xml") || start.starts_with("<rss") || start.starts_with("<feed") {
        return Err(Reason::OtherFormat(
            "XML, perhaps a feed, which is not read yet: save its articles as .html",
        ));
    }
    Ok((Format::Text, stream))
}

/// The first bytes, and the stream with them still in it.
fn peek(mut stream: Stream, limit: u64) -> io::Result<(Vec<u8>, Stream)> {
    let mut head = Vec::new();
    (&mut stream).take(limit).read_to_end(&mut head)?;
    let whole = Cursor::new(head.clone()).chain(stream);
    Ok((head, Box::new(whole)))
}

/// All bytes up to `limit`; `None` where there are more.
pub(crate) fn read_all(mut stream: Stream, limit: usize) -> Result<Option<Vec<u8>>, Reason> {
    let mut bytes = Vec::new();
    (&mut stream).take(limit as u64 + 1).read_to_end(&mut bytes).map_err(gzip_trouble)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Errors of the unpacker come as `InvalidInput`, `InvalidData` or an early end.
pub(crate) fn gzip_trouble(error: io::Error) -> Reason {
    use io::ErrorKind::{FileTooLarge, InvalidData, InvalidInput, UnexpectedEof};
    match error.kind() {
        FileTooLarge => Reason::Unpacked(error.to_string().parse().unwrap_or_default()),
        InvalidData | InvalidInput | UnexpectedEof => Reason::BrokenGzip(error),
        _ => error.into(),
    }
}

/// A stream that fails where it goes on beyond its limit, which is the text of the error.
struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        match self.left.checked_sub(n as u64) {
            Some(left) => {
                self.left = left;
                Ok(n)
            }
            None => Err(io::Error::new(io::ErrorKind::FileTooLarge, self.limit.to_string())),
        }
    }
}

struct Counted {
    inner: Box<dyn Read + Send>,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_extensions_leave_the_name() {
        for (file, stem, format, gzip) in [
            ("a.txt", "a", Some(Format::Text), false),
            ("a.HTML.gz", "a", Some(Format::Html), true),
            ("ABC19980108.1830.0711", "ABC19980108.1830.0711", None, false),
            ("ABC19980108.1830.0711.txt", "ABC19980108.1830.0711", Some(Format::Text), false),
            ("a.pdf", "a.pdf", None, false),
            ("a.gz", "a", None, true),
            (".txt", ".txt", None, false),
            ("-", "-", None, false),
        ] {
            let name = Name::of(file);
            assert_eq!((name.stem, name.format, name.gzip), (stem, format, gzip), "{file}");
        }
    }
}
