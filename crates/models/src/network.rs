//! thinc networks: the nodes that hold weights, found by their names.

use crate::Error;
use crate::msgpack::{Node, Tensor, decode};
use rmpv::Value;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// All weights of a pipeline by the names that the manifest refers to.
pub(crate) type Weights = BTreeMap<String, Tensor>;

/// A thinc model file: lists of nodes, attributes and parameters of equal length.
pub(crate) struct Network {
    member: String,
    root: Value,
}

/// One layer, with its attributes and parameters.
#[derive(Clone, Copy)]
pub(crate) struct Layer<'a> {
    member: &'a str,
    node: Node<'a>,
    attributes: Node<'a>,
    parameters: Node<'a>,
}

impl Network {
    pub(crate) fn read(member: &str, bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self { member: member.to_owned(), root: decode(member, bytes)? })
    }

    /// The layers in the order of the file, which is breadth first.
    pub(crate) fn layers(&self) -> Result<Vec<Layer<'_>>, Error> {
        let root = Node::new(&self.member, &self.root);
        let parts = ["nodes", "attrs", "params"].map(|part| root.get(part).and_then(|list| list.list()));
        let [nodes, attributes, parameters] = parts;
        let zipped = nodes?.zip(attributes?).zip(parameters?);
        let member = self.member.as_str();
        Ok(zipped
            .map(|((node, attributes), parameters)| Layer { member, node, attributes, parameters })
            .collect())
    }
}

impl<'a> Layer<'a> {
    pub(crate) fn name(&self) -> &'a str {
        self.node.find("name").and_then(|name| name.str().ok()).unwrap_or_default()
    }

    /// Number of the layer that this one refers to by a name.
    pub(crate) fn reference(&self, name: &str) -> Option<u64> {
        let target = self.node.find("refs")?.find(name)?;
        if target.is_nil() { None } else { target.u64().ok() }
    }

    /// An attribute, which thinc wraps in MessagePack of its own.
    fn attribute(&self, name: &str) -> Result<Value, Error> {
        decode(self.member, self.attributes.get(name)?.bytes()?)
    }

    fn number(&self, name: &str) -> Result<u64, Error> {
        Node::new(self.member, &self.attribute(name)?).u64()
    }

    /// Moves the parameters into the weights and gives their names there: `{"W": "PREFIX.W"}`.
    pub(crate) fn store(&self, prefix: &str, names: &[&str], weights: &mut Weights) -> Result<Json, Error> {
        let mut stored = serde_json::Map::new();
        for name in names {
            let key = format!("{prefix}.{name}");
            weights.insert(key.clone(), self.parameters.get(name)?.tensor()?);
            stored.insert((*name).to_owned(), key.into());
        }
        Ok(stored.into())
    }
}

/// Layers of this name.
pub(crate) fn named<'a>(layers: &[Layer<'a>], name: &str) -> Vec<Layer<'a>> {
    layers.iter().filter(|layer| layer.name() == name).copied().collect()
}

/// The one layer of this name, or the first.
pub(crate) fn first<'a>(layers: &[Layer<'a>], member: &str, name: &str) -> Result<Layer<'a>, Error> {
    let found = layers.iter().find(|layer| layer.name() == name).copied();
    found.ok_or_else(|| Error::format(member, format!("no layer called {name}")))
}

/// The layer that some layer refers to as `name`.
pub(crate) fn referred<'a>(layers: &[Layer<'a>], member: &str, name: &str) -> Result<Layer<'a>, Error> {
    let number = layers.iter().find_map(|layer| layer.reference(name));
    let layer = number.and_then(|number| layers.get(number as usize)).copied();
    layer.ok_or_else(|| Error::format(member, format!("no layer referred to as {name}")))
}

/// The manifest's description of a token encoder: hash embeddings, static vectors, a mixing layer
/// and a stack of windowed layers.
pub(crate) fn encoder(layers: &[Layer], member: &str, prefix: &str, to: &mut Weights) -> Result<Json, Error> {
    let hashes = hashes(layers, prefix, to)?;
    let columns = first(layers, member, "extract_features")?.attribute("columns")?;
    let vectors = named(layers, "static_vectors").first().copied();
    let vectors = vectors.map(|layer| layer.store(&format!("{prefix}.static"), &["W"], to)).transpose()?;
    let mut blocks = blocks(layers, member, prefix, to)?.into_iter();
    let mix = blocks.next().ok_or_else(|| Error::format(member, "no layer called maxout"))?;
    let windows = named(layers, "expand_window").into_iter().map(|layer| layer.number("window_size"));
    let width = to.get(&format!("{prefix}.0.norm.G")).and_then(|norm| norm.shape.first().copied());
    Ok(json!({
        "width": width,
        "attrs": Node::new(member, &columns).json()?,
        "hashes": hashes,
        "static": vectors,
        "mix": mix,
        "layers": blocks.collect::<Vec<_>>(),
        "windows": windows.collect::<Result<Vec<_>, _>>()?,
        "pad": referred(layers, member, "encode")?.number("pad")?,
    }))
}

fn hashes(layers: &[Layer], prefix: &str, to: &mut Weights) -> Result<Vec<Json>, Error> {
    let mut hashes = Vec::new();
    for (i, layer) in named(layers, "hashembed").into_iter().enumerate() {
        let params = layer.store(&format!("{prefix}.hash{i}"), &["E"], to)?;
        hashes.push(json!({ "params": params, "seed": layer.number("seed")? }));
    }
    Ok(hashes)
}

/// Maxout layers with the normalization that follows each. The first mixes the embeddings: breadth
/// first, it comes before the windowed ones, which lie deeper.
fn blocks(layers: &[Layer], member: &str, prefix: &str, to: &mut Weights) -> Result<Vec<Json>, Error> {
    let (maxouts, norms) = (named(layers, "maxout"), named(layers, "layernorm"));
    if maxouts.len() != norms.len() {
        return Err(Error::format(member, "maxout layers without normalization"));
    }
    let mut blocks = Vec::new();
    for (i, (maxout, norm)) in maxouts.iter().zip(&norms).enumerate() {
        let maxout = maxout.store(&format!("{prefix}.{i}.max"), &["W", "b"], to)?;
        let norm = norm.store(&format!("{prefix}.{i}.norm"), &["G", "b"], to)?;
        blocks.push(json!({ "maxout": maxout, "norm": norm }));
    }
    Ok(blocks)
}

/// The manifest's description of a transition system's layers.
pub(crate) fn transition(
    layers: &[Layer],
    member: &str,
    prefix: &str,
    to: &mut Weights,
) -> Result<Json, Error> {
    let lower = referred(layers, member, "lower")?;
    let upper = referred(layers, member, "upper")?;
    let reduce =
        named(layers, "linear").pop().ok_or_else(|| Error::format(member, "no layer called linear"))?;
    Ok(json!({
        "lower": lower.store(&format!("{prefix}.lower"), &["W", "b", "pad"], to)?,
        "reduce": reduce.store(&format!("{prefix}.reduce"), &["W", "b"], to)?,
        "upper": upper.store(&format!("{prefix}.upper"), &["W", "b"], to)?,
    }))
}
