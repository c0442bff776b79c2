//! The record as its users see it: what is written, what is answered, what is kept.
mod care;
mod copies;
mod disagree;
mod history;
mod judgements;
mod lately;
mod plans;
mod posts;
mod properties;
mod record;
mod roll_up;
mod sample;
mod served;
mod story;
mod suggestions;
mod views;
