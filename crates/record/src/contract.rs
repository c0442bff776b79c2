//! The exchange form of facts: JSON with code point offsets, as `--format facts` writes and gold files hold it.
use crate::{
    Act, Actor, ActorKind, Claim, Decision, Demand, DocId, Effect, Fact, FactId, Kind, Measure, Mode,
    Offsets, PartialDate, Position, Reality, Report, Span, Stance, Statement, Status, Votes, Warning,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    #[error("a fact of kind {kind} does not fit the contract: {reason}")]
    Shape { kind: String, reason: String },
    #[error("unknown kind of fact: {0:?}")]
    Kind(String),
    #[error("offsets {0:?} lie outside the text")]
    Offsets([usize; 2]),
    #[error("a {0} without evidence")]
    NoEvidence(Kind),
}

/// One fact as a JSON object, its keys in the order of the contract; `rule` and `confidence` follow at the end.
pub fn to_json(fact: &Fact, offsets: &Offsets) -> Value {
    let out = Writer(offsets);
    let mut object = Map::new();
    object.insert("kind".into(), json!(fact.claim.kind()));
    let Value::Object(slots) = out.slots(&fact.claim) else { unreachable!("slots are an object") };
    object.extend(slots);
    object.insert("on".into(), json!(fact.on));
    object.insert("evidence".into(), out.spans(&fact.evidence));
    object.insert("rule".into(), json!(fact.rule));
    object.insert("confidence".into(), json!((f64::from(fact.confidence) * 1000.0).round() / 1000.0));
    Value::Object(object)
}

/// The fact as it is identified: without what may differ between two extractors that find the same.
pub fn identity(fact: &Fact, offsets: &Offsets) -> String {
    let mut value = to_json(fact, offsets);
    if let Value::Object(slots) = &mut value {
        slots.shift_remove("confidence");
        slots.shift_remove("rule");
    }
    value.to_string()
}

/// The fact's content id in a document; `offsets` are those of its text.
pub fn id(document: &DocId, fact: &Fact, offsets: &Offsets) -> FactId {
    FactId::of(document, &identity(fact, offsets))
}

struct Writer<'a>(&'a Offsets);

impl Writer<'_> {
    fn slots(&self, claim: &Claim) -> Value {
        match claim {
            Claim::Statement(s) => self.said(s),
            Claim::Report(r) => {
                let mut slots = self.said(&r.said);
                slots["reality"] = json!(r.reality);
                slots["within"] = json!(r.within);
                slots
            }
            Claim::Position(p) => {
                json!({ "holder": self.actor(&p.holder), "issue": p.issue, "stance": p.stance })
            }
            Claim::Decision(d) => json!({
                "body": self.actor(&d.body),
                "act": d.act,
                "instrument": d.instrument,
                "votes": (!d.votes.is_empty()).then_some(d.votes),
                "binding": d.binding,
            }),
            Claim::Measure(m) => json!({
                "authority": self.actor(&m.authority),
                "effect": m.effect,
                "target": self.some_actor(&m.target),
                "object": self.some_span(m.object),
                "scope": self.spans(&m.scope),
                "status": m.status,
            }),
            Claim::Warning(w) => json!({
                "issuer": self.actor(&w.issuer),
                "addressee": self.some_actor(&w.addressee),
                "trigger": self.some_span(w.trigger),
                "consequence": self.0.points(w.consequence),
            }),
            Claim::Demand(d) => json!({
                "issuer": self.actor(&d.issuer),
                "addressee": self.some_actor(&d.addressee),
                "action": self.0.points(d.action),
            }),
        }
    }

    fn said(&self, s: &Statement) -> Value {
        let mut slots = json!({
            "speaker": self.actor(&s.speaker),
            "cue": if s.cue.is_empty() { Value::Null } else { self.spans(&s.cue) },
            "content": self.spans(&s.content),
            "mode": s.mode,
            "denied": s.denied,
        });
        if let Some(denied) = &s.denies {
            slots["denies"] = json!(denied);
        }
        slots
    }

    fn spans(&self, spans: &[Span]) -> Value {
        spans.iter().map(|&s| json!(self.0.points(s))).collect()
    }

    fn some_span(&self, span: Option<Span>) -> Value {
        json!(span.map(|s| self.0.points(s)))
    }

    fn actor(&self, actor: &Actor) -> Value {
        json!({ "name": actor.name, "mention": self.some_span(actor.mention), "type": actor.kind })
    }

    fn some_actor(&self, actor: &Option<Actor>) -> Value {
        actor.as_ref().map_or(Value::Null, |a| self.actor(a))
    }
}

