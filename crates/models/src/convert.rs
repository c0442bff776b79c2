//! From the wheel of a spaCy pipeline to the folder that the parser loads.

use crate::config::{COMPONENTS, Config};
use crate::guard::{INFIX, SUFFIX};
use crate::msgpack::{Node, decode};
use crate::network::{Network, Weights, encoder, first, transition};
use crate::pattern::anchored;
use crate::unicode::TABLES;
use crate::wheel::Wheel;
use crate::{Error, moves, npy, strings};
use safetensors::tensor::{Dtype, TensorView};
use serde_json::{Map, Value as Json, json};
use std::path::Path;

/// Name of the file that describes the model.
pub const MANIFEST: &str = "manifest.json";
/// Name of the file that holds its numbers.
pub const WEIGHTS: &str = "weights.safetensors";

/// Number of this converter: one more whenever it makes other files of the same wheel, so that models made by an
/// older one are made again.
pub(crate) const CONVERTER: u32 = 2;

/// A pattern that matches nothing.
const NEVER: &str = r"[^\s\S]";

/// A model folder that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// Name of the pipeline as its own `meta.json` gives it (`en_core_web_md`).
    pub pipeline: String,
    /// Version of the pipeline.
    pub version: String,
    /// SHA-256 of `manifest.json`, hexadecimal.
    pub manifest: String,
    /// SHA-256 of `weights.safetensors`, hexadecimal.
    pub weights: String,
}

/// Converts a wheel of a spaCy 3.8 English pipeline into the folder `dest`, which is created.
///
/// Reads nothing but the wheel, and gives the same bytes for the same wheel. Fails with the file at
/// fault when the wheel is damaged, holds no pipeline, or holds one of another make.
pub fn convert(wheel: &Path, dest: &Path) -> Result<Converted, Error> {
    let mut wheel = Wheel::open(wheel)?;
    Config::parse(&wheel.text("config.cfg")?).check()?;
    let meta: Json = serde_json::from_str(&wheel.text("meta.json")?)
        .map_err(|e| Error::format("meta.json", e.to_string()))?;
    let text = |key: &str| meta[key].as_str().unwrap_or_default().to_owned();
    let (pipeline, version) = (format!("{}_{}", text("lang"), text("name")), text("version"));
    let mut weights = Weights::new();
    let mut manifest = manifest(&mut wheel, &mut weights)?;
    let packed = pack(&weights)?;
    let digest = crate::hash::of(&packed);
    manifest["model"] = pipeline.clone().into();
    manifest["model_version"] = version.clone().into();
    manifest["weights_sha256"] = digest.clone().into();
    let written = manifest.to_string();
    std::fs::create_dir_all(dest).map_err(Error::io(dest))?;
    write(&dest.join(WEIGHTS), &packed)?;
    write(&dest.join(MANIFEST), written.as_bytes())?;
    Ok(Converted { pipeline, version, manifest: crate::hash::of(written.as_bytes()), weights: digest })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(Error::io(path))
}

/// Everything but the identity. Lexical lists that only serve word flags stay empty: the pipeline's
/// components use none of them.
fn manifest(wheel: &mut Wheel, weights: &mut Weights) -> Result<Json, Error> {
    let mut manifest = networks(wheel, weights)?;
    weights.insert("vectors".into(), npy::tensor("vocab/vectors", &wheel.read("vocab/vectors")?)?);
    let shapes = weights.iter().map(|(name, t)| (name.clone(), json!({ "shape": t.shape, "dtype": "F32" })));
    manifest["tensors"] = shapes.collect::<Map<_, _>>().into();
    manifest["format_version"] = 2.into();
    // The releases whose behaviour the parser follows; it refuses a manifest that names others.
    manifest["versions"] = json!({ "spacy": "3.8.14", "thinc": "8.3.13" });
    manifest["capabilities"] = json!({
        "language": "en", "tok2vec": "spacy.Tok2Vec.v2", "embed": "spacy.MultiHashEmbed.v2",
        "encode": "spacy.MaxoutWindowEncoder.v2", "tagger": "spacy.Tagger.v2",
        "transition": "spacy.TransitionBasedParser.v2", "lemmatizer": "en-rule-v1",
    });
    manifest["pipeline"] = json!(COMPONENTS);
    manifest["symbols"] = json!(strings::symbols());
    manifest["tokenizer"] = tokenizer(wheel)?;
    manifest["norms"] = norms(wheel)?;
    manifest["attribute_rules"] = file(wheel, "attribute_ruler/patterns", |root| root.json())?;
    manifest["lemmas"] = file(wheel, "lemmatizer/lookups/lookups.bin", lemmas)?;
    manifest["vector_keys"] = file(wheel, "vocab/key2row", numbered)?;
    manifest["lexical"] = json!({
        "lower": TABLES.lower, "ranges": TABLES.ranges, "email_regex": NEVER, "stops": [],
        "number_words": [], "tlds": [], "is_bracket": [], "is_quote": [], "is_left_punct": [], "is_right_punct": [],
    });
    Ok(manifest)
}

