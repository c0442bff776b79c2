//! Time expressions of English text as TIMEX3, by rules as data; needs no parse.
//!
//! Text → tokens with senses ([`scan`]) → expressions by the longest matching pattern ([`matcher`]) → values in the
//! order of the text, each seen from what was said before ([`resolve`]). "On Thursday" in a text of 2024-05-31, a
//! Friday, becomes `2024-05-30`. Words and patterns are in `language/en/times*.toml`.
mod class;
mod context;
mod lexicon;
mod matcher;
mod narrative;
mod number;
mod numeric;
mod pairs;
mod pattern;
mod resolve;
mod scan;
mod stamp;
mod unit;

use class::Class;
use context::Context;
use lexicon::Lexicon;
use matcher::Found;
use rapporteur_record::{PartialDate, Span, Time};
use scan::Token;
use stamp::Stamp;

/// The time expressions of `text` in order, resolved against its publication date where one is known.
pub fn find(text: &str, published: Option<PartialDate>) -> Vec<Time> {
    let lexicon = &*lexicon::ENGLISH;
    let tokens = scan::tokens(lexicon, text);
    let found = pairs::complete(lexicon, &tokens, matcher::find(lexicon, &tokens));
    let published = published.and_then(Stamp::from_partial);
    let narrative = narrative::is_history(&found, published);
    let mut context = Context {
        lexicon,
        tokens: &tokens,
        published,
        narrative,
        said: None,
        day: None,
        period: None,
        period_at: 0,
        stray: None,
        year_ahead: None,
    };
    let mut times = Vec::with_capacity(found.len());
    for (n, expression) in found.iter().enumerate() {
        context.year_ahead =
            found.get(n + 1).and_then(|next| joined_year(lexicon, &tokens, expression, next));
        let Some(value) = resolve::value(expression, &context) else { continue };
        let span = Span::new(tokens[expression.start].span.start, tokens[expression.end - 1].span.end);
        times.push(Time { span, kind: value.kind, value: value.text });
        value.stamp.into_iter().for_each(|stamp| context.note(stamp, expression.start));
    }
    times
}

/// The year of the next expression where it closes a range that this one opens: "26 June - 4 August 1952".
fn joined_year(lexicon: &Lexicon, tokens: &[Token], one: &Found, next: &Found) -> Option<i16> {
    let joined = next.start == one.end + 1 && lexicon.words.joints.contains(&tokens[one.end].word);
    let year = next.get(Class::Year).filter(|_| joined)?;
    i16::try_from(year).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_the_language_are_sound() {
        let words = include_str!("../../../language/en/times.toml");
        let rules = include_str!("../../../language/en/times-rules.toml");
        lexicon::Lexicon::read(words, rules).unwrap();
    }
}
