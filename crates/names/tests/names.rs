//! What holds for all names, and one case of each difference that is allowed for or told apart.
use proptest::prelude::*;
use rapporteur_names::{Kind, Matcher, SAME, givens_agree, pack, surname};

fn score(a: &str, b: &str, kind: Kind) -> f32 {
    Matcher::default().score(a, b, kind)
}

#[track_caller]
fn same(kind: Kind, pairs: &[(&str, &str)]) {
    for (a, b) in pairs {
        let score = score(a, b, kind);
        assert!(score >= SAME, "{a} and {b}: {score}");
    }
}

#[track_caller]
fn other(kind: Kind, pairs: &[(&str, &str)]) {
    for (a, b) in pairs {
        let score = score(a, b, kind);
        assert!(score < SAME, "{a} and {b}: {score}");
    }
}

#[test]
fn persons_by_script_order_initial_particle_title_and_short_form() {
    same(
        Kind::Person,
        &[
            ("Олена Бондаренко", "Olena Bondarenko"),
            ("Ελένη Παππά", "Eleni Pappa"),
            ("خالد منصور", "Khaled Mansour"),
            ("고은희", "Ko Eun-hui"),
            ("Tamás Szűcs", "Szucs Tamas"),
            ("Okonkwo, Ada", "Ada N. Okonkwo"),
            ("A. Okonkwo", "Ada Okonkwo"),
            ("Pieter van den Bosch", "Pieter Vandenbosch"),
            ("Abdul Rahman Said", "Abdurrahman Said"),
            ("Dr Bob Ellery", "Robert Ellery"),
            ("Jean-Paul Morel", "Jean Paul Morel"),
            ("Anatoliy Fedorovych Kravets", "Anatoly Kravets"),
        ],
    );
}

#[test]
fn persons_who_share_a_name_are_told_apart() {
    other(
        Kind::Person,
        &[
            ("Peter Novak", "Martin Novak"),
            ("Daniela Novak", "Daniel Novak"),
            ("Carlo Rossi", "Carla Rossi"),
            ("Henry Ford Jr.", "Henry Ford Sr."),
            ("Ivan Petrovich Orlov", "Ivan Sergeyevich Orlov"),
            ("Anne Lee", "Anne Low"),
            ("Peter Novak", "Peter Svoboda"),
            ("Novak", "Peter Novak"),
        ],
    );
}

#[test]
fn organisations_by_acronym_legal_form_word_order_and_language() {
    same(
        Kind::Organization,
        &[
            ("United Nations", "UN"),
            ("UN Refugee Council", "United Nations Refugee Council"),
            ("Ministry of Fisheries", "Fisheries Ministry"),
            ("Chilean Ministry of Defense", "Ministry of Defence of Chile"),
            ("Alder & Sons Ltd", "Alder and Sons Limited"),
            ("ООО Ветер", "Veter LLC"),
            ("Banco de Chile S.A.", "Bank of Chile"),
            ("Université de Nantes", "University of Nantes"),
            ("Blue Harbour Line", "BlueHarbour Line"),
            ("Fed", "Federal Reserve"),
        ],
    );
}

#[test]
fn organisations_of_one_kind_are_told_apart() {
    other(
        Kind::Organization,
        &[
            ("Bank of Norway", "Bank of Finland"),
            ("Ministry of Fisheries", "Ministry of Forests"),
            ("European Commission", "European Council"),
            ("Northern Power Ltd", "Southern Power Ltd"),
            ("Factory No. 4", "Factory No. 5"),
            ("University of Nantes", "University of Nancy"),
        ],
    );
}

#[test]
fn groups_are_packed_and_their_lines_checked() {
    assert!(pack("ivan, iwan => Q1\nolga, ольга => Q2\n").is_ok_and(|table| table.len() > 1 << 16));
    let error = pack("ivan, iwan => Q1\nolga\n").expect_err("no group");
    assert_eq!(error.to_string(), "line 2: no group of the form `name, name => id`");
}

proptest! {
    #[test]
    fn any_two_names_have_one_score(a in "\\PC{0,40}", b in "\\PC{0,40}") {
        for kind in [Kind::Person, Kind::Organization] {
            let there = score(&a, &b, kind);
            let back = score(&b, &a, kind);
            prop_assert!((0.0..=1.0).contains(&there), "{there}");
            prop_assert!((there - back).abs() < 0.02, "{there} {back}");
        }
    }

    #[test]
    fn a_name_is_its_own(given in "[A-Z][a-z]{4,8}", family in "[A-Z][a-z]{4,8}") {
        let name = format!("{given} {family}");
        prop_assert!(score(&name, &name, Kind::Person) > 0.99);
        prop_assert_eq!(surname(&name), family);
        prop_assert!(givens_agree(&given, &given));
    }
}
