//! Persons: where their names stand, which names are one person's, what their offices are.
use super::knowledge::{Holder, knowledge};
use super::lexicon::{Gender, lexicon};
use super::names;
use super::offices::{self, Article, Phrase};
use super::scene::{Office, Referent, Scene};
use rapporteur_record::{ActorKind, EntityLabel, MentionKind, PartialDate, Pos, TokenRange};
use std::collections::HashMap;

/// A name in the text, with the titles around it.
#[derive(Debug, Clone)]
struct Named {
    /// The name alone.
    tokens: TokenRange,
    /// With the honorific or office before it.
    whole: TokenRange,
    text: String,
    gender: Gender,
    /// "Sir Keir", "Dame Angela": the honorific goes with a given name.
    by_given: bool,
    offices: Vec<Office>,
    /// An office phrase after the name, between commas.
    apposition: Option<TokenRange>,
    /// "Hungary's Szijjártó".
    country: Option<String>,
}

/// Names that are taken to be one person's.
#[derive(Debug, Default)]
struct Cluster {
    name: String,
    /// The surname as [`names::fold`] has it.
    folded: String,
    members: Vec<usize>,
    gender: Gender,
    offices: Vec<Office>,
    country: Option<String>,
}

/// Claims all names of persons and returns the office phrases that no name took.
pub fn find(scene: &mut Scene) -> Vec<Phrase> {
    let mut is_name = vec![false; scene.text.tokens.len()];
    let mut spans = entities(scene);
    mark(&mut is_name, &spans);
    let first = offices::phrases(scene, &|t| is_name[t]);
    spans.extend(after_titles(scene, &first, &is_name));
    spans.extend(given_names(scene, &spans));
    let spans = disjoint(spans);
    mark(&mut is_name, &spans);
    let phrases = offices::phrases(scene, &|t| is_name[t]);
    scene.titles(&phrases.iter().map(|p| p.role).collect::<Vec<_>>());
    let (mut named, free) = join(scene, &spans, phrases);
    let clusters = cluster(&named);
    let clusters = surnames(scene, clusters, &mut named, &is_name);
    for cluster in clusters {
        settle(scene, cluster, &named);
    }
    free
}

fn mark(is_name: &mut [bool], spans: &[TokenRange]) {
    for token in spans.iter().flat_map(|s| s.iter()) {
        is_name[token] = true;
    }
}

fn disjoint(mut spans: Vec<TokenRange>) -> Vec<TokenRange> {
    spans.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut kept: Vec<TokenRange> = Vec::new();
    for span in spans {
        if kept.last().is_none_or(|k| !k.overlaps(span)) {
            kept.push(span);
        }
    }
    kept
}

/// The model's persons, their mistakes mended.
fn entities(scene: &Scene) -> Vec<TokenRange> {
    let text = scene.text;
    text.entities
        .iter()
        .filter(|e| e.label == EntityLabel::Person || looks_like_person(scene, e.tokens, e.label))
        .filter_map(|e| name_within(scene, e.tokens))
        .map(|span| extend_left(scene, span))
        .collect()
}

/// "Frans Timmermans" as a nationality, "Ola Källenius" as a company: a known given name and a capital after it.
fn looks_like_person(scene: &Scene, tokens: TokenRange, label: EntityLabel) -> bool {
    let named = matches!(label, EntityLabel::Norp | EntityLabel::Org | EntityLabel::Gpe | EntityLabel::Fac);
    named
        && (2..=4).contains(&tokens.len())
        && lexicon().is_given_name(scene.text.word(tokens.start))
        && tokens.iter().all(|t| scene.is_capital(t) && scene.owner(t).is_none())
        && !lexicon().bodies.nouns.contains(scene.lower(tokens.end - 1))
}

