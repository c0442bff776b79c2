//! "The minister", "the bloc", "EU lawmakers", "a senior defence source": phrases without a name of their own.
//!
//! A description means somebody read before whose office agrees, else the known holder of that office on the day of
//! publication, else somebody unnamed who is called by the words that introduce them.
mod body;
mod new;
mod office;

pub use new::{introduced, is_office, kind_of_noun, may_act};

use super::gazetteer;
use super::issuers;
use super::knowledge::knowledge;
use super::lexicon::lexicon;
use super::offices::{self, Article, Phrase};
use super::place;
use super::rows;
use super::salience::{Choice, Salience, is_person};
use super::scene::Scene;
use body::{body, epithet, government, named_after, of_person};
use new::person_or_group;
use office::office;
use rapporteur_record::{ActorKind, Dep, Pos, TokenRange};

/// The most words after a noun that say which one is meant.
const SPECIFIED: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Office,
    /// People and groups without an office: "sources", "allies".
    People,
    Government,
    Body,
    /// "the bloc": a known word for a known body.
    Epithet,
    /// "the resolution": speaks for whoever issued it.
    Document,
}

#[derive(Debug, Clone)]
pub struct Description {
    pub tokens: TokenRange,
    /// The noun itself.
    pub head: usize,
    pub noun: String,
    pub plural: bool,
    pub phrase: Phrase,
    pub class: Class,
    /// The person whose name follows: "the nurse Deb Sorrell".
    pub named: Option<usize>,
}

/// Everything that may be a description: office phrases that no name took, and other nouns for people and bodies.
pub fn candidates(scene: &Scene, offices: Vec<Phrase>) -> Vec<Description> {
    let mut covered = vec![false; scene.text.tokens.len()];
    let is_person = |t: usize| owner_kind(scene, t) == Some(ActorKind::Person);
    let mut found: Vec<Description> = Vec::new();
    for phrase in offices {
        let head = phrase.role.end - 1;
        if is_modifier(scene, head) || scene.is_clutter(head) || is_body_part(scene, &phrase, head) {
            continue;
        }
        // "Ministers for industry": what follows is their portfolio and nobody.
        let portfolio = phrase.tokens.end > phrase.role.end && scene.lower(phrase.role.end) == "for";
        let end = if portfolio { phrase.tokens.end } else { phrase.role.end };
        covered[phrase.tokens.start..end].fill(true);
        found.push(describe(scene, phrase, Class::Office));
    }
    let open = |&t: &usize| {
        !covered[t]
            && !scene.is_clutter(t)
            && !scene.is_title(t)
            && scene.owner(t).is_none()
            && !is_modifier(scene, t)
    };
    for token in (0..scene.text.tokens.len()).filter(open) {
        if let Some(class) = class_of(scene, token) {
            let phrase = offices::around(scene, TokenRange::new(token, token + 1), 0, &is_person);
            found.push(describe(scene, phrase, class));
        }
    }
    found
}

/// "Shook her head", "the minister in the chair"
fn is_body_part(scene: &Scene, phrase: &Phrase, head: usize) -> bool {
    let part = scene.lower(head) == "head" && phrase.possessor.is_some() && phrase.office.of.is_none();
    let seat = scene.lower(head) == "chair" && scene.text.head(head).is_some_and(|p| scene.lower(p) == "in");
    seat || part && matches!(scene.text.tokens[head].dep, Dep::Dobj | Dep::Pobj)
}

fn owner_kind(scene: &Scene, token: usize) -> Option<ActorKind> {
    let id = scene.owner(token)?.referent?;
    Some(scene.referents[id].kind)
}

fn is_modifier(scene: &Scene, token: usize) -> bool {
    let t = &scene.text.tokens[token];
    matches!(t.dep, Dep::Compound | Dep::Amod | Dep::Nmod)
        && t.head > token
        && !scene.text.tokens[t.head].tag.starts_with('V')
}

