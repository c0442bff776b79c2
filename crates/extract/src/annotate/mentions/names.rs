//! Names of persons as strings; see `rapporteur_names`, which compares names for everything here.
pub use rapporteur_names::{
    Token, fold, given, givens_agree, is_particle, plain, surname, surname_token, tokens_agree,
};

/// From this on two surnames may be one, where the given names agree and nothing contradicts.
pub const AGREE: f32 = 0.8;