/// Reads one fact; further keys are allowed. A `statement` needs content, every fact needs evidence.
pub fn from_json(value: &Value, offsets: &Offsets) -> Result<Fact, ContractError> {
    let name = value["kind"].as_str().unwrap_or_default();
    let kind = Kind::parse(name).ok_or_else(|| ContractError::Kind(name.to_owned()))?;
    let raw: Raw = Raw::deserialize(value)
        .map_err(|e| ContractError::Shape { kind: name.to_owned(), reason: e.to_string() })?;
    let read = Reader { offsets, kind };
    let evidence = read.spans(&raw.evidence)?;
    if evidence.is_empty() {
        return Err(ContractError::NoEvidence(kind));
    }
    let on = raw.on;
    let rule = raw.rule.clone().unwrap_or_else(|| "import".to_owned());
    let confidence = raw.confidence.unwrap_or(1.0);
    Ok(Fact { claim: read.claim(raw)?, on, evidence, rule, confidence, why: None })
}

type Pair = [usize; 2];

/// Every slot that any kind has; which ones must be there depends on the kind.
#[derive(Deserialize)]
struct Raw {
    on: Option<PartialDate>,
    #[serde(default)]
    evidence: Vec<Pair>,
    rule: Option<String>,
    confidence: Option<f32>,
    speaker: Option<RawActor>,
    holder: Option<RawActor>,
    body: Option<RawActor>,
    authority: Option<RawActor>,
    issuer: Option<RawActor>,
    target: Option<RawActor>,
    addressee: Option<RawActor>,
    cue: Option<Vec<Pair>>,
    content: Option<Vec<Pair>>,
    mode: Option<Mode>,
    denied: Option<bool>,
    denies: Option<FactId>,
    reality: Option<Reality>,
    within: Option<FactId>,
    issue: Option<String>,
    stance: Option<Stance>,
    act: Option<Act>,
    instrument: Option<String>,
    votes: Option<Votes>,
    binding: Option<bool>,
    effect: Option<Effect>,
    object: Option<Pair>,
    scope: Option<Vec<Pair>>,
    status: Option<Status>,
    trigger: Option<Pair>,
    consequence: Option<Pair>,
    action: Option<Pair>,
}

#[derive(Deserialize)]
struct RawActor {
    name: String,
    mention: Option<Pair>,
    #[serde(default, rename = "type")]
    kind: ActorKind,
}

struct Reader<'a> {
    offsets: &'a Offsets,
    kind: Kind,
}