fn class_of(scene: &Scene, token: usize) -> Option<Class> {
    if scene.text.tokens[token].pos != Pos::Noun && scene.text.tokens[token].pos != Pos::Propn {
        return None;
    }
    let noun = offices::singular(scene, token);
    let lex = lexicon();
    if lex.people.government.contains(&noun) {
        Some(Class::Government)
    } else if knowledge().is_epithet(&noun) {
        Some(Class::Epithet)
    } else if lex.documents.nouns.contains(&noun) {
        Some(Class::Document)
    } else if lex.bodies.nouns.contains(&noun) || is_unit(scene, token, &noun) {
        Some(Class::Body)
    } else {
        let person = lex.people.nouns.contains(&noun) && !lex.offices.nouns.contains(&noun);
        (person || is_trade(scene, token, &noun)).then_some(Class::People)
    }
}

/// "The county has approved it"
fn is_unit(scene: &Scene, token: usize, noun: &str) -> bool {
    lexicon().places.units.contains(noun)
        && scene.text.tokens[token].tag == "NN"
        && !gazetteer::is_within(scene, token)
        && scene.text.child(token, &[Dep::Det]).is_some_and(|t| scene.lower(t) == "the")
}

/// "The hauliers want", "Omar Fell, the taxi driver": somebody named by what they do, where only somebody can be meant.
fn is_trade(scene: &Scene, token: usize, noun: &str) -> bool {
    let text = scene.text;
    let beside = || {
        let name = text.head(token).filter(|_| text.tokens[token].dep == Dep::Appos);
        name.is_some_and(|n| owner_kind(scene, n) == Some(ActorKind::Person))
    };
    lexicon().is_trade(noun)
        && text.tokens[token].tag.starts_with("NN")
        && (place::acts(scene, token) || follows_words(scene, token) || beside())
}

/// "\"That is a stretch,\" shot back one backbencher": after the verb that follows a quotation.
fn follows_words(scene: &Scene, token: usize) -> bool {
    let verb = scene.text.head(token).filter(|&v| v < token && scene.text.tokens[v].pos == Pos::Verb);
    // The closing mark stands between.
    let quoted = |v: usize| (v.saturating_sub(2)..v).any(|t| scene.text.quotation_of(t).is_some());
    verb.is_some_and(|v| quoted(v) && scene.text.quotation_of(v).is_none())
}

fn describe(scene: &Scene, mut phrase: Phrase, class: Class) -> Description {
    let head = phrase.role.end - 1;
    phrase.tokens.start = attached(scene, phrase.tokens, head);
    let beside = scene.text.tokens[head].dep == Dep::Appos;
    if class == Class::People || beside || phrase.article != Some(Article::Definite) {
        phrase.tokens.end = specified(scene, phrase.tokens, head);
    }
    let plural = matches!(scene.text.tokens[head].tag, "NNS" | "NNPS");
    let noun = phrase.office.role.clone();
    let (tokens, named) = (phrase.tokens, None);
    let mut description = Description { tokens, head, noun, plural, phrase, class, named };
    if let Some((name, person)) = called_after(scene, &description) {
        (description.tokens.end, description.named) = (name.end, Some(person));
    }
    description
}

/// Where the words begin that the parse attaches to the head: "under EU law carmakers" has two phrases.
fn attached(scene: &Scene, tokens: TokenRange, head: usize) -> usize {
    let mut start = head;
    // The lowest place that a word looked at so far hangs on, if it lies before all of them.
    let mut reach = head;
    for t in (tokens.start..head).rev() {
        let above = scene.text.tokens[t].head;
        if above > head {
            break;
        }
        if scene.text.tokens[t].tag != "POS" {
            reach = reach.min(above);
        }
        if reach >= t {
            start = t;
        }
    }
    start
}