/// The part of an entity that is a name: after its last title, without possessive, without known places.
fn name_within(scene: &Scene, tokens: TokenRange) -> Option<TokenRange> {
    let tokens = scene.without_possessive(tokens);
    let title = |&t: &usize| {
        let word = scene.lower(t);
        lexicon().is_honorific(word)
            || (lexicon().offices.nouns.contains(word) && !is_surname_like(scene, t, tokens))
    };
    let start = tokens.iter().rev().find(title).map_or(tokens.start, |t| t + 1);
    let place = |t: usize| {
        let before = t.checked_sub(1).is_some_and(|b| scene.text.tokens[b].pos == Pos::Adp);
        t + 1 < tokens.end && before && scene.owner(t).is_some()
    };
    let start = if start < tokens.end && place(start) { start + 1 } else { start };
    let end = (start..tokens.end).find(|&t| !is_name_word(scene, t)).unwrap_or(tokens.end);
    if end < tokens.end && end - start < 2 {
        return None;
    }
    let span = TokenRange::new(start, end);
    (!span.is_empty() && is_person_name(scene, span)).then_some(span)
}

/// The last word of several may be a surname even if it is also an office ("Emily Bishop", "Larry Speaker").
fn is_surname_like(scene: &Scene, token: usize, entity: TokenRange) -> bool {
    token + 1 == entity.end && entity.len() > 1 && lexicon().is_given_name(scene.text.word(entity.start))
}

fn is_name_word(scene: &Scene, token: usize) -> bool {
    let word = scene.text.word(token);
    scene.is_capital(token)
        || names::is_particle(word)
        || matches!(word, "-" | "'" | "’" | ".")
        || scene.text.tokens[token].tag == "HYPH"
}

fn is_person_name(scene: &Scene, span: TokenRange) -> bool {
    let last = scene.text.word(span.end - 1);
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let known = scene.owner(span.start).is_some_and(|f| f.tokens.covers(span));
    let body = span.len() > 1 && lexicon().bodies.nouns.contains(&last.to_lowercase());
    letters > 1 && scene.is_capital(span.end - 1) && !known && !body
}

/// "Pal Jonson" where the model saw "Jonson" alone.
fn extend_left(scene: &Scene, span: TokenRange) -> TokenRange {
    if span.len() > 1 {
        return span;
    }
    let floor = scene.text.sentence_of(span.start).tokens.start;
    let free = |t: usize| {
        let word = scene.lower(t);
        scene.text.tokens[t].pos == Pos::Propn
            && scene.is_capital(t)
            && scene.owner(t).is_none()
            && !lexicon().is_honorific(word)
            && !lexicon().offices.nouns.contains(word)
            && !lexicon().bodies.nouns.contains(word)
            && (t > floor || lexicon().is_given_name(scene.text.word(t)))
    };
    match span.start.checked_sub(1) {
        Some(before) if before >= floor && free(before) && scene.text.tokens[before].head == span.start => {
            TokenRange::new(before, span.end)
        }
        _ => span,
    }
}

/// Capitalised words just after a title that the model did not take for a person.
fn after_titles(scene: &Scene, phrases: &[Phrase], is_name: &[bool]) -> Vec<TokenRange> {
    let mut larger = vec![false; scene.text.tokens.len()];
    for entity in &scene.text.entities {
        larger[entity.tokens.start..entity.tokens.end].iter_mut().skip(1).for_each(|t| *t = true);
    }
    let fits = |s: &TokenRange| s.len() > 1 || !larger[s.start];
    phrases.iter().filter_map(|p| name_from(scene, p.tokens.end, is_name)).filter(fits).collect()
}

fn name_from(scene: &Scene, start: usize, is_name: &[bool]) -> Option<TokenRange> {
    let limit = scene.text.tokens.len().min(start + 4);
    let fits = |&t: &usize| {
        let token = &scene.text.tokens[t];
        token.pos == Pos::Propn
            && !is_name[t]
            && token.sentence == scene.text.tokens[start - 1].sentence
            && (scene.is_capital(t) || names::is_particle(scene.text.word(t)))
            && scene.owner(t).is_none()
            && !lexicon().bodies.nouns.contains(scene.lower(t))
            && !lexicon().offices.nouns.contains(scene.lower(t))
    };
    let end = (start..limit).take_while(fits).last()? + 1;
    let span = TokenRange::new(start, end);
    is_person_name(scene, span).then_some(span)
}

