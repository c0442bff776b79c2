//! Scores facts against gold by the rules of the contract.