fn networks(wheel: &mut Wheel, weights: &mut Weights) -> Result<Json, Error> {
    let mut read = |member: &str| Network::read(member, &wheel.read(member)?);
    let (shared, tagger) = (read("tok2vec/model")?, read("tagger/model")?);
    let (parser, ner) = (read("parser/model")?, read("ner/model")?);
    let tagged =
        first(&tagger.layers()?, "tagger/model", "softmax")?.store("tagger", &["W", "b"], weights)?;
    let mut arcs = transition(&parser.layers()?, "parser/model", "parser", weights)?;
    arcs["actions"] = json!(actions(wheel, "parser", &moves::PARSER)?);
    let mut entities = transition(&ner.layers()?, "ner/model", "ner", weights)?;
    entities["actions"] = json!(actions(wheel, "ner", &moves::ENTITIES)?);
    entities["tok2vec"] = encoder(&ner.layers()?, "ner/model", "ner.tok2vec", weights)?;
    Ok(json!({
        "tok2vec": encoder(&shared.layers()?, "tok2vec/model", "tok2vec", weights)?,
        "tagger": { "labels": labels(wheel)?, "params": tagged },
        "parser": arcs,
        "ner": entities,
    }))
}

fn actions(wheel: &mut Wheel, component: &str, letters: &[&str]) -> Result<Vec<String>, Error> {
    let member = format!("{component}/moves");
    moves::actions(&member, &wheel.read(&member)?, letters)
}

fn labels(wheel: &mut Wheel) -> Result<Json, Error> {
    let config: Json = serde_json::from_str(&wheel.text("tagger/cfg")?)
        .map_err(|e| Error::format("tagger/cfg", e.to_string()))?;
    Ok(config["labels"].clone())
}

/// Reads a MessagePack file and makes JSON of it.
fn file(wheel: &mut Wheel, member: &str, make: impl Fn(Node) -> Result<Json, Error>) -> Result<Json, Error> {
    let root = decode(member, &wheel.read(member)?)?;
    make(Node::new(member, &root))
}

fn tokenizer(wheel: &mut Wheel) -> Result<Json, Error> {
    file(wheel, "tokenizer", |root| {
        let pattern = |name: &str, quicken: &dyn Fn(&str) -> String| {
            Ok::<_, Error>(TABLES.classes.translate(&quicken(root.get(name)?.str()?)))
        };
        if root.find("token_match").is_some_and(|pattern| !pattern.is_nil()) {
            return Err(Error::Unsupported("a tokenizer with token_match".into()));
        }
        Ok(json!({
            "prefix": pattern("prefix_search", &anchored)?,
            "suffix": pattern("suffix_search", &|suffix| SUFFIX.before(suffix))?,
            "infix": pattern("infix_finditer", &|infix| INFIX.before(infix))?,
            "url": pattern("url_match", &str::to_owned)?,
            "token_match": null, "faster_heuristics": root.get("faster_heuristics")?.json()?,
            "regex_dialect": "fancy-regex-explicit-python-unicode-v1",
            "rules": exceptions(root.get("exceptions")?)?,
        }))
    })
}

/// Words with a fixed split. The attributes of the parts are numbered: 65 is the form, 67 the norm.
fn exceptions(table: Node) -> Result<Json, Error> {
    let mut rules = Map::new();
    for (word, parts) in table.entries()? {
        let mut split = Vec::new();
        for part in parts.list()? {
            let form = part.under(65).ok_or_else(|| part.bad("an exception without form"))?.str()?;
            split.push(match part.under(67) {
                Some(norm) => json!({ "ORTH": form, "NORM": norm.str()? }),
                None => json!({ "ORTH": form }),
            });
        }
        rules.insert(word.str()?.to_owned(), split.into());
    }
    Ok(rules.into())
}

fn norms(wheel: &mut Wheel) -> Result<Json, Error> {
    let mut norms = strings::base_norms();
    let table = file(wheel, "vocab/lookups.bin", |root| numbered(root.get("lexeme_norm")?))?;
    if let Json::Object(own) = table {
        norms.extend(own);
    }
    Ok(norms.into())
}

/// A table with numbers for keys; JSON wants them as strings.
fn numbered(table: Node) -> Result<Json, Error> {
    let entries = table.entries()?.map(|(key, value)| Ok((key.u64()?.to_string(), value.json()?)));
    Ok(entries.collect::<Result<Map<_, _>, Error>>()?.into())
}

/// The lemmatizer's tables by part of speech.
fn lemmas(root: Node) -> Result<Json, Error> {
    let mut tables = Map::new();
    for name in ["lemma_index", "lemma_exc", "lemma_rules"] {
        let table = root.get(name)?;
        let mut by_pos = Map::new();
        for pos in ["noun", "verb", "adj", "adv", "punct"] {
            let entries = table.under(strings::id(pos)).map(|entries| entries.json()).transpose()?;
            by_pos.insert(pos.to_owned(), entries.unwrap_or_else(|| json!({})));
        }
        tables.insert(name.to_owned(), by_pos.into());
    }
    Ok(tables.into())
}

fn pack(weights: &Weights) -> Result<Vec<u8>, Error> {
    let view = |(name, t): (&String, &crate::msgpack::Tensor)| {
        let view = TensorView::new(Dtype::F32, t.shape.clone(), &t.bytes);
        view.map(|_| ()).map_err(|e| Error::format(name, e.to_string()))
    };
    weights.iter().try_for_each(view)?;
    let views = weights.iter().filter_map(|(name, t)| {
        Some((name.as_str(), TensorView::new(Dtype::F32, t.shape.clone(), &t.bytes).ok()?))
    });
    safetensors::serialize(views, None).map_err(|e| Error::format(WEIGHTS, e.to_string()))
}