/// Where the words end that say which people are meant: "a source in her office", "officials familiar with the talks".
fn specified(scene: &Scene, tokens: TokenRange, head: usize) -> usize {
    let text = scene.text;
    let mut end = tokens.end;
    for &child in text.children(head).iter().filter(|&&c| c > head) {
        let place = || {
            matches!(scene.lower(child), "in" | "on" | "at" | "from" | "of" | "with" | "inside" | "behind")
        };
        let whole = text.subtree(child);
        let joins = match text.tokens[child].dep {
            Dep::Prep => place(),
            Dep::Amod => text.child(child, &[Dep::Prep]).is_some(),
            _ => false,
        };
        let plain = |t: usize| {
            let token = &text.tokens[t];
            let person = owner_kind(scene, t) == Some(ActorKind::Person);
            !matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Punct) && !offices::is_time(scene, t) && !person
        };
        if whole.end <= end {
            continue;
        }
        if !joins || whole.start != end || whole.len() > SPECIFIED || !whole.iter().all(plain) {
            break;
        }
        end = whole.end;
    }
    end
}

/// Whom the description means, and by which rule.
pub fn resolve(scene: &mut Scene, salience: &Salience, d: &Description) -> Choice {
    let (referent, rule) = meaning(scene, salience, d);
    let latest = |r: usize| salience.phrases().find(|s| s.referent == Some(r)).map(|s| s.tokens);
    Choice { referent, rule, antecedent: referent.and_then(latest), weighed: Vec::new() }
}

fn meaning(scene: &mut Scene, salience: &Salience, d: &Description) -> (Option<usize>, &'static str) {
    if d.plural && rows::counts_two(scene, d.tokens) {
        return (rows::pair(scene, salience, d.head, &d.noun), "pair");
    }
    if let Some(named) = beside(scene, d).or(d.named) {
        scene.referents[named].learn(lexicon().noun_gender(&d.noun));
        return (Some(named), "apposition");
    }
    match d.class {
        Class::Document => {
            let issuer = issuers::resolve(scene, salience, d);
            (issuer.filter(|_| body::speaks(scene, d.head)), "issuer")
        }
        Class::Epithet => (epithet(scene, salience, d).or_else(|| body(scene, salience, d)), "epithet"),
        Class::Government if d.plural && d.phrase.office.of.is_none() => person_or_group(scene, salience, d),
        Class::Government => {
            (government(scene, salience, d).or_else(|| of_person(scene, salience, d)), "government")
        }
        Class::Body => match named_after(scene, d) {
            Some(body) => (Some(body), "apposition"),
            None => (body(scene, salience, d), "body"),
        },
        Class::People => person_or_group(scene, salience, d),
        Class::Office => office(scene, salience, d),
    }
}

/// "The nurse Deb Sorrell": the name that follows its description without a comma, and the person.
fn called_after(scene: &Scene, d: &Description) -> Option<(TokenRange, usize)> {
    let next = d.tokens.end;
    let name = scene.owner(next).filter(|f| f.tokens.start == next && next == d.head + 1)?;
    let (head, last) = (d.head, name.tokens.end - 1);
    let tokens = &scene.text.tokens;
    let joined = tokens[last].head == head || tokens[head].head == last;
    let person = name.referent.filter(|&r| is_person(scene, r))?;
    (joined && !d.plural && d.class == Class::People).then_some((name.tokens, person))
}

/// "Ana Brandt, an engineer from Turku," and "the union, the largest of its kind,": the name beside which the
/// description stands.
fn beside(scene: &Scene, d: &Description) -> Option<usize> {
    let name =
        scene.text.head(d.head).filter(|_| scene.text.tokens[d.head].dep == Dep::Appos && !d.plural)?;
    let near = name < d.tokens.start && d.tokens.start - name <= 2;
    let person = matches!(d.class, Class::People | Class::Office);
    let body = matches!(d.class, Class::People | Class::Body | Class::Epithet);
    scene.owner(name)?.referent.filter(|&r| match scene.referents[r].kind {
        ActorKind::Person => near && person,
        ActorKind::Body | ActorKind::Outlet | ActorKind::Country => near && body,
        _ => false,
    })
}

/// Who was called by the same words before the name came: "Australian woman" of the headline.
pub fn called(scene: &Scene, d: &Description) -> Option<usize> {
    let words = introduced(scene.text, d.tokens, d.head);
    scene.of_name(&words).filter(|&r| scene.referents[r].noun.is_some())
}
