//! The character set of a page.
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use regex::bytes::Regex;
use std::{borrow::Cow, sync::LazyLock};

/// How far into a page its character set may be declared (browsers look at 1024 bytes; saved pages carry banners).
const HEAD: usize = 4096;

static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#)
        .expect("a pattern of this file")
});

/// Decodes by byte order mark, else by what the page declares, else as UTF-8, else as windows-1252.
///
/// Bytes beyond ASCII that form valid UTF-8 are UTF-8 whatever the page declares: pages are often saved in it
/// without a change of their head, and no other character set looks so by chance.
pub(super) fn decode(bytes: &[u8]) -> String {
    let plain = std::str::from_utf8(bytes).ok().filter(|_| Encoding::for_bom(bytes).is_none());
    if let Some(text) = plain.filter(|text| !text.is_ascii() || declared(bytes).is_none()) {
        return text.to_owned();
    }
    let fallback = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let (text, ..) = declared(bytes).unwrap_or(fallback).decode(bytes);
    Cow::into_owned(text)
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    Encoding::for_label(DECLARED.captures(head)?.get(1)?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_mark_declaration_and_bytes() {
        assert_eq!(decode(b"\xEF\xBB\xBF<p>\xC3\xA9"), "<p>é");
        assert_eq!(decode(b"<meta charset='iso-8859-2'><p>\xB1"), "<meta charset='iso-8859-2'><p>ą");
        assert!(decode(b"<meta content='text/html; charset=windows-1251'>\xCF").ends_with('П'));
        assert!(decode("<meta charset=windows-1251>é".as_bytes()).ends_with('é'));
        assert_eq!(decode(b"<p>\x93no\x94"), "<p>“no”");
        assert_eq!(decode(b"\xFF\xFE<\0p\0>\0\xE9\0"), "<p>é");
        assert_eq!(decode(b"<meta charset=nonsense>\xE9"), "<meta charset=nonsense>é");
    }
}
