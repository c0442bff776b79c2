//! `config.cfg` of a pipeline: what it is made of, and whether all of it can be run.

use crate::Error;
use std::collections::BTreeMap;

/// Sections of the file, each with its keys and values as written.
pub(crate) struct Config(BTreeMap<String, BTreeMap<String, String>>);

/// What must be so for the pipeline to be run, as `section`, `key`, `value`.
const REQUIRED: &[(&str, &str, &str)] = &[
    ("nlp", "lang", "\"en\""),
    ("components.tok2vec.model", "@architectures", "\"spacy.Tok2Vec.v2\""),
    ("components.tok2vec.model.embed", "@architectures", "\"spacy.MultiHashEmbed.v2\""),
    ("components.tok2vec.model.encode", "@architectures", "\"spacy.MaxoutWindowEncoder.v2\""),
    ("components.tagger.model", "@architectures", "\"spacy.Tagger.v2\""),
    ("components.parser.model", "@architectures", "\"spacy.TransitionBasedParser.v2\""),
    ("components.parser.model", "extra_state_tokens", "false"),
    ("components.parser.model", "use_upper", "true"),
    ("components.ner.model", "@architectures", "\"spacy.TransitionBasedParser.v2\""),
    ("components.ner.model", "extra_state_tokens", "false"),
    ("components.ner.model", "use_upper", "true"),
    ("components.ner.model.tok2vec", "@architectures", "\"spacy.Tok2Vec.v2\""),
    ("components.ner.model.tok2vec.embed", "@architectures", "\"spacy.MultiHashEmbed.v2\""),
    ("components.ner.model.tok2vec.encode", "@architectures", "\"spacy.MaxoutWindowEncoder.v2\""),
    ("components.lemmatizer", "mode", "\"rule\""),
];

/// The components that are run, each before those that need it.
pub(crate) const COMPONENTS: [&str; 6] =
    ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"];

impl Config {
    pub(crate) fn parse(text: &str) -> Self {
        let mut sections: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut section = String::new();
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut section);
            } else if let Some((key, value)) = line.split_once('=') {
                let keys = sections.entry(section.clone()).or_default();
                keys.insert(key.trim().to_owned(), value.trim().to_owned());
            }
        }
        Self(sections)
    }

    fn get(&self, section: &str, key: &str) -> Option<&str> {
        self.0.get(section)?.get(key).map(String::as_str)
    }

    /// Refuses a pipeline of another language, other networks or other components.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (section, key, value) in REQUIRED {
            let found = self.get(section, key).unwrap_or("nothing");
            if found != *value {
                return Err(Error::Unsupported(format!(
                    "config.cfg has {key} = {found} in [{section}], not {value}"
                )));
            }
        }
        let (pipeline, disabled) = (self.list("pipeline"), self.list("disabled"));
        let run: Vec<_> = pipeline.into_iter().filter(|name| !disabled.contains(name)).collect();
        match run == COMPONENTS {
            true => Ok(()),
            false => Err(Error::Unsupported(format!("config.cfg runs {run:?}, not {COMPONENTS:?}"))),
        }
    }

    fn list(&self, key: &str) -> Vec<&str> {
        let inside = self.get("nlp", key).unwrap_or_default().trim_matches(['[', ']']);
        let names = inside.split(',').map(|name| name.trim().trim_matches('"'));
        names.filter(|name| !name.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> String {
        let sections = REQUIRED.iter().map(|(section, key, value)| format!("[{section}]\n{key} = {value}\n"));
        let pipeline = "[nlp]\npipeline = [\"tok2vec\", \"tagger\", \"parser\", \"senter\", \"attribute_ruler\", \"lemmatizer\", \"ner\"]\ndisabled = [\"senter\"]\n";
        sections.chain([pipeline.to_owned()]).collect()
    }

    #[test]
    fn a_pipeline_of_another_make_is_refused() {
        assert!(Config::parse(&sound()).check().is_ok());
        for (from, to) in [
            ("\"en\"", "\"de\""),
            ("Tagger.v2", "Tagger.v1"),
            ("\"lemmatizer\",", ""),
            ("\"rule\"", "\"lookup\""),
        ] {
            let error = Config::parse(&sound().replace(from, to)).check().unwrap_err();
            assert!(matches!(error, Error::Unsupported(_)), "{error}");
        }
        assert!(Config::parse("").check().is_err());
    }
}
