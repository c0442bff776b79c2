//! Countries, bodies and outlets by their known names; capitals and seats where they stand for a government.
use super::knowledge::{Form, Known, knowledge};
use super::lexicon::lexicon;
use super::offices::is_time;
use super::scene::Scene;
use rapporteur_record::{ActorKind, Dep, EntityLabel, MentionKind, Pos, Span, TokenRange};
use std::collections::HashSet;

/// Claims every known name of the document.
pub fn find(scene: &mut Scene) {
    let annotated = scene.text;
    let text: &str = &annotated.document.text;
    let surnames = surnames(scene);
    for (range, known, form) in knowledge().matches(text) {
        let span = Span::new(range.start, range.end);
        let tokens = scene.text.tokens_in(span);
        let surname = matches!(form, Form::Name | Form::Seat) && scene.is_surname(tokens);
        if tokens.is_empty() || surname || !scene.is_free(tokens) {
            continue;
        }
        let whole = scene.text.span(tokens);
        let fits = whole.start == span.start
            && (whole.end == span.end || scene.text.document.at(whole).ends_with('.'));
        if fits {
            claim(scene, tokens, known, form, &surnames);
        }
    }
}

fn claim(scene: &mut Scene, tokens: TokenRange, known: &'static Known, form: Form, surnames: &HashSet<&str>) {
    if form == Form::Name && (is_common_word(scene, tokens, known) || is_part_of_name(scene, tokens, known)) {
        return;
    }
    let place = match form {
        Form::Seat | Form::Name => is_place(scene, tokens, known, form),
        _ => false,
    };
    if is_person(scene, tokens, known, form) || (!place && surnames.contains(scene.text.text(tokens))) {
        return;
    }
    if form == Form::Name && known.kind == ActorKind::Country && is_branch(scene, tokens) {
        return;
    }
    scene.talked_of.insert(known.name);
    scene.talked_of.extend(known.of);
    let referent = (!place).then(|| of(scene, known));
    let kind = match form {
        Form::Name => MentionKind::Name,
        Form::Adjective | Form::People => MentionKind::Demonym,
        Form::Seat => MentionKind::Metonym,
        Form::Members => MentionKind::Description,
    };
    scene.claim(tokens, kind, referent, if place { "place" } else { rule(form) });
}

/// "UNICEF Australia": the branch in a country of the body just before it, claimed as one name.
fn is_branch(scene: &mut Scene, tokens: TokenRange) -> bool {
    let Some(before) = tokens.start.checked_sub(1) else { return false };
    let joined =
        scene.text.tokens[before].dep == Dep::Compound && tokens.contains(scene.text.tokens[before].head);
    let Some(body) = scene.owner(before).filter(|_| joined).map(|f| f.tokens) else { return false };
    let private = ["agency", "company", "ngo", "association", "platform", "institute"];
    let class = scene.owner(before).and_then(|f| f.referent).map_or("", |r| scene.referents[r].class);
    if !private.contains(&class) {
        return false;
    }
    let whole = TokenRange::new(body.start, tokens.end);
    let name = scene.text.text(whole).split_whitespace().collect::<Vec<_>>().join(" ");
    let id = scene.named(&name, ActorKind::Body);
    scene.widen(before, whole, id);
    true
}

const fn rule(form: Form) -> &'static str {
    match form {
        Form::Name => "gazetteer",
        Form::Adjective | Form::People => "demonym",
        Form::Seat => "metonym",
        Form::Members => "members",
    }
}

/// The referent of something known, with what is known of it.
pub fn of(scene: &mut Scene, known: &Known) -> usize {
    let id = scene.named(known.name, known.kind);
    let referent = &mut scene.referents[id];
    referent.class = known.class;
    if referent.country.is_none() {
        referent.country = match known.kind {
            ActorKind::Country => Some(known.name.to_owned()),
            _ => known.of.map(str::to_owned),
        };
    }
    id
}

/// Surnames of persons named in full that are names of places too: "London" after "Jack London".
fn surnames<'a>(scene: &Scene<'a>) -> HashSet<&'a str> {
    let text = scene.text;
    let full = text.entities.iter().filter(|e| e.label == EntityLabel::Person && e.tokens.len() == 2);
    let given = full.filter(|e| lexicon().is_given_name(text.word(e.tokens.start)));
    given.map(|e| text.word(e.tokens.end - 1)).collect()
}

/// "Jack London", "Paris Lee": part of a person's name, by a given name before or the model's own sight.
fn is_person(scene: &Scene, tokens: TokenRange, known: &Known, form: Form) -> bool {
    if tokens.len() > 1 || !(known.kind == ActorKind::Country || form == Form::Seat) {
        return false;
    }
    if !matches!(form, Form::Name | Form::Seat) {
        return false;
    }
    let text = scene.text;
    // "From Tashkent Putin warned": a place before a name.
    if tokens.start.checked_sub(1).is_some_and(|t| text.tokens[t].pos == Pos::Adp) {
        return false;
    }
    let next = text.entities.partition_point(|e| e.tokens.end <= tokens.start);
    let entity = text.entities.get(next).filter(|e| e.tokens.covers(tokens) && e.tokens.len() == 2);
    entity.is_some_and(|e| {
        let (first, last) = (e.tokens.start, e.tokens.end - 1);
        let other = if first == tokens.start { last } else { first };
        let name = scene.is_capital(other)
            && text.tokens[other].pos == Pos::Propn
            && !lexicon().offices.nouns.contains(scene.lower(other))
            && !lexicon().is_honorific(scene.lower(other));
        let given = other == first && lexicon().is_given_name(text.word(first));
        name && (given || (e.label == EntityLabel::Person && form == Form::Seat))
    })
}

