//! Files that pages refer to, by names that change with their content.
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../assets/style.css");
const SCRIPT: &str = include_str!("../assets/script.js");
const ICON: &str = include_str!("../assets/icon.svg");

pub static STYLE_PATH: LazyLock<String> = LazyLock::new(|| path("style", STYLE, "css"));
pub static SCRIPT_PATH: LazyLock<String> = LazyLock::new(|| path("script", SCRIPT, "js"));
pub static ICON_PATH: LazyLock<String> = LazyLock::new(|| path("icon", ICON, "svg"));

fn path(stem: &str, content: &str, ending: &str) -> String {
    let hash = Sha256::digest(content);
    format!("/assets/{stem}-{:02x}{:02x}{:02x}{:02x}.{ending}", hash[0], hash[1], hash[2], hash[3])
}

/// The file of this name with its form.
pub fn find(name: &str) -> Option<(&'static str, &'static str)> {
    let files = [
        (&STYLE_PATH, "text/css; charset=utf-8", STYLE),
        (&SCRIPT_PATH, "text/javascript; charset=utf-8", SCRIPT),
        (&ICON_PATH, "image/svg+xml", ICON),
    ];
    let found = files.into_iter().find(|(path, ..)| path.rsplit('/').next() == Some(name));
    found.map(|(_, form, content)| (form, content))
}
