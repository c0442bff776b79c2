//! Words with their speakers, before they are cut into statements.
use super::gate::{self, Least};
use super::parts::{self, Part};
use super::{denial, light, speakers, trimmed, unmarked, whole};
use crate::{Attribution, when};
use rapporteur_record::{
    Actor, Annotated, Antecedent, Claim, Fact, Mention, PartialDate, Pos, Reality, Report, Statement,
    TokenRange, Weighed, Why,
};

pub struct Said {
    pub speakers: Vec<Actor>,
    pub cue: Vec<TokenRange>,
    pub cue_head: Option<usize>,
    pub source: Option<TokenRange>,
    pub content: Vec<TokenRange>,
    pub on: Option<PartialDate>,
    /// How it is put forward; what is not `Actual` is a report.
    pub reality: Reality,
    /// Denied, retracted or corrected, as far as the document says so without a statement.
    pub denied: bool,
    pub rule: &'static str,
    pub confidence: f32,
    pub why: Option<Box<Why>>,
    /// First token of cue and content, for the order of the text.
    pub start: usize,
    pub order: usize,
}

impl Said {
    /// `None` where the attribution is no speech or thought, or nobody is known to speak.
    pub fn of(text: &Annotated, attribution: &Attribution, least: &Least) -> Option<Self> {
        let reality = gate::standing(text, attribution, least)?;
        let speakers = speakers::of(text, attribution);
        let (cue, content) = light::reading(text, attribution)
            .unwrap_or_else(|| (attribution.cue.clone(), attribution.content.clone()));
        let (cue, content) = trimmed::parts(text, attribution, cue, content);
        let cue = without_article(text, cue);
        let content = whole::content(text, attribution, denial::without(text, &content));
        let content = unmarked::whole(text, attribution, content);
        let first = content.first()?.start;
        (!speakers.is_empty()).then(|| Self {
            speakers,
            cue,
            cue_head: attribution.cue_head,
            source: attribution.source,
            content,
            on: attribution.cue_head.and_then(|head| when::governing(text, head)),
            reality,
            denied: attribution.source.is_some_and(|s| speakers::is_earlier_text(text, s)),
            rule: attribution.rule,
            confidence: attribution.confidence,
            why: Some(Box::new(why(text, attribution))),
            start: attribution.cue_head.map_or(first, |c| c.min(first)),
            order: attribution.cue_head.unwrap_or(first),
        })
    }

    /// One statement for each speaker and each sentence of the words.
    pub fn statements(&self, text: &Annotated) -> Vec<Fact> {
        let parts = parts::cut(text, &self.content, self.cue_head, self.source);
        let facts = parts.iter().flat_map(|part| self.speakers.iter().map(|s| self.statement(text, part, s)));
        facts.collect()
    }

    fn statement(&self, text: &Annotated, part: &Part, speaker: &Actor) -> Fact {
        let rule = if part.has_cue { self.rule } else { "continued" };
        let on = self.on.filter(|_| part.has_cue || self.rule == "block");
        let said = self.said(text, part, speaker);
        self.fact(Claim::Statement(said), part, on, format!("statement/{rule}"))
    }

    /// One report for each speaker, of the words in the sentence of the cue.
    pub fn reports(&self, text: &Annotated) -> Vec<Fact> {
        let parts = parts::cut(text, &self.content, self.cue_head, self.source);
        let part = parts.iter().find(|p| p.has_cue).or(parts.first());
        let reports = part.into_iter().flat_map(|part| self.speakers.iter().map(move |s| (part, s)));
        reports.map(|(part, s)| self.report(text, part, s)).collect()
    }

    fn report(&self, text: &Annotated, part: &Part, speaker: &Actor) -> Fact {
        let said = self.said(text, part, speaker);
        let on = self.on.filter(|_| self.reality == Reality::Actual);
        let claim = Claim::Report(Report { said, reality: self.reality, within: None });
        self.fact(claim, part, on, format!("report/{}", self.rule))
    }

    fn said(&self, text: &Annotated, part: &Part, speaker: &Actor) -> Statement {
        let spans = |ranges: &[TokenRange]| ranges.iter().map(|&r| text.span(r)).collect();
        Statement {
            speaker: speaker.clone(),
            cue: if part.has_cue { spans(&self.cue) } else { Vec::new() },
            content: spans(&part.content),
            mode: part.mode,
            denied: self.denied,
            denies: None,
        }
    }

    fn fact(&self, claim: Claim, part: &Part, on: Option<PartialDate>, rule: String) -> Fact {
        let (evidence, confidence) = (part.evidence.clone(), self.confidence);
        Fact { claim, on, evidence, rule, confidence, why: self.why.clone() }
    }
}

/// "A warning" is the cue *warning*.
fn without_article(text: &Annotated, mut cue: Vec<TokenRange>) -> Vec<TokenRange> {
    let Some(first) = cue.first_mut() else { return cue };
    if first.len() > 1 && text.tokens[first.start].pos == Pos::Det {
        first.start += 1;
    }
    cue
}

/// The reading of the cue, with who its speaker may have been.
fn why(text: &Annotated, attribution: &Attribution) -> Why {
    let mention = attribution.speaker.and_then(|phrase| speakers::taking_up(text, phrase));
    let antecedents = mention.map(|m| antecedents(text, m)).unwrap_or_default();
    Why { antecedents, ..attribution.why.clone() }
}

/// Those weighed for the mention, or the one phrase that it takes up.
fn antecedents(text: &Annotated, mention: &Mention) -> Vec<Antecedent> {
    let words = |tokens: TokenRange| text.text(tokens).to_owned();
    let score = |score: f32| Some((f64::from(score) * 100.0).round() / 100.0);
    if !mention.weighed.is_empty() {
        let one =
            |w: &Weighed| Antecedent { name: w.name.clone(), words: words(w.tokens), score: score(w.score) };
        return mention.weighed.iter().map(one).collect();
    }
    let only = mention.antecedent.zip(mention.actor.as_ref());
    only.map(|(t, a)| Antecedent { name: a.name.clone(), words: words(t), score: None }).into_iter().collect()
}
