//! Bytes of text → characters, exactly as written: nothing is stripped, a byte order mark included.
use crate::Reason;
use encoding_rs::{Encoding, UTF_8};

/// Decodes UTF-8, or UTF-16 that says so by its byte order mark. The text must have words in it.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, Reason> {
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes)
            .ok_or(Reason::NotUtf16)?
            .into_owned(),
        _ => utf8(bytes)?,
    };
    worded(text)
}

fn utf8(bytes: Vec<u8>) -> Result<String, Reason> {
    if bytes.contains(&0) {
        return Err(other_format(&bytes).map_or(Reason::Binary, Reason::OtherFormat));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        other_format(error.as_bytes()).map_or(Reason::NotUtf8(at), Reason::OtherFormat)
    })
}

/// The text itself, if there is anything to read in it.
pub(crate) fn worded(text: String) -> Result<String, Reason> {
    if text.contains('\0') {
        return Err(Reason::Binary);
    }
    match text.chars().all(|c| c.is_whitespace() || c == '\u{feff}' || c.is_control()) {
        true => Err(Reason::Empty),
        false => Ok(text),
    }
}

/// What to do with formats that people try but that are not read.
pub(crate) fn other_format(head: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF: convert it to text first, e.g. with pdftotext"),
        (b"PK\x03\x04", "a zip or Office file: unpack it, or save the document as text"),
        (b"{\\rtf", "rich text: save the document as plain text"),
        (b"\xD0\xCF\x11\xE0", "an old Office file: save the document as text"),
        (b"\x89PNG", "a picture: its text must be typed or recognised first"),
        (b"\xFF\xD8\xFF", "a picture: its text must be typed or recognised first"),
        (b"WARC/", "a web archive, which is not read yet: save its pages as .html"),
        (b"SQLite format 3", "a database: export its texts as JSON Lines"),
    ];
    KNOWN.iter().find(|(magic, _)| head.starts_with(magic)).map(|&(_, advice)| advice)
}
