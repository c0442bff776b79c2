//! `rapporteur token`: who may use the record from elsewhere.
use crate::Outcome;
use crate::args::{RoleArg, Token, TokenCommand};
use jiff::Timestamp;
use rapporteur_serve::{Role, Tokens, audit};
use rapporteur_store::export::visible;
use std::io::Write as _;

pub fn run(args: Token) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    let now = Timestamp::now();
    match args.command {
        TokenCommand::Add { name, role, expires, of } => {
            writeln!(out, "{}", Tokens::of(&of.record).add(&name, self::role(role), expires, now)?)?;
        }
        TokenCommand::Revoke { name, of } => {
            if !Tokens::of(&of.record).revoke(&name, now)? {
                anstream::eprintln!("there is no valid token of {}", visible(&name));
                return Ok(Outcome::Partly);
            }
        }
        TokenCommand::List(of) => {
            for token in Tokens::of(&of.record).all()? {
                let state = if token.is_valid(now) { "valid" } else { "worthless" };
                writeln!(out, "{}\t{}\t{state}\t{}", visible(&token.name), token.role.as_str(), token.made)?;
            }
        }
        TokenCommand::Audit(of) => {
            for entry in audit(&of.record, None)? {
                writeln!(out, "{entry}")?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn role(role: RoleArg) -> Role {
    match role {
        RoleArg::Reader => Role::Reader,
        RoleArg::Reviewer => Role::Reviewer,
        RoleArg::Admin => Role::Admin,
    }
}
