//! Reading MessagePack as spaCy and thinc write it, arrays of numbers included.

use crate::Error;
use rmpv::Value;

/// How deep values may be nested. spaCy's files nest six deep.
const DEPTH: usize = 64;

/// A decoded value, with the file that holds it for messages.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    member: &'a str,
    value: &'a Value,
}

/// An array of 32-bit floats, row-major, little-endian as in the file.
pub(crate) struct Tensor {
    pub(crate) shape: Vec<usize>,
    pub(crate) bytes: Vec<u8>,
}

/// Decodes one value; `member` names the file in messages.
pub(crate) fn decode(member: &str, mut bytes: &[u8]) -> Result<Value, Error> {
    rmpv::decode::read_value_with_max_depth(&mut bytes, DEPTH)
        .map_err(|e| Error::format(member, format!("not MessagePack: {e}")))
}

impl<'a> Node<'a> {
    pub(crate) fn new(member: &'a str, value: &'a Value) -> Self {
        Self { member, value }
    }

    pub(crate) fn bad(&self, reason: impl Into<String>) -> Error {
        Error::format(self.member, reason)
    }

    fn with(&self, value: &'a Value) -> Self {
        Self { member: self.member, value }
    }

    /// The entry of a map, if it is there. Keys may be strings or bytes.
    pub(crate) fn find(&self, key: &str) -> Option<Self> {
        let map = self.value.as_map()?;
        let entry = map.iter().find(|(k, _)| bytes_of(k) == Some(key.as_bytes()));
        entry.map(|(_, value)| self.with(value))
    }

    /// The entry of a map that must be there.
    pub(crate) fn get(&self, key: &str) -> Result<Self, Error> {
        self.find(key).ok_or_else(|| self.bad(format!("no {key}")))
    }

    /// The entry of a map under a number.
    pub(crate) fn under(&self, key: u64) -> Option<Self> {
        let map = self.value.as_map()?;
        map.iter().find(|(k, _)| k.as_u64() == Some(key)).map(|(_, value)| self.with(value))
    }

    pub(crate) fn list(&self) -> Result<impl Iterator<Item = Self> + use<'a>, Error> {
        let items = self.value.as_array().ok_or_else(|| self.bad("a list was expected"))?;
        let member = self.member;
        Ok(items.iter().map(move |value| Self { member, value }))
    }

    pub(crate) fn entries(&self) -> Result<impl Iterator<Item = (Self, Self)> + use<'a>, Error> {
        let map = self.value.as_map().ok_or_else(|| self.bad("a map was expected"))?;
        let member = self.member;
        Ok(map.iter().map(move |(key, value)| (Self { member, value: key }, Self { member, value })))
    }

    pub(crate) fn bytes(&self) -> Result<&'a [u8], Error> {
        bytes_of(self.value).ok_or_else(|| self.bad("bytes were expected"))
    }

    pub(crate) fn str(&self) -> Result<&'a str, Error> {
        std::str::from_utf8(self.bytes()?).map_err(|_| self.bad("a string is not UTF-8"))
    }

    pub(crate) fn u64(&self) -> Result<u64, Error> {
        self.value.as_u64().ok_or_else(|| self.bad("a whole number was expected"))
    }

    pub(crate) fn is_nil(&self) -> bool {
        self.value.is_nil()
    }

    /// The value as JSON, for parts that spaCy keeps as JSON anyway.
    pub(crate) fn json(&self) -> Result<serde_json::Value, Error> {
        serde_json::to_value(Json(self.value)).map_err(|e| self.bad(e.to_string()))
    }

    /// An array as msgpack-numpy writes it: `{nd, type, shape, data}`, 32-bit floats only.
    pub(crate) fn tensor(&self) -> Result<Tensor, Error> {
        let kind = self.get("type")?.str()?;
        if kind != "<f4" {
            return Err(self.bad(format!("numbers are {kind}, not <f4")));
        }
        let sizes = self.get("shape")?.list()?.map(|n| n.u64().map(|n| n as usize));
        let shape = sizes.collect::<Result<Vec<_>, _>>()?;
        Tensor::new(self.member, shape, self.get("data")?.bytes()?.to_vec())
    }
}

impl Tensor {
    /// Checks that the shape accounts for every byte.
    pub(crate) fn new(member: &str, shape: Vec<usize>, bytes: Vec<u8>) -> Result<Self, Error> {
        let size = shape.iter().try_fold(4_usize, |size, n| size.checked_mul(*n));
        if size != Some(bytes.len()) {
            return Err(Error::format(member, format!("{} bytes do not fill {shape:?}", bytes.len())));
        }
        Ok(Self { shape, bytes })
    }
}

fn bytes_of(value: &Value) -> Option<&[u8]> {
    match value {
        Value::String(s) => Some(s.as_bytes()),
        Value::Binary(b) => Some(b),
        _ => None,
    }
}

/// Serializes what has a counterpart in JSON, and refuses the rest.
struct Json<'a>(&'a Value);

impl serde::Serialize for Json<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Nil => to.serialize_none(),
            Value::Boolean(b) => to.serialize_bool(*b),
            Value::Integer(n) if n.is_i64() => to.serialize_i64(n.as_i64().unwrap_or_default()),
            Value::Integer(n) => to.serialize_u64(n.as_u64().unwrap_or_default()),
            Value::String(s) => match s.as_str() {
                Some(s) => to.serialize_str(s),
                None => Err(serde::ser::Error::custom("a string is not UTF-8")),
            },
            Value::Array(items) => to.collect_seq(items.iter().map(Json)),
            Value::Map(entries) => to.collect_map(entries.iter().map(|(k, v)| (Json(k), Json(v)))),
            _ => Err(serde::ser::Error::custom("a value has no counterpart in JSON")),
        }
    }
}
