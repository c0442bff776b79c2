//! A pipeline of the smallest size, built file by file as spaCy writes them.
use rmpv::Value;
use std::io::{Cursor, Write};
use std::path::Path;

/// Files of the model folder, by name.
pub type Files = Vec<(String, Vec<u8>)>;

const CONFIG: &str = r#"
[nlp]
lang = "en"
pipeline = ["tok2vec","tagger","parser","senter","attribute_ruler","lemmatizer","ner"]
disabled = ["senter"]
[components.lemmatizer]
mode = "rule"
[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"
[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
[components.tagger.model]
@architectures = "spacy.Tagger.v2"
[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
extra_state_tokens = false
use_upper = true
[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
extra_state_tokens = false
use_upper = true
[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"
[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
"#;

pub fn files() -> Files {
    let entity_moves = r#"{"0":{},"1":{"ORG":3},"2":{"ORG":3},"3":{"ORG":3},"4":{"ORG":3,"":1},"5":{"":1}}"#;
    let parser_moves = r#"{"0":{"":9},"1":{"":8},"2":{"nsubj":7},"3":{"dobj":6},"4":{"ROOT":5}}"#;
    let lemmas = map(["lemma_index", "lemma_exc", "lemma_rules"].map(|table| (table.into(), map([]))));
    let packed = [
        ("tokenizer", tokenizer()),
        ("attribute_ruler/patterns", rules()),
        ("lemmatizer/lookups/lookups.bin", lemmas),
        ("vocab/lookups.bin", map([("lexeme_norm".into(), map([(7.into(), "seven".into())]))])),
        ("vocab/key2row", map([])),
        ("parser/moves", map([("moves".into(), parser_moves.into())])),
        ("ner/moves", map([("moves".into(), entity_moves.into())])),
        ("tok2vec/model", model(encoder(0))),
        ("tagger/model", model(vec![layer("softmax", &[], &[], &[("W", &[2, 2]), ("b", &[2])])])),
        ("parser/model", model(transition(8, 5, Vec::new()))),
        ("ner/model", model(transition(3, 6, encoder(4)))),
    ];
    let text = [
        ("config.cfg", CONFIG.as_bytes().to_vec()),
        ("meta.json", br#"{"lang":"en","name":"tiny","version":"3.8.0"}"#.to_vec()),
        ("tagger/cfg", br#"{"labels":["NN","_SP"]}"#.to_vec()),
        ("vocab/vectors", vectors()),
    ];
    let packed = packed.map(|(name, value)| (name, pack(&value)));
    packed.into_iter().chain(text).map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// Writes a wheel with these files in its model folder.
pub fn wheel(path: &Path, files: &Files) {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(format!("tiny/_model/{name}"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    std::fs::write(path, zip.finish().unwrap().into_inner()).unwrap();
}

/// One layer: node, attributes, parameters.
type Layer = [Value; 3];

fn encoder(before: u64) -> Vec<Layer> {
    let block = |input| {
        [
            layer("maxout", &[], &[], &[("W", &[2, 2, input]), ("b", &[2, 2])]),
            layer("layernorm", &[], &[], &[("G", &[2]), ("b", &[2])]),
        ]
    };
    let columns = Value::Array(vec!["NORM".into()]);
    let mut layers = vec![
        layer("encoder", &[("embed", before + 1), ("encode", before + 2)], &[], &[]),
        layer("embed", &[], &[], &[]),
        layer("encode", &[], &[("pad", 1.into())], &[]),
        layer("extract_features", &[], &[("columns", columns)], &[]),
        layer("hashembed", &[], &[("seed", 8.into())], &[("E", &[5, 2])]),
    ];
    layers.extend(block(2));
    layers.push(layer("expand_window", &[], &[("window_size", 1.into())], &[]));
    layers.extend(block(6));
    layers
}

fn transition(features: usize, actions: usize, encoder: Vec<Layer>) -> Vec<Layer> {
    let lower: [(&str, &[usize]); 3] =
        [("W", &[features, 2, 2, 2]), ("b", &[2, 2]), ("pad", &[1, features, 2, 2])];
    let mut layers = vec![
        layer("parser_model", &[("tok2vec", 3), ("lower", 1), ("upper", 2)], &[], &[]),
        layer("precomputable_affine", &[], &[], &lower),
        layer("linear", &[], &[], &[("W", &[actions, 2]), ("b", &[actions])]),
        layer("chain", &[], &[], &[]),
    ];
    layers.extend(encoder);
    layers.push(layer("linear", &[], &[], &[("W", &[2, 2]), ("b", &[2])]));
    layers
}

fn layer(
    name: &str,
    refs: &[(&str, u64)],
    attributes: &[(&str, Value)],
    parameters: &[(&str, &[usize])],
) -> Layer {
    let refs = map(refs.iter().map(|(name, to)| ((*name).into(), (*to).into())));
    let attributes = attributes.iter().map(|(name, value)| ((*name).into(), Value::Binary(pack(value))));
    let parameters = parameters.iter().map(|(name, shape)| ((*name).into(), array(shape)));
    [map([("name".into(), name.into()), ("refs".into(), refs)]), map(attributes), map(parameters)]
}

fn model(layers: Vec<Layer>) -> Value {
    let part = |n: usize| Value::Array(layers.iter().map(|layer| layer[n].clone()).collect());
    map([("nodes".into(), part(0)), ("attrs".into(), part(1)), ("params".into(), part(2))])
}

/// An array of the numbers 0.0, 0.1, 0.2 … as msgpack-numpy writes it.
fn array(shape: &[usize]) -> Value {
    let size: usize = shape.iter().product();
    let bytes = (0..size).flat_map(|n| (n as f32 / 10.0).to_le_bytes()).collect();
    let sizes = Value::Array(shape.iter().map(|n| Value::from(*n as u64)).collect());
    let binary = |key: &str| Value::Binary(key.as_bytes().to_vec());
    map([
        (binary("nd"), true.into()),
        (binary("type"), "<f4".into()),
        (binary("shape"), sizes),
        (binary("data"), Value::Binary(bytes)),
    ])
}

fn tokenizer() -> Value {
    let exception = Value::Array(vec![
        map([(65.into(), "do".into())]),
        map([(65.into(), "n't".into()), (67.into(), "not".into())]),
    ]);
    map([
        ("prefix_search".into(), r"^\(|^[\[{]".into()),
        ("suffix_search".into(), r"\.$|\)$".into()),
        ("infix_finditer".into(), r"(?<=\w)-(?=\w)".into()),
        ("url_match".into(), r"(?u)^\w+://\S+$".into()),
        ("token_match".into(), Value::Nil),
        ("exceptions".into(), map([("don't".into(), exception)])),
        ("faster_heuristics".into(), true.into()),
    ])
}

fn rules() -> Value {
    let pattern = Value::Array(vec![map([("TAG".into(), "NN".into())])]);
    let rule = map([
        ("patterns".into(), Value::Array(vec![pattern])),
        ("attrs".into(), map([("POS".into(), "NOUN".into())])),
        ("index".into(), 0.into()),
    ]);
    Value::Array(vec![rule])
}

fn vectors() -> Vec<u8> {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 0), }\n";
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes
}

fn map(entries: impl IntoIterator<Item = (Value, Value)>) -> Value {
    Value::Map(entries.into_iter().collect())
}

fn pack(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, value).unwrap();
    bytes
}
