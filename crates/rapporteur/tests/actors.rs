//! Actors of users, what the record learns of its own, and names compared without any record.
mod program;

use program::{Folder, rapporteur};
use serde_json::Value;

const OURS: &str = "name\tkind\tof\taliases\nHarbour Board\tagency\tCL\tHB\n\nof\toffice\tname\tfrom\tuntil\n\
    Harbour Board\tdirector\tAna Rojas\t2022-03\n";

#[test]
fn names_are_compared_line_by_line() {
    let folder = Folder::new();
    folder.write("pairs.tsv", "Ана Рохас\tAna Rojas\tperson\nBank of Chile\tBank of Peru\torganization\n");
    let run = rapporteur(&["actors", "match", "--pairs", &folder.file("pairs.tsv")]);
    assert_eq!(run.code, 0, "{}", run.err);
    let scores: Vec<f32> = run.out.lines().map(|l| l.parse().unwrap()).collect();
    assert!(scores.len() == 2 && scores[0] > 0.66 && scores[1] < 0.66, "{scores:?}");
}

#[test]
fn a_bad_line_of_actors_is_named() {
    let folder = Folder::new();
    folder.write("a.txt", "The HB met.");
    folder.write("ours.tsv", "of\toffice\tname\tfrom\tuntil\nHB\tdirector\tAna Rojas\tsoon\n");
    let run =
        rapporteur(&["read", "--no-record", "--actors", &folder.file("ours.tsv"), &folder.file("a.txt")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("ours.tsv:2: \"soon\" is no date"), "{}", run.err);
}

#[test]
fn added_actors_are_found_and_part_of_what_a_reading_is() {
    let folder = Folder::new();
    folder.write("a.txt", "The HB opposes the toll. Rojas called it absurd.");
    folder.write("ours.tsv", OURS);
    let (text, ours, record) = (folder.file("a.txt"), folder.file("ours.tsv"), folder.file("r.db"));
    let run = rapporteur(&["read", "--no-record", "--format", "mentions", "--actors", &ours, &text]);
    let row: Value = serde_json::from_str(&run.out).unwrap();
    let names: Vec<&str> =
        row["mentions"].as_array().unwrap().iter().filter_map(|m| m["name"].as_str()).collect();
    assert!(names.contains(&"Harbour Board"), "{names:?}");

    let read = |more: &[&str]| {
        let run = rapporteur(&[&["read", text.as_str(), "--record", &record], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out + &run.err
    };
    read(&[]);
    let again = read(&["--actors", &ours]);
    assert!(!again.contains("1 known") && read(&["--actors", &ours]) != again, "{again}");
}

#[test]
fn the_record_tells_what_it_read_of_an_actor_and_gives_it_back() {
    let folder = Folder::new();
    folder.write("a.txt", "\"The toll is absurd,\" said Ana Rojas, the director of the Harbour Board.");
    folder.write("a.meta.json", r#"{"published": "2024-05-28", "outlet": null, "title": null}"#);
    let record = folder.file("r.db");
    let run = rapporteur(&["read", &folder.file("a.txt"), "--record", &record]);
    assert_eq!(run.code, 0, "{}", run.err);
    let shown = rapporteur(&["actors", "show", "rojas", "--record", &record]);
    for told in
        ["actor   Ana Rojas (person)", "“Ana Rojas” in a", "read    director, Harbour Board, 2024-05-28"]
    {
        assert!(shown.out.contains(told), "{told}: {}", shown.out);
    }
    let json: Value = serde_json::from_str(
        &rapporteur(&["actors", "show", "rojas", "--record", &record, "--format", "json"]).out,
    )
    .unwrap();
    assert_eq!(json["posts"][0]["evidence"][0]["document"], "a");
    let exported = rapporteur(&["actors", "export", "--record", &record]);
    assert!(exported.out.contains("Harbour Board\tdirector\tAna Rojas\t2024-05-28"), "{}", exported.out);
    let nobody = rapporteur(&["actors", "show", "Nobody", "--record", &record]);
    assert_eq!((nobody.code, nobody.out.as_str()), (1, ""));
}
