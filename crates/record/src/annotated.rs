//! A document with what annotators saw in it: sentences, parsed tokens, entities, quotations, times, mentions.
use crate::{Actor, Document, PartialDate, Span};

/// Tokens `start..end` of one document, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenRange {
    pub start: usize,
    pub end: usize,
}

impl TokenRange {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub fn iter(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    pub const fn contains(self, token: usize) -> bool {
        self.start <= token && token < self.end
    }

    pub const fn covers(self, other: TokenRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub const fn overlaps(self, other: TokenRange) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// One token of the parse. White space is never a token.
#[derive(Debug, Clone)]
pub struct Token {
    pub span: Span,
    pub lemma: Box<str>,
    /// Penn Treebank tag, such as `VBD`.
    pub tag: &'static str,
    pub pos: Pos,
    pub dep: Dep,
    /// Index of the syntactic head; a root is its own head.
    pub head: usize,
    /// Index into [`Annotated::sentences`].
    pub sentence: usize,
}

/// A sentence of the parse, within one paragraph (line) of the text.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// From the first to the last token, closing quotation marks included.
    pub span: Span,
    pub tokens: TokenRange,
    /// Number of the paragraph (a run of text without a line break), ascending.
    pub paragraph: usize,
    pub kind: SentenceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    Prose,
    /// A headline or sub-heading: a short paragraph of its own without a final full stop.
    Heading,
    /// Boilerplate: never evidence.
    Clutter,
}

#[derive(Debug, Clone)]
pub struct Entity {
    pub tokens: TokenRange,
    pub label: EntityLabel,
}

/// A stretch between quotation marks, or a block quotation without them.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// Tokens inside the marks.
    pub tokens: TokenRange,
}

/// A time expression, as TIMEX3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    pub span: Span,
    pub kind: TimeKind,
    /// TIMEX3 value, such as `2024-05-27`, `P3M`, `PRESENT_REF`, `2024-W20`.
    pub value: String,
}

impl Time {
    /// The calendar date meant, where it is one of day, month or year precision (a time of day counts as its day).
    pub fn date(&self) -> Option<PartialDate> {
        let day = self.value.split('T').next().unwrap_or("");
        matches!(self.kind, TimeKind::Date | TimeKind::Time).then(|| day.parse().ok()).flatten()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

impl TimeKind {
    /// The TIMEX3 `type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A phrase that denotes an actor, resolved where the rules allow.
#[derive(Debug, Clone)]
pub struct Mention {
    pub tokens: TokenRange,
    /// The syntactic head of the phrase.
    pub head: usize,
    pub kind: MentionKind,
    /// The actor denoted; its `mention` is this mention's span. `None` where the rules abstain.
    pub actor: Option<Actor>,
    /// The rule that decided, also where it left the mention open: "subject-before", "speaker", "ambiguous".
    pub rule: &'static str,
    /// The phrase that a pronoun or description takes up.
    pub antecedent: Option<TokenRange>,
    /// Who was weighed for it, best first, the chosen one included; empty where nothing had to be weighed.
    pub weighed: Vec<Weighed>,
}

/// Somebody whom a pronoun or description might have meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    pub name: String,
    /// The phrase that spoke for it.
    pub tokens: TokenRange,
    /// Higher is better; without a unit, and comparable within one mention only.
    pub score: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    Name,
    /// "Russian", "the Germans".
    Demonym,
    /// "Kyiv", "the Kremlin" standing for a government.
    Metonym,
    /// "the minister", "EU lawmakers", "a senior diplomat".
    Description,
    Pronoun,
}

/// Everything that annotators saw in one document, in text order.
#[derive(Debug)]
pub struct Annotated<'d> {
    pub document: &'d Document,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub entities: Vec<Entity>,
    pub quotations: Vec<Quotation>,
    pub times: Vec<Time>,
    pub mentions: Vec<Mention>,
    children: Vec<Vec<usize>>,
    edges: Vec<TokenRange>,
}

impl<'d> Annotated<'d> {
    /// Takes a parse and indexes its tree. `head` of every token must lie in the token's own sentence.
    pub fn new(
        document: &'d Document,
        tokens: Vec<Token>,
        sentences: Vec<Sentence>,
        entities: Vec<Entity>,
    ) -> Self {
        let mut children = vec![Vec::new(); tokens.len()];
        for (i, token) in tokens.iter().enumerate() {
            if token.head != i {
                children[token.head].push(i);
            }
        }
        let edges = edges(&tokens);
        Self {
            document,
            tokens,
            sentences,
            entities,
            quotations: Vec::new(),
            times: Vec::new(),
            mentions: Vec::new(),
            children,
            edges,
        }
    }

