//! Runs the program and makes folders for it.
use std::path::PathBuf;
use std::process::Command;

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The program, ready to run: models from RAPPORTEUR_MODELS, else from the repository's `models/`.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    let models = std::env::var_os("RAPPORTEUR_MODELS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models"), PathBuf::from);
    command.env("RAPPORTEUR_MODELS", models).env_remove("NO_COLOR");
    command
}

pub fn rapporteur(args: &[&str]) -> Run {
    let output = command().args(args).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder that goes away with the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn path(&self) -> &str {
        self.0.path().to_str().expect("a UTF-8 path")
    }

    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.path())
    }

    pub fn write(&self, name: &str, text: &str) {
        self.bytes(name, text.as_bytes());
    }

    pub fn bytes(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.file(name), bytes).expect("a file in a temporary folder");
    }
}

/// Starts the server on a free port: the running program, and its host.
#[allow(dead_code, reason = "only tests of the server ask for it")]
pub fn served(record: &str) -> (std::process::Child, String) {
    use std::io::BufRead as _;
    let mut child = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--record", record])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    std::io::BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let host = line.trim().strip_prefix("http://").expect("an address").trim_end_matches('/').to_owned();
    (child, host)
}
