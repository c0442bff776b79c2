//! Members of a union or alliance together: "member states", "the allies".
use super::descriptions::Description;
use super::salience::{Choice, Salience};
use super::scene::{Referent, Scene};
use rapporteur_record::ActorKind;

/// The members of the union last in focus, where the phrase itself says nothing of whose they are: "EU member states".
pub fn members(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<Choice> {
    let office = &d.phrase.office;
    if !d.plural || d.phrase.possessor.is_some() || office.of.is_some() {
        return None;
    }
    let member = office.qualifiers.iter().eq(["member"]);
    let noun = match d.noun.as_str() {
        "state" | "country" | "government" if member => "member states",
        "ally" if office.qualifiers.is_empty() => "allies",
        _ => return None,
    };
    let union = |r: usize| match scene.referents[r].class {
        "alliance" => true,
        class => class == "union" && noun == "member states",
    };
    let union = salience.latest().find(|r| union(*r))?;
    let name = format!("{} {noun}", short(&scene.referents[union].name));
    let group = scene.of_name(&name).unwrap_or_else(|| scene.add(group(name, &d.noun)));
    Some(Choice { referent: Some(group), rule: "members-of", ..Choice::default() })
}

fn group(name: String, noun: &str) -> Referent {
    Referent {
        name,
        kind: ActorKind::Group,
        plural: true,
        noun: Some(noun.to_owned()),
        ..Referent::default()
    }
}

/// What the press calls the best known union beside its members.
fn short(name: &str) -> &str {
    if name == "European Union" { "EU" } else { name }
}
