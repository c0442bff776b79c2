//! Packs groups of spellings from standard input to standard output: see `ci/names pack`.
use std::io::{Read as _, Write as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text)?;
    std::io::stdout().lock().write_all(&rapporteur_names::pack(&text)?)?;
    Ok(())
}
