//! Members of a union or alliance together, "member states", "the allies"; and "the chamber" of a parliament.
use super::descriptions::Description;
use super::offices::Article;
use super::salience::{Choice, Salience};
use super::scene::{Referent, Scene};
use rapporteur_record::{ActorKind, Dep};

/// Whom the description means where it names its body by a word of another kind.
pub fn resolve(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<Choice> {
    let (referent, rule) = match chamber(scene, salience, d) {
        Some(parliament) => (parliament, "chamber"),
        None => (members(scene, salience, d)?, "members-of"),
    };
    Some(Choice { referent: Some(referent), rule, ..Choice::default() })
}

/// "The chamber" is the parliament last in focus.
fn chamber(scene: &Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let definite = d.phrase.article == Some(Article::Definite);
    let bare = d.phrase.office.qualifiers.is_empty() && d.phrase.office.of.is_none();
    let meant = d.noun == "chamber" && definite && bare && !d.plural;
    meant.then(|| salience.latest().find(|&r| scene.referents[r].class == "parliament")).flatten()
}

/// The members of the union last in focus, where the phrase itself says nothing of whose they are: "EU member states".
fn members(scene: &mut Scene, salience: &Salience, d: &Description) -> Option<usize> {
    let office = &d.phrase.office;
    if !d.plural || d.phrase.possessor.is_some() || office.of.is_some() {
        return None;
    }
    let member = office.qualifiers.iter().eq(["member"]);
    let noun = match d.noun.as_str() {
        "state" | "country" | "government" if member => "member states",
        "government" if d.tokens.len() == 1 && scene.text.child(d.head, &[Dep::Prep]).is_none() => {
            "member states"
        }
        "ally" if office.qualifiers.is_empty() => "allies",
        _ => return None,
    };
    let union = |r: usize| match scene.referents[r].class {
        "alliance" => true,
        class => class == "union" && noun == "member states",
    };
    let union = salience.latest().find(|r| union(*r))?;
    let name = format!("{} {noun}", short(&scene.referents[union].name));
    Some(scene.of_name(&name).unwrap_or_else(|| scene.add(group(name, &d.noun))))
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
