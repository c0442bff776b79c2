//! The parser on real and on messy text. Needs the language model, as the specifications do.
#![allow(clippy::disallowed_methods)]
use proptest::prelude::*;
use rapporteur_extract::Parser;
use rapporteur_record::{Annotated, Dep, Document, EntityLabel, SentenceKind, Source};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static PARSER: LazyLock<Parser> = LazyLock::new(|| {
    let folder = std::env::var_os("RAPPORTEUR_MODELS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models"), PathBuf::from);
    Parser::load(folder.join("en_core_web_md"))
        .unwrap_or_else(|e| panic!("these tests need the language model: {e}"))
});

fn document(text: &str) -> Document {
    Document::new("test", Source::default(), text.to_owned(), Vec::new())
}

fn sentences(parsed: &Annotated) -> Vec<String> {
    parsed.sentences.iter().map(|s| parsed.text(s.tokens).to_owned()).collect()
}

/// What every parse keeps to, whatever the text.
fn check(text: &str, parsed: &Annotated) {
    for (i, token) in parsed.tokens.iter().enumerate() {
        let word = &text[token.span.range()];
        assert!(!word.is_empty() && word.trim() == word, "{word:?}");
        assert!(i == 0 || parsed.tokens[i - 1].span.end <= token.span.start);
        assert!(parsed.sentences[token.sentence].tokens.contains(i));
        assert!(parsed.sentences[token.sentence].tokens.contains(token.head));
        assert!(parsed.ancestors(i).take(parsed.tokens.len() + 1).count() <= parsed.tokens.len());
        assert_eq!(token.head == i, token.dep == Dep::Root);
    }
    let mut next = 0;
    for sentence in &parsed.sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        assert_eq!(sentence.span, parsed.span(sentence.tokens));
    }
    assert_eq!(next, parsed.tokens.len());
    assert!(parsed.entities.iter().all(|e| !e.tokens.is_empty() && e.tokens.end <= parsed.tokens.len()));
}

#[test]
fn a_sentence_has_its_tree_and_its_names() {
    let text = document(
        "Chancellor Olaf Scholz told parliament on Monday that Germany would not send Taurus missiles.",
    );
    let parsed = PARSER.parse(&text).unwrap();
    let told = (0..parsed.tokens.len()).find(|&i| parsed.word(i) == "told").unwrap();
    assert_eq!((parsed.lemma(told), parsed.tokens[told].dep), ("tell", Dep::Root));
    let subject = parsed.child(told, &[Dep::Nsubj]).unwrap();
    assert_eq!(parsed.text(parsed.subtree(subject)), "Chancellor Olaf Scholz");
    let complement = parsed.child(told, &[Dep::Ccomp]).unwrap();
    assert_eq!(parsed.lemma(complement), "send");
    let named = |label| {
        parsed.entities.iter().filter(|e| e.label == label).map(|e| parsed.text(e.tokens)).collect::<Vec<_>>()
    };
    assert_eq!(named(EntityLabel::Person), ["Olaf Scholz"]);
    assert_eq!(named(EntityLabel::Gpe), ["Germany"]);
}

#[test]
fn closing_marks_belong_to_the_sentence_they_close() {
    let text = "\"We will not agree to this plan.\" The minister left.\n“It is over.” He went home. (They did not.) She stayed.";
    let text = document(text);
    let parsed = PARSER.parse(&text).unwrap();
    let expected = [
        "\"We will not agree to this plan.\"",
        "The minister left.",
        "“It is over.”",
        "He went home.",
        "(They did not.)",
        "She stayed.",
    ];
    assert_eq!(sentences(&parsed), expected);
}

#[test]
fn a_headline_is_a_heading_and_the_only_line_is_prose() {
    let text = document("Ministers agree on aid\n\nMinisters agreed on aid on Monday.\n");
    let kinds: Vec<_> = PARSER.parse(&text).unwrap().sentences.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [SentenceKind::Heading, SentenceKind::Prose]);
    let text = document("Ministers agree on aid");
    assert_eq!(PARSER.parse(&text).unwrap().sentences[0].kind, SentenceKind::Prose);
}

#[test]
fn clutter_is_marked() {
    let text = "Ministers met on Monday.\nShare this article now.";
    let clutter = vec![rapporteur_record::Span::new(25, text.len())];
    let text = Document::new("test", Source::default(), text.to_owned(), clutter);
    let kinds: Vec<_> = PARSER.parse(&text).unwrap().sentences.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [SentenceKind::Prose, SentenceKind::Clutter]);
}

#[test]
fn hostile_text_is_parsed_in_time_and_space() {
    let words = ["(", "http://", "a@", "a.", "'", "1,", "\u{301}", "😀", "-", "A"];
    for text in words.map(|word| format!("He said {} and left.", word.repeat(20_000))) {
        let text = document(&text);
        let parsed = PARSER.parse(&text).unwrap();
        check(&text.text, &parsed);
        assert!(parsed.tokens.len() < 1_000);
    }
}

#[test]
fn white_space_keeps_places_exact() {
    let text = document("Mr.\u{a0}Smith  said:\r\n\tThe  U.S.\u{2003}won't\u{ad} pay.\r\n");
    let parsed = PARSER.parse(&text).unwrap();
    check(&text.text, &parsed);
    let words: Vec<_> = (0..parsed.tokens.len()).map(|i| parsed.word(i)).collect();
    assert_eq!(words, ["Mr.", "Smith", "said", ":", "The", "U.S.", "wo", "n't", "pay", "."]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_gives_a_sound_parse(
        text in "((the|He|said|U\\.S\\.|don't|\\$5m|a@b\\.c|http://x\\.y|[“”\"'(),.:;—-]|\\PC{1,3})[ \u{a0}\t\r\n\u{ad}\u{1c}\u{3000}]{0,3}){0,40}"
    ) {
        let document = document(&text);
        check(&text, &PARSER.parse(&document).unwrap());
    }
}
