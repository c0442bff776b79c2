//! What the grammar says of the place where a phrase stands: whose clause it is in, and whom it cannot mean there.
use super::lexicon::lexicon;
use super::scene::Scene;
use crate::clause;
use rapporteur_record::{Dep, Pos, TokenRange};

/// How many steps up the tree are looked at: a bound for malformed trees.
const STEPS: usize = 24;

/// What a noun is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Subject,
    /// "According to Urso"
    Source,
    Object,
    Possessor,
    Other,
}

impl Role {
    pub fn of(scene: &Scene, head: usize) -> Self {
        let token = top(scene, head);
        match scene.text.tokens[token].dep {
            Dep::Nsubj | Dep::Nsubjpass => Self::Subject,
            Dep::Dobj | Dep::Dative => Self::Object,
            Dep::Pobj if is_source(scene, token) => Self::Source,
            Dep::Pobj if scene.text.head(token).is_some_and(|p| scene.text.tokens[p].dep == Dep::Agent) => {
                Self::Object
            }
            Dep::Poss if is_source(scene, token) => Self::Source,
            Dep::Poss => Self::Possessor,
            _ => Self::Other,
        }
    }

    /// The rule by which a pronoun takes up a noun in this role.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Subject => "subject-before",
            Self::Source => "source-before",
            Self::Object => "object-before",
            Self::Possessor => "possessor-before",
            Self::Other => "noun-before",
        }
    }

    /// How much the role makes of its noun; "according to" counts for the sentences that follow.
    pub const fn weight(self, same_sentence: bool) -> f32 {
        match (self, same_sentence) {
            (Self::Subject, _) | (Self::Source, false) => 2.0,
            (Self::Object, _) => 0.8,
            (Self::Possessor, _) => 0.7,
            (Self::Source, true) | (Self::Other, _) => 0.3,
        }
    }
}

/// The noun that an apposition or a later member of a row stands beside.
fn top(scene: &Scene, mut token: usize) -> usize {
    for _ in 0..STEPS {
        match scene.text.tokens[token].dep {
            Dep::Appos | Dep::Conj => token = scene.text.tokens[token].head,
            _ => break,
        }
    }
    token
}

/// "According to Urso", "in Urso's words"
fn is_source(scene: &Scene, token: usize) -> bool {
    let word = scene.text.head(token).filter(|_| scene.text.tokens[token].dep == Dep::Poss);
    let view = word.is_some_and(|w| {
        let noun = matches!(
            scene.lower(w),
            "words" | "view" | "opinion" | "eyes" | "account" | "estimate" | "telling"
        );
        noun && scene.text.head(w).is_some_and(|p| matches!(scene.lower(p), "in" | "by"))
    });
    if view {
        return true;
    }
    let to = scene.text.head(token).filter(|&t| scene.lower(t) == "to");
    to.and_then(|t| scene.text.head(t)).is_some_and(|t| scene.lower(t) == "according")
}

/// The subject of the clause that the phrase leads: "After his speech, Weiss …".
#[derive(Debug, Clone, Copy)]
pub struct Ahead {
    pub referent: usize,
    pub tokens: TokenRange,
    pub score: f32,
}

/// Where a pronoun or description stands.
#[derive(Debug, Clone)]
pub struct Place {
    pub token: usize,
    pub sentence: usize,
    pub paragraph: usize,
    /// The first token of the quotation that holds it.
    pub quotation: Option<usize>,
    pub subject: bool,
    /// Whom it cannot mean.
    pub barred: Vec<usize>,
    /// Subjects of the clauses above, nearest first.
    pub above: Vec<usize>,
    pub ahead: Option<Ahead>,
    /// The subject of a verb that only somebody can be the subject of.
    pub acts: bool,
    /// The subject of a passive.
    pub suffers: bool,
    /// The heads beside it under one verb.
    arguments: Vec<usize>,
}

impl Place {
    /// The place alone, for phrases that the grammar binds to nobody.
    pub fn plain(scene: &Scene, token: usize) -> Self {
        let sentence = scene.text.sentence_of(token);
        Self {
            token,
            sentence: scene.text.tokens[token].sentence,
            paragraph: sentence.paragraph,
            quotation: scene.text.quotation_of(token).map(|q| q.tokens.start),
            subject: scene.is_subject(token),
            barred: Vec::new(),
            above: Vec::new(),
            ahead: None,
            acts: acts(scene, token),
            suffers: scene.text.tokens[token].dep == Dep::Nsubjpass,
            arguments: Vec::new(),
        }
    }

    pub fn of_pronoun(scene: &Scene, token: usize) -> Self {
        let mut place = Self::plain(scene, token);
        if scene.text.tokens[token].tag != "PRP$" {
            place.arguments = arguments(scene, token);
            place.barred = place.arguments.iter().filter_map(|&a| scene.referent_at(a)).collect();
        }
        if place.subject {
            place.barred.extend(named_below(scene, token));
        }
        place.above = subjects_above(scene, token);
        place.ahead = ahead(scene, token);
        place
    }

    pub fn is_argument(&self, head: usize) -> bool {
        self.arguments.contains(&head)
    }
}

/// Whether the token is the subject of a verb that only somebody can be the subject of.
pub fn acts(scene: &Scene, token: usize) -> bool {
    let verb = scene.text.head(token).filter(|_| scene.text.tokens[token].dep == Dep::Nsubj);
    verb.is_some_and(|v| lexicon().people.acts.contains(scene.text.lemma(v)))
}