impl Reader<'_> {
    fn claim(&self, raw: Raw) -> Result<Claim, ContractError> {
        Ok(match self.kind {
            Kind::Statement => Claim::Statement(self.said(raw)?),
            Kind::Report => Claim::Report(Report {
                reality: self.need(raw.reality, "reality")?,
                within: raw.within.clone(),
                said: self.said(raw)?,
            }),
            Kind::Position => Claim::Position(Position {
                holder: self.actor(raw.holder, "holder")?,
                issue: self.need(raw.issue, "issue")?,
                stance: self.need(raw.stance, "stance")?,
            }),
            Kind::Decision => Claim::Decision(Decision {
                body: self.actor(raw.body, "body")?,
                act: self.need(raw.act, "act")?,
                instrument: raw.instrument,
                votes: raw.votes.unwrap_or_default(),
                binding: raw.binding,
            }),
            Kind::Measure => Claim::Measure(Measure {
                authority: self.actor(raw.authority, "authority")?,
                effect: self.need(raw.effect, "effect")?,
                target: self.some_actor(raw.target)?,
                object: raw.object.map(|p| self.span(p)).transpose()?,
                scope: self.spans(&raw.scope.unwrap_or_default())?,
                status: self.need(raw.status, "status")?,
            }),
            Kind::Warning => Claim::Warning(Warning {
                issuer: self.actor(raw.issuer, "issuer")?,
                addressee: self.some_actor(raw.addressee)?,
                trigger: raw.trigger.map(|p| self.span(p)).transpose()?,
                consequence: self.span(self.need(raw.consequence, "consequence")?)?,
            }),
            Kind::Demand => Claim::Demand(Demand {
                issuer: self.actor(raw.issuer, "issuer")?,
                addressee: self.some_actor(raw.addressee)?,
                action: self.span(self.need(raw.action, "action")?)?,
            }),
        })
    }

    fn said(&self, raw: Raw) -> Result<Statement, ContractError> {
        Ok(Statement {
            speaker: self.actor(raw.speaker, "speaker")?,
            cue: self.spans(&raw.cue.unwrap_or_default())?,
            content: self.spans(&self.need(raw.content, "content")?)?,
            mode: self.need(raw.mode, "mode")?,
            denied: raw.denied.unwrap_or(false),
            denies: raw.denies,
        })
    }

    fn need<T>(&self, slot: Option<T>, name: &str) -> Result<T, ContractError> {
        slot.ok_or_else(|| ContractError::Shape { kind: self.kind.to_string(), reason: format!("no {name}") })
    }

    fn span(&self, pair: Pair) -> Result<Span, ContractError> {
        self.offsets.span(pair).ok_or(ContractError::Offsets(pair))
    }

    fn spans(&self, pairs: &[Pair]) -> Result<Vec<Span>, ContractError> {
        pairs.iter().map(|&p| self.span(p)).collect()
    }

    fn actor(&self, raw: Option<RawActor>, name: &str) -> Result<Actor, ContractError> {
        let raw = self.need(raw, name)?;
        let mention = raw.mention.map(|p| self.span(p)).transpose()?;
        Ok(Actor { name: raw.name, kind: raw.kind, mention, rule: "import" })
    }

    fn some_actor(&self, raw: Option<RawActor>) -> Result<Option<Actor>, ContractError> {
        raw.map(|a| self.actor(Some(a), "actor")).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_survives_the_round_trip() {
        let text = "Zürich warned 😀 of war if it passes.";
        let offsets = Offsets::new(text);
        let actor = json!({"name": "Zürich", "mention": [0, 6], "type": "body"});
        for slots in [
            json!({"kind": "statement", "speaker": actor, "cue": [[7, 13]], "content": [[16, 22]], "mode": "indirect", "denied": true}),
            json!({"kind": "statement", "speaker": actor, "cue": null, "content": [[16, 22]], "mode": "mixed", "denied": false, "denies": "0a"}),
            json!({"kind": "report", "speaker": actor, "cue": [[7, 13]], "content": [[16, 22]], "mode": "indirect", "denied": false, "reality": "possible", "within": "0b"}),
            json!({"kind": "position", "holder": actor, "issue": "x", "stance": "oppose"}),
            json!({"kind": "decision", "body": actor, "act": "adopt", "instrument": "bill", "votes": {"for": 3, "against": null, "abstain": 0}, "binding": false}),
            json!({"kind": "measure", "authority": actor, "effect": "limits", "target": actor, "object": [19, 22], "scope": [[23, 35]], "status": "in_force"}),
            json!({"kind": "warning", "issuer": actor, "addressee": null, "trigger": [23, 35], "consequence": [16, 22]}),
            json!({"kind": "demand", "issuer": actor, "addressee": actor, "action": [16, 22]}),
        ] {
            let mut value = slots;
            value["on"] = json!("2024-05");
            value["evidence"] = json!([[0, 36]]);
            value["rule"] = json!("test");
            value["confidence"] = json!(0.5);
            assert_eq!(to_json(&from_json(&value, &offsets).unwrap(), &offsets), value);
        }
    }

    #[test]
    fn refuses_what_no_fact_can_be() {
        let offsets = Offsets::new("short");
        let holder = json!({"name": "A", "mention": null});
        let position = |evidence: Value| json!({"kind": "position", "holder": holder, "issue": "x", "stance": "oppose", "evidence": evidence});
        assert!(from_json(&position(json!([[0, 5]])), &offsets).is_ok());
        assert!(matches!(from_json(&position(json!([])), &offsets), Err(ContractError::NoEvidence(_))));
        assert!(matches!(from_json(&position(json!([[0, 6]])), &offsets), Err(ContractError::Offsets(_))));
        assert!(matches!(from_json(&json!({"kind": "rumour"}), &offsets), Err(ContractError::Kind(_))));
        assert!(matches!(
            from_json(&json!({"kind": "demand", "evidence": [[0, 1]]}), &offsets),
            Err(ContractError::Shape { .. })
        ));
    }
}
