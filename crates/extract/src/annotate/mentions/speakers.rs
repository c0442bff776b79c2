//! Who speaks inside a quotation: "I" is that person, "we" the body that the person speaks for, "he" somebody else.
use super::lexicon::lexicon;
use super::pronouns::{self, Pronoun};
use super::salience::{Choice, Salience};
use super::scene::Scene;
use crate::clause;
use rapporteur_record::{ActorKind, Annotated, Dep, Pos, Quotation, TokenRange};

/// How many tokens before or after a quotation its speaker may stand.
const REACH: usize = 24;

/// How many tokens may stand between a verb of saying and the quotation that it leads to.
const LEAD: usize = 8;

/// A line that signs a quotation has no more tokens.
const SIGNATURE: usize = 20;

/// Who speaks in a quotation.
#[derive(Debug, Clone, Copy)]
pub struct Speech {
    /// The head of the phrase that names the speaker.
    head: Option<usize>,
    whole: bool,
}

/// The speech of each quotation, in order.
pub fn find(text: &Annotated) -> Vec<Speech> {
    let whole = text.quotations.iter().map(|q| is_clause(text, q));
    heads(text).into_iter().zip(whole).map(|(head, whole)| Speech { head, whole }).collect()
}

/// Of each quotation the head of the phrase that names its speaker, where one stands beside it or beside the quotation
/// that it continues.
fn heads(text: &Annotated) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = Vec::new();
    for (i, quotation) in text.quotations.iter().enumerate() {
        let own = leading(text, quotation)
            .or_else(|| governing(text, quotation))
            .or_else(|| beside(text, quotation));
        let before = i.checked_sub(1).map(|b| &text.quotations[b]);
        let goes_on = before.filter(|b| continues(text, b, quotation)).and_then(|_| found[i - 1]);
        found.push(own.or(goes_on).or_else(|| signed(text, quotation)));
    }
    let next: Vec<Option<usize>> = found.clone();
    for i in (0..found.len().saturating_sub(1)).rev() {
        if found[i].is_none() && continues(text, &text.quotations[i], &text.quotations[i + 1]) {
            found[i] = next[i + 1];
        }
    }
    found
}

/// The subject of a verb of saying just before the quotation: "told the panel:", "said that".
fn leading(text: &Annotated, quotation: &Quotation) -> Option<usize> {
    let inside = quotation.tokens;
    let sentence = text.sentence_of(inside.start.min(text.tokens.len().checked_sub(1)?)).tokens.start;
    let before = (sentence..inside.start).rev().take(LEAD);
    let verb =
        before.take_while(|&t| text.quotation_of(t).is_none()).find(|&t| text.tokens[t].pos == Pos::Verb)?;
    let says = lexicon().people.acts.contains(text.lemma(verb));
    let next = (verb + 1..inside.start).all(|t| !matches!(text.word(t), "." | "!" | "?" | ";"));
    subject_of(text, verb, inside).filter(|_| says && next)
}

/// The subject of the nearest verb above the quotation, outside of it.
fn governing(text: &Annotated, quotation: &Quotation) -> Option<usize> {
    let inside = quotation.tokens;
    let tops = inside.iter().filter(|&t| !inside.contains(text.tokens[t].head));
    let mut subjects =
        tops.flat_map(|t| text.ancestors(t).take(8)).filter(|&v| !inside.contains(v)).filter_map(|v| {
            let own = clause::subject(text, v).or_else(|| according(text, v));
            own.filter(|&s| !inside.contains(s) && is_noun(text, s))
        });
    subjects.next()
}

/// "According to X" under the verb.
fn according(text: &Annotated, verb: usize) -> Option<usize> {
    let according =
        text.children(verb).iter().copied().find(|&c| text.word(c).eq_ignore_ascii_case("according"))?;
    let to = text.child(according, &[Dep::Prep])?;
    text.child(to, &[Dep::Pobj])
}

