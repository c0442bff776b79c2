//! The record as its users see it: what is written, what is answered, what is kept.
mod care;
mod copies;
mod history;
mod judgements;
mod plans;
mod posts;
mod properties;
mod record;
mod sample;
mod story;
mod views;
