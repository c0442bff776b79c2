//! Conversion of a whole pipeline, sound and damaged.
mod tiny;

use rapporteur_models::{Converted, Error, convert};

fn converted(files: &tiny::Files) -> (tempfile::TempDir, Result<Converted, Error>) {
    let dir = tempfile::tempdir().unwrap();
    let wheel = dir.path().join("tiny.whl");
    tiny::wheel(&wheel, files);
    let result = convert(&wheel, &dir.path().join("model"));
    (dir, result)
}

#[test]
fn a_pipeline_is_converted_and_loads() {
    let (dir, result) = converted(&tiny::files());
    let made = result.unwrap();
    assert_eq!((made.pipeline.as_str(), made.version.as_str()), ("en_tiny", "3.8.0"));
    let model = spars::Model::load(dir.path().join("model")).unwrap();
    let doc = model.process("(they don't pay-out) http://a.example").unwrap();
    let words: Vec<_> =
        (0..doc.tokens().len()).map(|i| doc.token_text(spars::TokenIndex(i)).unwrap()).collect();
    assert_eq!(words, ["(", "they", "do", "n't", "pay", "-", "out", ")", "http://a.example"]);
    assert_eq!(doc.tokens()[3].norm, "not");
    assert!(doc.tokens().iter().all(|token| token.tag.is_some() && token.lemma.is_some()));
}

#[test]
fn the_same_wheel_gives_the_same_bytes() {
    let made = [converted(&tiny::files()).1.unwrap(), converted(&tiny::files()).1.unwrap()];
    assert_eq!(made[0], made[1]);
}

#[test]
fn every_file_is_needed() {
    let files = tiny::files();
    for (name, _) in &files {
        let rest = files.iter().filter(|(other, _)| other != name).cloned().collect();
        let error = converted(&rest).1.unwrap_err();
        assert!(matches!(&error, Error::Missing { member, .. } if member == name), "{name}: {error}");
    }
}

#[test]
fn damaged_files_are_refused_by_name_or_converted_but_never_panic() {
    let files = tiny::files();
    for (n, (name, bytes)) in files.iter().enumerate() {
        let mut damaged = files.clone();
        damaged[n].1.truncate(bytes.len() / 2);
        let error = converted(&damaged).1.map(|_| ()).unwrap_err().to_string();
        assert!(!error.is_empty(), "{name}");
        for at in (0..bytes.len()).step_by(bytes.len() / 8 + 1) {
            damaged[n].1 = bytes.clone();
            damaged[n].1[at] = !bytes[at];
            if let Err(error) = converted(&damaged).1 {
                assert!(!error.to_string().is_empty(), "{name} at {at}");
            }
        }
    }
}

#[test]
fn what_is_no_wheel_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.whl");
    assert!(matches!(convert(&path, dir.path()), Err(Error::Io { .. })));
    std::fs::write(&path, "PK no zip").unwrap();
    assert!(matches!(convert(&path, dir.path()), Err(Error::Wheel { .. })));
    tiny::wheel(&path, &Vec::new());
    assert!(matches!(convert(&path, dir.path()), Err(Error::Missing { .. })));
}