/// "Olaf Scholz" where the model saw nothing: a known given name before a capitalised name.
fn given_names(scene: &Scene, known: &[TokenRange]) -> Vec<TokenRange> {
    let mut taken = vec![false; scene.text.tokens.len()];
    mark(&mut taken, known);
    let tokens = &scene.text.tokens;
    (0..tokens.len().saturating_sub(1))
        .filter(|&t| !taken[t] && !taken[t + 1] && tokens[t].pos == Pos::Propn)
        .filter(|&t| lexicon().is_given_name(scene.text.word(t)) && scene.owner(t).is_none())
        .filter_map(|t| name_from(scene, t + 1, &taken).map(|rest| TokenRange::new(t, rest.end)))
        .collect()
}

/// Joins each name with the titles before it and the office after it; the phrases left over come back. Goes backwards,
/// so that "his party chief, the finance minister X" finds the title already joined to its name.
fn join(scene: &Scene, spans: &[TokenRange], phrases: Vec<Phrase>) -> (Vec<Named>, Vec<Phrase>) {
    let mut named: Vec<Named> = spans.iter().map(|&s| bare(scene, s)).collect();
    let mut starts: HashMap<usize, usize> = HashMap::new();
    for (i, name) in named.iter().enumerate() {
        starts.insert(name.tokens.start, i);
        starts.insert(name.whole.start, i);
    }
    let ends: HashMap<usize, usize> = spans.iter().enumerate().map(|(i, s)| (s.end, i)).collect();
    let mut free = Vec::new();
    for phrase in phrases.into_iter().rev() {
        match name_of(scene, &phrase, &named, &starts, &ends) {
            Some((i, Place::Before)) => {
                named[i].whole.start = named[i].whole.start.min(phrase.tokens.start);
                starts.insert(phrase.tokens.start, i);
                named[i].offices.push(phrase.office);
            }
            Some((i, Place::After)) => {
                named[i].apposition = Some(phrase.tokens);
                named[i].offices.push(phrase.office);
            }
            None => free.push(phrase),
        }
    }
    free.reverse();
    (named, free)
}

enum Place {
    Before,
    After,
}