/// The subject of the verb just after or just before the quotation, where the parse has torn them apart.
fn beside(text: &Annotated, quotation: &Quotation) -> Option<usize> {
    let inside = quotation.tokens;
    if inside.is_empty() {
        return None;
    }
    let paragraph = text.sentence_of(inside.start).paragraph;
    let same = |t: usize| text.sentence_of(t).paragraph == paragraph;
    let after: Vec<usize> =
        (inside.end..text.tokens.len().min(inside.end + REACH)).take_while(|&t| same(t)).collect();
    let tail = after.iter().copied().take_while(|&t| t < inside.end + 2 || !ends(text, t));
    let closed = text.word(inside.end - 1) == "." || after.first().is_some_and(|&t| text.word(t) == ".");
    let small = !closed
        && after.iter().find(|&&t| text.tokens[t].pos != Pos::Punct).is_some_and(|&t| follows(text, t));
    let next = small.then(|| tail.into_iter().find_map(|t| subject_of(text, t, inside))).flatten();
    next.or_else(|| {
        let sentence = text.sentence_of(inside.start).tokens.start;
        let from = inside.start.saturating_sub(REACH).max(sentence);
        (from..inside.start).rev().find_map(|t| subject_of(text, t, inside))
    })
    .or_else(|| {
        let last =
            (0..inside.start).rev().find(|&t| text.tokens[t].pos != Pos::Punct || text.word(t) == ":")?;
        let lead = text.word(last) == ":" && text.sentence_of(last).paragraph + 1 >= paragraph;
        let sentence = text.sentence_of(last).tokens;
        lead.then(|| sentence.iter().rev().find_map(|t| subject_of(text, t, inside))).flatten()
    })
}

fn ends(text: &Annotated, token: usize) -> bool {
    matches!(text.word(token), "." | "!" | "?" | "“" | "\"" | "”")
}

/// Whether what follows the quotation goes on with its sentence: a verb, or a noun whose verb speaks.
fn follows(text: &Annotated, token: usize) -> bool {
    let verb = |t: usize| matches!(text.tokens[t].pos, Pos::Verb);
    verb(token)
        || text.tokens[token].dep == Dep::Nsubj
        || text.ancestors(token).take(4).any(|a| text.tokens[a].dep == Dep::Nsubj)
}

fn subject_of(text: &Annotated, verb: usize, inside: TokenRange) -> Option<usize> {
    let speaks = text.tokens[verb].pos == Pos::Verb;
    let subject = speaks.then(|| clause::subject(text, verb)).flatten()?;
    (!inside.contains(subject) && is_noun(text, subject)).then_some(subject)
}

fn is_noun(text: &Annotated, token: usize) -> bool {
    matches!(text.tokens[token].pos, Pos::Noun | Pos::Propn | Pos::Pron)
}

/// Whether the second quotation goes on with the first: the first is followed in its paragraph by the words of saying
/// alone, or the second opens the next paragraph with the first never closed.
fn continues(text: &Annotated, first: &Quotation, second: &Quotation) -> bool {
    if first.tokens.is_empty() || second.tokens.is_empty() {
        return false;
    }
    let paragraph = |t: usize| text.sentence_of(t).paragraph;
    let near = second.tokens.start.saturating_sub(first.tokens.end) <= REACH;
    match paragraph(second.tokens.start) - paragraph(first.tokens.end - 1) {
        0 => near,
        1 => first.span.end == first.inner.end,
        _ => false,
    }
}

/// A name in the line below, with an office perhaps and without a verb.
fn signed(text: &Annotated, quotation: &Quotation) -> Option<usize> {
    let last = quotation.tokens.end.checked_sub(1)?;
    let next = (last + 1..text.tokens.len().min(last + 6)).find(|&t| text.tokens[t].pos != Pos::Punct)?;
    let line = text.sentence_of(next);
    let below = line.paragraph == text.sentence_of(last).paragraph + 1 && line.tokens.len() <= SIGNATURE;
    let speaks =
        line.tokens.iter().any(|t| text.tokens[t].dep == Dep::Root && text.tokens[t].pos == Pos::Verb);
    let name = line.tokens.iter().take_while(|&t| text.tokens[t].pos == Pos::Propn).last();
    name.filter(|_| below && !speaks)
}

fn index(scene: &Scene, token: usize) -> Option<usize> {
    let quotation = scene.text.quotation_of(token)?;
    Some(scene.text.quotations.partition_point(|q| q.tokens.start < quotation.tokens.start))
}

/// The head of the phrase that names who speaks at the token.
fn head(scene: &Scene, token: usize) -> Option<usize> {
    scene.speakers.get(index(scene, token)?)?.head.filter(|&h| h != token)
}

/// Whether the token is in a quotation that is a clause of its own, or in none.
pub fn is_whole(scene: &Scene, token: usize) -> bool {
    index(scene, token).and_then(|i| scene.speakers.get(i)).is_none_or(|s| s.whole)
}