/// "Union" in "the Trade Union", "Labour" in "the Labour List": one word of somebody else's name.
fn is_part_of_name(scene: &Scene, tokens: TokenRange, known: &Known) -> bool {
    let acronym = scene.text.word(tokens.start).chars().all(char::is_uppercase);
    if known.kind != ActorKind::Country && tokens.len() == 1 && !acronym && follows_name(scene, tokens.start)
    {
        return true;
    }
    let (token, next) = (tokens.start, tokens.end);
    if known.class == "platform" && scene.text.word(token).len() == 1 && !scene.is_subject(token) {
        return true;
    }
    let role = |t: usize| lexicon().offices.nouns.contains(scene.lower(t));
    known.kind != ActorKind::Country
        && tokens.len() == 1
        && !scene.text.word(token).chars().all(char::is_uppercase)
        && scene.text.tokens[token].head == next
        && scene.text.tokens.get(next).is_some_and(|t| t.pos == Pos::Propn)
        && !role(next)
}

/// Whether a capitalised word that is no name of its own belongs to the token: "Trade" before "Union".
fn follows_name(scene: &Scene, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else { return false };
    let word = &scene.text.tokens[before];
    matches!(word.pos, Pos::Propn | Pos::Adj)
        && word.head == token
        && scene.is_capital(before)
        && scene.text.tokens[token].sentence == word.sentence
        && scene.owner(before).is_none()
}

/// The country or body whose name or seat of government the words are.
pub fn seat_of(words: &str) -> Option<(&'static str, ActorKind)> {
    let (range, known, form) = knowledge().matches(words).next()?;
    let whole = range.len() == words.trim().len() && matches!(form, Form::Name | Form::Seat);
    whole.then_some((known.name, known.kind))
}

/// "Labour", "Green", "Apple": a name that is a common word counts only where the parser saw a name.
fn is_common_word(scene: &Scene, tokens: TokenRange, known: &Known) -> bool {
    // "TikTok", "WTO"
    let odd = scene.text.word(tokens.start).chars().skip(1).any(char::is_uppercase);
    known.kind != ActorKind::Country
        && tokens.len() == 1
        && !matches!(scene.text.tokens[tokens.start].pos, Pos::Propn | Pos::X)
        && !(odd || scene.text.word(tokens.start).len() == 1 && scene.is_subject(tokens.start))
}

/// Whether the name is where something is or goes, and nobody who acts.
fn is_place(scene: &Scene, tokens: TokenRange, known: &Known, form: Form) -> bool {
    let text = scene.text;
    let head = conjunction_head(scene, scene.head(tokens));
    let token = &text.tokens[head];
    if known.kind == ActorKind::Outlet || known.class == "platform" {
        // "Wrote on Facebook": where something is said.
        return token.dep == Dep::Pobj && text.head(head).is_some_and(|prep| scene.lower(prep) == "on");
    }
    if known.kind != ActorKind::Country && form != Form::Seat {
        return false;
    }
    if text.children(head).iter().any(|&c| lexicon().places.parts.contains(scene.lower(c))) {
        return true;
    }
    if token.dep == Dep::Pobj
        && let Some(prep) = text.head(head)
    {
        return is_locative(scene, prep, form);
    }
    if is_dateline(scene, tokens) {
        return true;
    }
    // The parser sees no verb in "KREMLIN SMELLS BLOOD".
    let shouted = scene.is_heading(head) && (head..=token.head).all(|t| scene.is_shouted(t));
    if form == Form::Seat
        && matches!(token.dep, Dep::Compound | Dep::Nmod | Dep::Npadvmod)
        && token.head > head
        && !shouted
    {
        return !lexicon().places.government.contains(text.lemma(token.head));
    }
    form == Form::Seat && token.dep == Dep::Dobj && is_motion(scene, token.head)
}

/// "In Sundland County": whether something is there or goes there.
pub fn is_within(scene: &Scene, token: usize) -> bool {
    let head = conjunction_head(scene, token);
    let prep = scene.text.head(head).filter(|_| scene.text.tokens[head].dep == Dep::Pobj);
    prep.is_some_and(|p| is_locative(scene, p, Form::Name) || scene.lower(p) == "from")
}

/// "Berlin and Paris": the first of the row decides.
fn conjunction_head(scene: &Scene, mut token: usize) -> usize {
    for _ in 0..8 {
        match scene.text.tokens[token].dep {
            Dep::Conj => token = scene.text.tokens[token].head,
            _ => break,
        }
    }
    token
}

fn is_locative(scene: &Scene, prep: usize, form: Form) -> bool {
    let places = &lexicon().places;
    let word = scene.lower(prep);
    if places.prepositions.contains(word) {
        return true;
    }
    let above = scene.text.tokens[prep].head;
    let verb = scene.text.tokens[above].pos == Pos::Verb;
    match word {
        "from" => verb && form == Form::Seat || is_motion(scene, above),
        "to" | "for" | "of" => is_motion(scene, above),
        _ => false,
    }
}

fn is_motion(scene: &Scene, token: usize) -> bool {
    lexicon().places.motion.contains(scene.text.lemma(token).to_lowercase().as_str())
}

/// "Brussels, 27 September 2024 –", "WASHINGTON (Reuters)": the place of writing opens the paragraph.
pub fn is_dateline(scene: &Scene, tokens: TokenRange) -> bool {
    let sentence = scene.text.sentence_of(tokens.start);
    let first = sentence.tokens.start == tokens.start;
    let next = tokens.end;
    if !first || next + 1 >= sentence.tokens.end {
        return false;
    }
    let (mark, after) = (scene.text.word(next), scene.text.word(next + 1));
    mark == "("
        || matches!(mark, "–" | "—" | "--")
        || (mark == "," && (after.starts_with(|c: char| c.is_ascii_digit()) || is_time(scene, next + 1)))
}