    /// Syntactic children in text order.
    pub fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// The first child with one of these relations.
    pub fn child(&self, token: usize, deps: &[Dep]) -> Option<usize> {
        self.children(token).iter().copied().find(|&c| deps.contains(&self.tokens[c].dep))
    }

    /// From the leftmost to the rightmost token of the subtree.
    pub fn subtree(&self, token: usize) -> TokenRange {
        self.edges[token]
    }

    /// The head, or `None` for a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.tokens[token].head;
        (head != token).then_some(head)
    }

    /// The heads above, nearest first.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(token), |&t| self.head(t))
    }

    /// Text of one token.
    pub fn word(&self, token: usize) -> &'d str {
        self.document.at(self.tokens[token].span)
    }

    pub fn lemma(&self, token: usize) -> &str {
        &self.tokens[token].lemma
    }

    /// From the first to the last token's bytes; empty at the text's start for an empty range.
    pub fn span(&self, tokens: TokenRange) -> Span {
        match tokens.is_empty() {
            true => Span::new(0, 0),
            false => Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end),
        }
    }

    pub fn text(&self, tokens: TokenRange) -> &'d str {
        self.document.at(self.span(tokens))
    }

    /// The tokens that share at least one byte with `span`.
    pub fn tokens_in(&self, span: Span) -> TokenRange {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        TokenRange::new(start, end.max(start))
    }

    pub fn sentence_of(&self, token: usize) -> &Sentence {
        &self.sentences[self.tokens[token].sentence]
    }

    /// The quotation whose inside holds the token. Quotations are in text order and apart.
    pub fn quotation_of(&self, token: usize) -> Option<&Quotation> {
        let next = self.quotations.partition_point(|q| q.tokens.end <= token);
        self.quotations.get(next).filter(|q| q.tokens.contains(token))
    }

    /// The quotations that share a token with the range.
    pub fn quotations_in(&self, range: TokenRange) -> &[Quotation] {
        let start = self.quotations.partition_point(|q| q.tokens.end <= range.start);
        let count = self.quotations[start..].partition_point(|q| q.tokens.start < range.end);
        &self.quotations[start..start + count]
    }

    /// What the model took the token for a part of. Entities are in text order and apart.
    pub fn entity_of(&self, token: usize) -> Option<&Entity> {
        let next = self.entities.partition_point(|e| e.tokens.end <= token);
        self.entities.get(next).filter(|e| e.tokens.contains(token))
    }

    /// The mention whose head is the token; where several are, the longest.
    pub fn mention_at(&self, head: usize) -> Option<&Mention> {
        self.mentions.iter().filter(|m| m.head == head).max_by_key(|m| m.tokens.len())
    }
}

/// Leftmost and rightmost descendant of every token. Follows heads upwards from each token, so that a malformed
/// (cyclic) tree costs at most its size.
fn edges(tokens: &[Token]) -> Vec<TokenRange> {
    let mut edges: Vec<TokenRange> = (0..tokens.len()).map(|i| TokenRange::new(i, i + 1)).collect();
    for i in 0..tokens.len() {
        let mut at = i;
        for _ in 0..tokens.len() {
            let head = tokens[at].head;
            let known = edges[head];
            if head == at || known.contains(i) {
                break;
            }
            edges[head] = TokenRange::new(known.start.min(i), known.end.max(i + 1));
            at = head;
        }
    }
    edges
}

/// Universal part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// Dependency relation in the ClearNLP scheme of spaCy's English models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dep {
    Root,
    Acl,
    Acomp,
    Advcl,
    Advmod,
    Agent,
    Amod,
    Appos,
    Attr,
    Aux,
    Auxpass,
    Case,
    Cc,
    Ccomp,
    Compound,
    Conj,
    Csubj,
    Csubjpass,
    Dative,
    Dep,
    Det,
    Dobj,
    Expl,
    Intj,
    Mark,
    Meta,
    Neg,
    Nmod,
    Npadvmod,
    Nsubj,
    Nsubjpass,
    Nummod,
    Oprd,
    Parataxis,
    Pcomp,
    Pobj,
    Poss,
    Preconj,
    Predet,
    Prep,
    Prt,
    Punct,
    Quantmod,
    Relcl,
    Xcomp,
}

/// Entity type of the model (OntoNotes 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityLabel {
    Cardinal,
    Date,
    Event,
    Fac,
    Gpe,
    Language,
    Law,
    Loc,
    Money,
    Norp,
    Ordinal,
    Org,
    Percent,
    Person,
    Product,
    Quantity,
    Time,
    WorkOfArt,
}