fn name_of(
    scene: &Scene,
    phrase: &Phrase,
    named: &[Named],
    starts: &HashMap<usize, usize>,
    ends: &HashMap<usize, usize>,
) -> Option<(usize, Place)> {
    let starts_at = |t: usize| starts.get(&t).copied();
    if let Some(i) = starts_at(phrase.tokens.end) {
        return Some((i, Place::Before));
    }
    let word = |t: usize| scene.text.tokens.get(t).map(|_| scene.text.word(t)).unwrap_or("");
    let after = ends.get(&phrase.tokens.start.saturating_sub(1)).copied();
    let comma_before = phrase.tokens.start > 0 && matches!(word(phrase.tokens.start - 1), "," | "(");
    if comma_before && let Some(i) = after {
        return Some((i, Place::After));
    }
    let signed = phrase.article == Some(Article::Definite);
    if signed && let Some(&i) = ends.get(&phrase.tokens.start) {
        return Some((i, Place::After));
    }
    let comma_after = word(phrase.tokens.end) == ",";
    let singular = !scene.text.tokens[phrase.role.end - 1].tag.ends_with("NNS");
    if comma_after
        && singular
        && let Some(i) = starts_at(phrase.tokens.end + 1)
    {
        let same = scene.text.tokens[named[i].tokens.start].sentence
            == scene.text.tokens[phrase.role.start].sentence;
        let closed =
            matches!(word(named[i].tokens.end), "," | "." | ":" | ";" | ")" | "’s" | "'s" | "–" | "—" | "")
                || scene
                    .text
                    .tokens
                    .get(named[i].tokens.end)
                    .is_none_or(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        return (same && closed).then_some((i, Place::Before));
    }
    None
}

/// The name with its honorific, gender and the country that owns it.
fn bare(scene: &Scene, tokens: TokenRange) -> Named {
    let mut whole = tokens;
    let mut gender = Gender::Unknown;
    let mut by_given = false;
    let sentence = scene.text.sentence_of(tokens.start).tokens.start;
    while whole.start > sentence && lexicon().is_honorific(scene.lower(whole.start - 1)) {
        whole.start -= 1;
        gender = lexicon().honorific_gender(scene.text.word(whole.start));
        by_given |=
            matches!(scene.lower(whole.start), "sir" | "dame" | "prince" | "princess" | "queen" | "king");
    }
    let mut country = None;
    if whole.start >= sentence + 2
        && scene.text.tokens[whole.start - 1].tag == "POS"
        && let Some(found) = scene.owner(whole.start - 2)
        && let Some(id) = found.referent
        && scene.referents[id].kind == ActorKind::Country
    {
        country = Some(scene.referents[id].name.clone());
        whole.start = found.tokens.start;
    }
    let text = name_text(scene, tokens);
    if gender == Gender::Unknown && tokens.len() > 1 {
        gender = lexicon().given_gender(text.split(' ').next().unwrap_or(""));
    }
    Named { tokens, whole, text, gender, by_given, offices: Vec::new(), apposition: None, country }
}

/// The name in one line, in title case where the text has it in capitals.
fn name_text(scene: &Scene, tokens: TokenRange) -> String {
    let text = scene.text.text(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 3 && text.contains(' ') && !text.chars().any(char::is_lowercase) {
        return text.split(' ').map(title_case).collect::<Vec<_>>().join(" ");
    }
    text
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_string() + &chars.as_str().to_lowercase())
}

/// Full names first, then names of one word by surname or, after "Sir" and its like, by given name.
fn cluster(named: &[Named]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let full = |n: &Named| !names::given(&n.text).is_empty();
    for (i, name) in named.iter().enumerate().filter(|(_, n)| full(n)) {
        let folded = names::fold(names::surname(&name.text));
        let same = clusters.iter().position(|c| {
            names::folded_agree(&c.folded, &folded) >= 0.7
                && c.gender.allows(name.gender)
                && names::givens_agree(names::given(&c.name), names::given(&name.text))
        });
        place(&mut clusters, same, i, name);
    }
    for (i, name) in named.iter().enumerate().filter(|(_, n)| !full(n)) {
        let same = by_one_word(&clusters, name);
        place(&mut clusters, same, i, name);
    }
    clusters
}

fn by_one_word(clusters: &[Cluster], name: &Named) -> Option<usize> {
    if name.by_given {
        let given = clusters.iter().position(|c| names::given(&c.name).split(' ').any(|g| g == name.text));
        if given.is_some() {
            return given;
        }
    }
    let folded = names::fold(&name.text);
    let fits = |c: &&(usize, f64)| c.1 >= 0.8;
    let scored: Vec<(usize, f64)> = clusters
        .iter()
        .enumerate()
        .filter(|(_, c)| c.gender.allows(name.gender))
        .map(|(i, c)| (i, names::folded_agree(&c.folded, &folded)))
        .collect();
    let best = scored.iter().filter(fits).max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
    Some(best.0)
}

fn place(clusters: &mut Vec<Cluster>, same: Option<usize>, member: usize, name: &Named) {
    let at = same.unwrap_or_else(|| {
        let folded = names::fold(names::surname(&name.text));
        clusters.push(Cluster { name: name.text.clone(), folded, ..Cluster::default() });
        clusters.len() - 1
    });
    let cluster = &mut clusters[at];
    if name.text.split(' ').count() > cluster.name.split(' ').count() {
        cluster.name = name.text.clone();
    }
    if cluster.gender == Gender::Unknown {
        cluster.gender = name.gender;
    }
    cluster.members.push(member);
    cluster.offices.extend(name.offices.iter().cloned());
    cluster.country = cluster.country.take().or_else(|| name.country.clone());
}

/// Surnames of known clusters wherever else they stand capitalised and unclaimed ("Borrell", seen as a place).
fn surnames(
    scene: &Scene,
    mut clusters: Vec<Cluster>,
    named: &mut Vec<Named>,
    is_name: &[bool],
) -> Vec<Cluster> {
    let mut by_last: HashMap<String, Option<usize>> = HashMap::new();
    for (i, cluster) in clusters.iter().enumerate() {
        let last = names::surname(&cluster.name);
        if last.chars().count() > 2 {
            by_last.entry(names::fold(last)).and_modify(|c| *c = None).or_insert(Some(i));
        }
    }
    for token in 0..scene.text.tokens.len() {
        let noun = matches!(scene.text.tokens[token].pos, Pos::Propn | Pos::Noun | Pos::Adj | Pos::X);
        if is_name[token] || !noun || !scene.is_capital(token) || scene.owner(token).is_some() {
            continue;
        }
        let folded = names::fold(scene.text.word(token));
        let known = match by_last.get(&folded) {
            Some(found) => *found,
            None if is_lone_entity(scene, token) => known_surname(scene, &folded, token).map(|name| {
                clusters.push(Cluster { name, ..Cluster::default() });
                by_last.insert(folded, Some(clusters.len() - 1));
                clusters.len() - 1
            }),
            None => None,
        };
        if let Some(i) = known {
            clusters[i].members.push(named.len());
            named.push(bare(scene, TokenRange::new(token, token + 1)));
        }
    }
    clusters
}

/// Whether the model saw a name of its own in the token.
fn is_lone_entity(scene: &Scene, token: usize) -> bool {
    let next = scene.text.entities.partition_point(|e| e.tokens.end <= token);
    scene.text.entities.get(next).is_some_and(|e| e.tokens == TokenRange::new(token, token + 1))
}

/// The word, if it is the surname of a holder of office whom the text may mean.
fn known_surname(scene: &Scene, folded: &str, token: usize) -> Option<String> {
    let name = scene.text.word(token).to_owned();
    let long = name.chars().count() > 5;
    let cluster = Cluster { name: name.clone(), ..Cluster::default() };
    let known = long && knowledge().surnamed(folded).next().is_some();
    known.then(|| link(scene, &cluster, scene.text.document.source.published)).flatten().map(|_| name)
}

/// Makes the referent and claims its names.
fn settle(scene: &mut Scene, cluster: Cluster, named: &[Named]) {
    let day = scene.text.document.source.published;
    let linked = link(scene, &cluster, day);
    let mut offices = cluster.offices;
    let mut country = cluster.country.or_else(|| country_of(&offices));
    let (name, rule) = match linked {
        Some(holder) => {
            offices.extend(known_offices(holder.name, day));
            country = country.or_else(|| country_of(&offices));
            (holder.name.to_owned(), "knowledge")
        }
        None => (cluster.name.clone(), "name"),
    };
    let gender = match cluster.gender {
        Gender::Unknown => lexicon().given_gender(name.split(' ').next().unwrap_or("")),
        known => known,
    };
    let id = scene.named(&name, ActorKind::Person);
    let referent: &mut Referent = &mut scene.referents[id];
    referent.gender = gender;
    referent.offices.extend(offices);
    referent.country = referent.country.take().or(country);
    for member in cluster.members {
        let name = &named[member];
        let short = names::given(&name.text).is_empty();
        let rule = if short && rule == "name" { "surname" } else { rule };
        scene.claim(name.tokens, MentionKind::Name, Some(id), rule);
        if name.whole != name.tokens {
            scene.describe(name.whole, MentionKind::Name, Some(id), rule);
        }
        if let Some(tokens) = name.apposition {
            scene.describe(tokens, MentionKind::Description, Some(id), "apposition");
        }
    }
}

fn country_of(offices: &[Office]) -> Option<String> {
    let known = |name: &String| {
        let known = knowledge().by_name(name)?;
        if known.kind == ActorKind::Country { Some(name.clone()) } else { known.of.map(str::to_owned) }
    };
    offices.iter().filter_map(|o| o.of.as_ref()).find_map(known)
}

/// Offices that the person holds on the day, as knowledge has them; of the last term where the day is unknown.
fn known_offices(name: &str, day: Option<PartialDate>) -> Vec<Office> {
    let split = |h: &Holder| {
        let mut words: Vec<String> = h.office.split(' ').map(str::to_owned).collect();
        let phrase = lexicon().offices.phrases.iter().find(|p| h.office.ends_with(p.as_str()));
        let role = match phrase {
            Some(phrase) => phrase.clone(),
            None => words.pop().unwrap_or_default(),
        };
        let qualifiers =
            h.office.strip_suffix(&role).unwrap_or("").split_whitespace().map(str::to_owned).collect();
        Office { role, qualifiers, of: Some(h.of.to_owned()) }
    };
    let folded = names::fold(names::surname(name));
    let mut terms: Vec<&Holder> = knowledge().surnamed(&folded).filter(|h| h.name == name).collect();
    terms.retain(|h| day.is_none_or(|d| h.holds_on(d)));
    terms.into_iter().map(split).collect()
}

/// The known holder of an office whom the names mean: the surname must agree, nothing may contradict, and a misspelt
/// or lone surname needs the office or its country in the document.
fn link(scene: &Scene, cluster: &Cluster, day: Option<PartialDate>) -> Option<&'static Holder> {
    let surname = names::surname(&cluster.name);
    let given = names::given(&cluster.name);
    let in_time = |h: &&Holder| day.is_none_or(|d| h.near(d));
    let exact: Vec<&Holder> = knowledge().surnamed(&names::fold(surname)).filter(in_time).collect();
    let fits = |h: &&&Holder| {
        let named = names::givens_agree(given, names::given(h.name));
        let told = scene.talked_of.contains(h.of) || cluster.country.as_deref() == Some(h.of);
        let same_spelling = !given.is_empty() && names::plain(&cluster.name) == names::plain(h.name);
        named && !contradicts(cluster, h) && (told || same_spelling)
    };
    let near: Vec<&Holder> = exact.iter().filter(fits).copied().collect();
    let candidates = match near.is_empty() && !given.is_empty() {
        true => misspelt(scene, cluster, in_time),
        false => near,
    };
    let first = candidates.first()?;
    candidates.iter().all(|h| h.name == first.name).then_some(*first)
}

