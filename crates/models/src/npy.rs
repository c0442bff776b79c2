//! NumPy's file format, for the table of word vectors.

use crate::Error;
use crate::msgpack::Tensor;

/// The table in a `.npy` file of 32-bit floats in row-major order.
pub(crate) fn tensor(member: &str, bytes: &[u8]) -> Result<Tensor, Error> {
    let (header, data) = split(bytes).ok_or_else(|| Error::format(member, "not a NumPy file"))?;
    if !header.contains("'descr': '<f4'") || !header.contains("'fortran_order': False") {
        return Err(Error::format(member, format!("unexpected kind of table: {header}")));
    }
    let shape = shape(header).ok_or_else(|| Error::format(member, format!("no shape in {header}")))?;
    Tensor::new(member, shape, data.to_vec())
}

/// Header text and data. Version 1 has two bytes of length, later ones four.
fn split(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(b"\x93NUMPY")?;
    let (version, rest) = rest.split_at_checked(2)?;
    let (length, rest) = match version[0] {
        1 => (u16::from_le_bytes(rest.get(..2)?.try_into().ok()?) as usize, &rest[2..]),
        2 | 3 => (u32::from_le_bytes(rest.get(..4)?.try_into().ok()?) as usize, &rest[4..]),
        _ => return None,
    };
    let (header, data) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(header).ok()?, data))
}

fn shape(header: &str) -> Option<Vec<usize>> {
    let (_, after) = header.split_once("'shape': (")?;
    let (inside, _) = after.split_once(')')?;
    let sizes = inside.split(',').map(str::trim).filter(|size| !size.is_empty());
    sizes.map(|size| size.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(header: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn reads_a_table_and_refuses_what_does_not_fit() {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }\n";
        let table = tensor("v", &file(header, &[0; 8])).unwrap();
        assert_eq!((table.shape, table.bytes.len()), (vec![1, 2], 8));
        assert!(tensor("v", &file(header, &[0; 7])).is_err());
        assert!(tensor("v", &file(&header.replace("<f4", "<f8"), &[0; 16])).is_err());
        assert!(tensor("v", b"\x93NUMPY\x01").is_err());
        assert!(
            tensor("v", &file(&header.replace("(1, 2)", "(99999999999, 99999999999)"), &[0; 8])).is_err()
        );
    }
}
