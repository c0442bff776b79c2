//! Who said what: attributions whose cue is speech or thought and whose speaker is known.
//!
//! What the document puts forward as said is a statement; what stands inside other words, or is negated, possible, to
//! come, supposed or asked about, is a report. Denials point to what they deny.
//!
//! "“We are ready. We wait,” Ann Lee said" gives two statements of Ann Lee: "We wait" with the cue "said", and
//! "We are ready" without one.
mod denial;
mod gate;
mod light;
mod links;
mod parts;
mod reports;
mod said;
mod speakers;
mod standing;
mod trimmed;
mod unclaimed;
mod unmarked;
mod whole;

use super::{Context, Extractor};
use crate::Attribution;
use rapporteur_record::{Fact, Reality};
use said::Said;

pub struct Statements;

impl Extractor for Statements {
    fn name(&self) -> &'static str {
        "statement"
    }

    fn extract(&self, context: &Context) -> Vec<Fact> {
        let text = context.text;
        let read = |attributions: &[Attribution], least| -> Vec<Said> {
            attributions.iter().filter_map(|a| Said::of(text, a, least)).collect()
        };
        let (outright, inner): (Vec<Said>, Vec<Said>) = read(context.inner, &gate::INNER)
            .into_iter()
            .partition(|s| reports::is_outright(text, context.attributions, s));
        let outer = read(context.attributions, &gate::OUTER).into_iter().chain(outright);
        let (mut said, unreal): (Vec<Said>, Vec<Said>) = outer.partition(|s| s.reality == Reality::Actual);
        said.extend(unclaimed::find(text, context.attributions, &said));
        said.extend(unmarked::find(text, &said));
        said.sort_by_key(|s| (s.start, s.order));
        denial::mark(text, &mut said);
        let mut facts: Vec<Fact> = said.iter().flat_map(|s| s.statements(text)).collect();
        facts.extend(reports::of(text, unreal.iter().chain(&inner)));
        links::denials(text, &mut facts);
        reports::point_outwards(text, &mut facts);
        facts.retain(|f| !reports::is_loose(f));
        facts
    }
}