/// The verb whose argument the token is, by a preposition or without.
pub fn governor(scene: &Scene, token: usize) -> Option<usize> {
    let mut above = scene.text.head(token)?;
    // "next to him" has an adverb between.
    for _ in 0..3 {
        if !matches!(scene.text.tokens[above].pos, Pos::Adp | Pos::Adv) {
            break;
        }
        above = scene.text.head(above)?;
    }
    matches!(scene.text.tokens[above].pos, Pos::Verb | Pos::Aux).then_some(above)
}

/// Subject, objects and nouns after prepositions beside the token under its verb.
fn arguments(scene: &Scene, token: usize) -> Vec<usize> {
    let Some(verb) = governor(scene, token) else { return Vec::new() };
    let text = scene.text;
    let mut found: Vec<usize> = clause::subject(text, verb).into_iter().collect();
    for &child in text.children(verb) {
        match text.tokens[child].dep {
            Dep::Dobj | Dep::Dative | Dep::Nsubj | Dep::Nsubjpass => found.push(child),
            Dep::Prep | Dep::Agent => found.extend(text.child(child, &[Dep::Pobj])),
            _ => {}
        }
    }
    found.extend(raised_from(scene, token, verb));
    found.extend(found.clone().iter().flat_map(|&a| clause::conjuncts(text, a)));
    found.retain(|&a| a != token);
    found
}

/// "Britain discussed allowing it to act": "it", the subject of an infinitive, is the object of the verb above.
fn raised_from(scene: &Scene, token: usize, verb: usize) -> Option<usize> {
    let text = scene.text;
    let infinitive = text.tokens[verb].tag == "VB" && text.child(verb, &[Dep::Mark]).is_none();
    let bare = infinitive && scene.is_subject(token) && text.tokens[verb].dep == Dep::Ccomp;
    let finite =
        text.children(verb).iter().any(|&c| matches!(text.tokens[c].tag, "MD" | "VBZ" | "VBP" | "VBD"));
    let above = text.head(verb).filter(|_| bare && !finite)?;
    clause::subject(text, above).or_else(|| {
        let outer = text
            .head(above)
            .filter(|_| text.tokens[above].dep == Dep::Pcomp || text.tokens[above].tag == "VBG")?;
        clause::subject(text, outer)
    })
}

/// "He said Montalvo left": a name inside what the pronoun is the subject of is somebody else's; one in a clause that
/// only describes a noun may be his own.
fn named_below(scene: &Scene, token: usize) -> Vec<usize> {
    let Some(verb) = scene.text.head(token) else { return Vec::new() };
    let below = scene.text.subtree(verb);
    let aside = |t: usize| {
        let path = std::iter::once(t).chain(scene.text.ancestors(t)).take(STEPS).take_while(|&a| a != verb);
        path.into_iter().any(|a| matches!(scene.text.tokens[a].dep, Dep::Relcl | Dep::Acl))
    };
    let quoted = scene.text.quotation_of(token).map(|q| q.tokens.start);
    (token + 1..below.end)
        .filter(|&t| scene.text.tokens[t].sentence == scene.text.tokens[token].sentence)
        .filter(|&t| quoted.is_none() || scene.text.quotation_of(t).map(|q| q.tokens.start) == quoted)
        .filter(|&t| !aside(t))
        .filter_map(|t| scene.owner(t)?.referent)
        .collect()
}

/// The subjects of the clauses that hold the token's own.
fn subjects_above(scene: &Scene, token: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for above in scene.text.ancestors(token).take(STEPS) {
        let subject =
            clause::subject(scene.text, above).map(|s| possessor_of_deed(scene, above).unwrap_or(s));
        let referent = subject.filter(|&s| s != token && s < token).and_then(|s| scene.referent_at(s));
        found.extend(referent.filter(|r| !found.contains(r)));
    }
    found
}

/// "Norway's right to fish": of a noun's infinitive the possessor is the doer.
fn possessor_of_deed(scene: &Scene, verb: usize) -> Option<usize> {
    let token = &scene.text.tokens[verb];
    let noun = (token.dep == Dep::Acl && token.tag == "VB").then_some(token.head)?;
    scene.text.child(noun, &[Dep::Poss])
}

/// The subject of the main clause, where the token stands in what leads it.
fn ahead(scene: &Scene, token: usize) -> Option<Ahead> {
    let text = scene.text;
    let leads =
        |&t: &usize| matches!(text.tokens[t].dep, Dep::Advcl | Dep::Prep | Dep::Npadvmod | Dep::Pcomp);
    let path: Vec<usize> = std::iter::once(token).chain(text.ancestors(token).take(STEPS)).collect();
    let top = path.iter().rposition(|t| leads(t) && text.subtree(*t).end > token)?;
    let main = text.head(path[top])?;
    let subject = text.child(main, &[Dep::Nsubj, Dep::Nsubjpass])?;
    let fronted = subject > token && text.subtree(path[top]).end <= subject;
    let referent = scene.referent_at(subject).filter(|_| fronted)?;
    let tokens = scene.owner(subject).map_or(TokenRange::new(subject, subject + 1), |f| f.tokens);
    Some(Ahead { referent, tokens, score: 2.2 })
}