/// Holders whose surname is near and whose given name agrees, if the office or its country supports them.
fn misspelt(
    scene: &Scene,
    cluster: &Cluster,
    in_time: impl Fn(&&'static Holder) -> bool,
) -> Vec<&'static Holder> {
    let (surname, given) = (names::surname(&cluster.name), names::given(&cluster.name));
    let folded = names::fold(surname);
    knowledge()
        .holders
        .iter()
        .filter(in_time)
        .filter(|h| names::folded_agree(&folded, &h.folded) >= 0.7)
        .filter(|h| names::givens_agree(given, names::given(h.name)))
        .filter(|h| !contradicts(cluster, h) && scene.talked_of.contains(h.of))
        .filter(|h| cluster.offices.is_empty() || cluster.offices.iter().any(|o| h.office.ends_with(&o.role)))
        .collect()
}

/// A country or body of the person's offices that is not the holder's.
fn contradicts(cluster: &Cluster, holder: &Holder) -> bool {
    let part_of = |a: &str, b: &str| a == b || knowledge().by_name(a).is_some_and(|k| k.of == Some(b));
    let same = |of: &String| part_of(of, holder.of) || part_of(holder.of, of);
    let mut owners = cluster.offices.iter().filter_map(|o| o.of.as_ref()).chain(&cluster.country).peekable();
    owners.peek().is_some() && !owners.any(same)
}