/// Whether the quotation is a clause of its own, so that its speaker is "I" in it; in a piece of one ("would do
/// \"what he can\"") the narrator's pronouns are kept.
fn is_clause(text: &Annotated, quotation: &Quotation) -> bool {
    let inside = quotation.tokens;
    let verb = |t: usize| matches!(text.tokens[t].pos, Pos::Verb | Pos::Aux);
    let root = |&t: &usize| text.tokens[t].head == t || !inside.contains(text.tokens[t].head);
    let clause = inside.iter().filter(root).any(verb);
    let before = text.tokens[..inside.start]
        .iter()
        .rev()
        .find(|t| !matches!(text.document.at(t.span), "\"" | "“" | "‘" | "„"));
    let after_mark =
        before.is_none_or(|t| t.pos == Pos::Punct || t.sentence != text.tokens[inside.start].sentence);
    clause && after_mark
}

/// Who speaks the words at the token, where that is known by now.
pub fn speaker(scene: &Scene, salience: &Salience, token: usize) -> Option<usize> {
    let head = head(scene, token)?;
    scene.referent_at(head).or_else(|| {
        let pronoun = Pronoun::at(scene, head).filter(|p| !p.is_first_person())?;
        let outside = !scene.is_quoted(head);
        outside.then(|| pronouns::resolve(scene, salience, head, pronoun).referent).flatten()
    })
}

/// "I" is the speaker, "we" the body that the speaker speaks for.
pub fn first_person(scene: &Scene, salience: &Salience, token: usize, plural: bool) -> Choice {
    let found = match scene.is_quoted(token) {
        true => head(scene, token).zip(speaker(scene, salience, token)),
        false => unmarked(scene, token, plural).and_then(|h| Some((h, scene.referent_at(h)?))),
    };
    let Some((head, speaker)) = found else { return Choice::open("no-speaker") };
    let antecedent = scene.owner(head).map_or(TokenRange::new(head, head + 1), |f| f.tokens);
    if plural && scene.referents[speaker].kind == ActorKind::Person {
        return match speaks_for(scene, salience, speaker) {
            Some(body) => Choice::certain(body, "speaker's-body", antecedent),
            None => Choice::certain(speaker, "speaker", antecedent),
        };
    }
    Choice::certain(speaker, "speaker", antecedent)
}

/// Speaks for the country, whatever else the title names ("Labour Minister").
fn is_minister(role: &str) -> bool {
    matches!(role, "minister" | "secretary")
}

/// The speaker of words without marks: "I am sure, said Weiss"; a quotation set off by lines and signed.
fn unmarked(scene: &Scene, token: usize, plural: bool) -> Option<usize> {
    let text = scene.text;
    let said = text.ancestors(token).take(8).find_map(|verb| {
        let subject = clause::own_subject(text, verb).filter(|&s| s > verb && verb > token)?;
        lexicon().people.acts.contains(text.lemma(verb)).then_some(subject)
    });
    said.or_else(|| {
        if plural {
            return None;
        }
        let here = text.tokens[token].sentence;
        let paragraph = text.sentences[here].paragraph;
        let near = text.sentences[here + 1..].iter().take(6).take_while(|s| s.paragraph <= paragraph + 1);
        near.into_iter().find_map(|s| signature(scene, s.tokens))
    })
}

/// The noun that a line is about and which no verb follows, where it is a person.
fn signature(scene: &Scene, line: TokenRange) -> Option<usize> {
    let root = line.iter().find(|&t| scene.text.tokens[t].head == t)?;
    let noun = matches!(scene.text.tokens[root].pos, Pos::Noun | Pos::Propn);
    let person = |r: usize| scene.referents[r].kind == ActorKind::Person;
    scene.referent_at(root).filter(|&r| noun && person(r)).map(|_| root)
}

/// The country or body of the person's offices; of a "team member" the team last spoken of.
fn speaks_for(scene: &Scene, salience: &Salience, person: usize) -> Option<usize> {
    let offices = &scene.referents[person].offices;
    let owner =
        offices.iter().filter(|o| !is_minister(&o.role)).find_map(|o| scene.of_name(o.of.as_deref()?));
    let owner = owner.or_else(|| scene.of_name(scene.referents[person].country.as_deref()?));
    owner.or_else(|| {
        let members = offices.iter().filter(|o| o.role == "member");
        let words = members.flat_map(|o| &o.qualifiers);
        let part = |word: &String| {
            let named = |&r: &usize| {
                let who = &scene.referents[r];
                let last = who.name.rsplit(' ').next().unwrap_or("").to_lowercase();
                who.kind == ActorKind::Body && (who.noun.as_deref() == Some(word.as_str()) || last == *word)
            };
            salience.latest().find(named)
        };
        words.into_iter().find_map(part)
    })
}
