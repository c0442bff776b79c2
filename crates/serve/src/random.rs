//! What nobody can guess.

/// 256 random bits as hexadecimal digits.
pub fn digits() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
