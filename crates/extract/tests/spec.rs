//! Runs the literate specifications in `tests/spec`; `tests/spec/README.md` has the format.
#![allow(clippy::disallowed_methods)]
#[path = "spec_runner/mod.rs"]
mod spec_runner;

use spec_runner::{Case, check, model};
use std::path::Path;

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/en");
    let wanted = std::env::var("SPEC").unwrap_or_default();
    let cases: Vec<Case> = Case::all(&folder).into_iter().filter(|c| c.is_named(&wanted)).collect();
    assert!(!cases.is_empty(), "no case in {} is named {wanted:?}", folder.display());
    let annotator = model();
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case, &annotator).err()).collect();
    println!("{} of {} cases hold", cases.len() - failures.len(), cases.len());
    assert!(
        failures.is_empty(),
        "{} of {} cases fail\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n\n")
    );
}
