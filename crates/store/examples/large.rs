//! A record as large as wanted, made of made-up reports; how quick it answers; and whether it outlives being killed.
//!
//!     large load RECORD DOCUMENTS [SEED [BATCH]]   prints `ACK n` whenever n documents are on disk, then figures
//!     large ask RECORD                             prints milliseconds of questions, clock and processor, as JSON
//!     large verify RECORD N [SEED]                 fails unless the first N documents are there, whole, and nothing is unsound
use jiff::Timestamp;
use rapporteur_record::{
    Actor, ActorKind, Claim, Debate, Decision, Document, Effect, Fact, Issue, Measure, Mode, PartialDate,
    Position, Source, Span, Stance, Statement, Status, Votes,
};
use rapporteur_store::{Filter, Record, Run, RunInfo};
use std::io::Write as _;
use std::sync::LazyLock;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

/// Facts of each document.
const FACTS: usize = 10;
const ISSUES: u64 = 50;
const ACTORS: u64 = 5_000;
const OUTLETS: u64 = 40;
const WORDS: u64 = 20_000;
const BATCH: usize = 4_096;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| args.get(at).map_or(Ok(0), |text| text.parse::<u64>());
    match args.first().map(String::as_str) {
        Some("load") => {
            load(&args[1], number(2)?, number(3)?, args.get(4).map_or(Ok(BATCH), |text| text.parse())?)
        }
        Some("ask") => ask(&args[1]),
        Some("verify") => verify(&args[1], number(2)?, number(3)?),
        _ => Err("load RECORD DOCUMENTS [SEED] | ask RECORD | verify RECORD N [SEED]".into()),
    }
}

/// Numbers that look random and are the same for ever.
fn draw(seed: u64, of: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(of ^ 0x5851_f42d_4c95_7f2d);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Few are named often, most seldom, be it actors or words: the n-th about 1/n as often as the first.
fn ranked(number: u64, of: u64) -> u64 {
    let x = (number % 1_000_000) as f64 / 1_000_000.0;
    (of as f64).powf(x) as u64 - 1
}

/// A word of syllables: numbers would be hashed otherwise than language is.
fn word(mut rank: u64) -> String {
    const CONSONANTS: &[u8] = b"bcdfghjklmnprstvwz";
    const VOWELS: &[u8] = b"aeiou";
    let mut word = String::from("k");
    loop {
        let (vowel, consonant) = (rank % 5, rank / 5 % 18);
        word.extend([VOWELS[vowel as usize], CONSONANTS[consonant as usize]].map(char::from));
        rank /= 90;
        if rank == 0 {
            return word;
        }
    }
}

fn document(number: u64, seed: u64) -> (Document, Vec<Fact>) {
    let day =
        |n: u64| PartialDate::ymd(2022 + (n / 336) as i16 % 3, (n / 28 % 12) as u8 + 1, (n % 28) as u8 + 1);
    let base = seed << 40 | number << 8;
    let published = draw(base, 1) % 1008;
    let mut text = String::new();
    let mut facts = Vec::new();
    for n in 0..FACTS as u64 {
        let who = ranked(draw(base, 10 + n), ACTORS);
        let start = text.len();
        let name = format!("Actor {who}");
        text.push_str(&name);
        let mention = Span::new(start, text.len());
        let verb = text.len() + 1;
        text.push_str(" said that");
        let content = text.len() + 1;
        for number in 0..16 {
            text.push(' ');
            text.push_str(&word(ranked(draw(base, 1000 * (n + 1) + number), WORDS)));
        }
        text.push('.');
        let sentence = Span::new(start, text.len());
        text.push(if n % 4 == 3 { '\n' } else { ' ' });
        let actor = Actor { name, kind: ActorKind::Person, mention: Some(mention), rule: "gazetteer" };
        let words = Span::new(content, sentence.end - 1);
        let on = draw(base, 50 + n)
            .is_multiple_of(2)
            .then(|| day(published.saturating_sub(draw(base, 60 + n) % 5)))
            .flatten();
        let claim = claim(n, draw(base, 70 + n), actor, Span::new(verb, verb + 4), words);
        facts.push(Fact {
            claim,
            on,
            evidence: vec![sentence],
            rule: "made/up".into(),
            confidence: 0.75,
            why: None,
        });
    }
    let source = Source {
        path: format!("{number}.txt"),
        outlet: Some(format!("Outlet {}", draw(base, 2) % OUTLETS)),
        title: Some(format!("Report {number}")),
        published: day(published),
        ..Source::default()
    };
    (Document::new(format!("d{seed}-{number}"), source, text, Vec::new()), facts)
}

fn claim(n: u64, luck: u64, actor: Actor, cue: Span, words: Span) -> Claim {
    match n {
        0..4 => Claim::Position(Position {
            holder: actor,
            issue: format!("issue-{}", luck % ISSUES),
            stance: Stance::ALL[(luck >> 8) as usize % 4],
        }),
        4..8 => Claim::Statement(Statement {
            speaker: actor,
            cue: vec![cue],
            content: vec![words],
            mode: Mode::Indirect,
            denied: false,
            denies: None,
        }),
        8 => Claim::Measure(Measure {
            authority: actor,
            effect: Effect::ALL[luck as usize % Effect::ALL.len()],
            target: None,
            object: Some(words),
            scope: vec![],
            status: Status::InForce,
        }),
        _ => Claim::Decision(Decision {
            body: actor,
            act: rapporteur_record::Act::Adopt,
            instrument: Some("bill".into()),
            votes: Votes { pro: Some((luck % 400) as u32), contra: Some((luck % 300) as u32), abstain: None },
            binding: None,
        }),
    }
}

fn begin(record: &mut Record) -> Result<Run, Failure> {
    let issue =
        |n| Issue { id: format!("issue-{n}"), text: format!("Proposal {n}."), pro: vec![], contra: vec![] };
    let debate = Debate { issues: (0..ISSUES).map(issue).collect() };
    Ok(record
        .begin_run(&RunInfo { program: "large".into(), debate, ..RunInfo::default() }, Timestamp::now())?)
}

fn load(path: &str, documents: u64, seed: u64, batch: usize) -> Result<(), Failure> {
    let mut record = Record::open(path)?;
    let run = begin(&mut record)?;
    let (mut bytes, mut making) = (0, Spent::default());
    let all = Spent::now();
    record.loading(documents as usize, |record| -> Result<(), Failure> {
        let numbers: Vec<u64> = (0..documents).collect();
        for batch in numbers.chunks(batch) {
            let start = Spent::now();
            let made: Vec<(Document, Vec<Fact>)> = batch.iter().map(|&n| document(n, seed)).collect();
            making = making + start.until_now();
            bytes += made.iter().map(|(document, _)| document.text.len()).sum::<usize>();
            record.put(
                &run,
                made.iter().map(|(document, facts)| (document, &facts[..])),
                Timestamp::now(),
            )?;
            let mut out = std::io::stdout().lock();
            writeln!(out, "ACK {}", batch.last().map_or(0, |last| last + 1))?;
            out.flush()?;
        }
        Ok(())
    })?;
    // Making up the reports is no part of it, making the indexes is.
    let Spent { clock, processor } = all.until_now() - making;
    drop(record);
    let facts = documents as usize * FACTS;
    let (file, index) = sizes(path)?;
    println!(
        "{{\"documents\": {documents}, \"facts\": {facts}, \"seconds\": {clock:.2}, \"facts_per_second\": {:.0}, \
         \"processor_seconds\": {processor:.2}, \"facts_per_processor_second\": {:.0}, \
         \"file_bytes\": {file}, \"text_bytes\": {bytes}, \"search_bytes\": {index}, \"bytes_per_fact\": {:.0}}}",
        facts as f64 / clock,
        facts as f64 / processor,
        (file - bytes as i64 - index) as f64 / facts as f64
    );
    Ok(())
}

/// Seconds of the clock and of the processor (all threads, as the system counts them; 0 where it tells none).
#[derive(Clone, Copy, Default)]
struct Spent {
    clock: f64,
    processor: f64,
}

impl Spent {
    fn now() -> Self {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        Self { clock: START.elapsed().as_secs_f64(), processor: processor() }
    }

    fn until_now(self) -> Self {
        Self::now() - self
    }
}

impl std::ops::Sub for Spent {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { clock: self.clock - other.clock, processor: self.processor - other.processor }
    }
}

impl std::ops::Add for Spent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { clock: self.clock + other.clock, processor: self.processor + other.processor }
    }
}

/// Linux counts ticks of 10 ms in user and system mode as fields 14 and 15.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// Seconds that this thread has spent on a processor, where Linux tells them.
fn thread() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

/// Bytes of the whole file, and of the search indexes.
fn sizes(path: &str) -> Result<(i64, i64), Failure> {
    let db = rusqlite::Connection::open(path)?;
    let sum = |condition: &str| {
        db.query_row(&format!("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE {condition}"), [], |row| {
            row.get(0)
        })
    };
    Ok((sum("true")?, sum("name LIKE '%_search_%'")?))
}

/// Milliseconds of the clock and of the processor, each of the best of some tries, since the machine may have other work.
fn best<T>(mut question: impl FnMut() -> rapporteur_store::Result<T>) -> Result<[f64; 2], Failure> {
    let mut best = [f64::INFINITY; 2];
    for _ in 0..TRIES {
        let (start, processor) = (Instant::now(), thread());
        question()?;
        let spent = thread().zip(processor).map_or(f64::NAN, |(now, then)| now - then);
        let clock = start.elapsed().as_secs_f64();
        best = [best[0].min(clock * 1000.0), best[1].min(spent * 1000.0)];
    }
    Ok(best)
}

const TRIES: usize = 15;

fn ask(path: &str) -> Result<(), Failure> {
    let record = Record::open_read_only(path)?;
    let all = Filter::default();
    let issue = Filter { issue: Some("issue-7".into()), ..all.clone() };
    // The hundredth most often named of 5,000.
    let actor = Filter { actor: Some("Actor 99".into()), ..all.clone() };
    let found = Filter { limit: Some(20), ..all };
    let forms = |filter: &Filter| {
        let dated = Filter { as_of: "2024-12".parse().ok(), ..filter.clone() };
        let known = Filter { known_at: Some(Timestamp::now()), ..filter.clone() };
        [("", filter.clone()), ("_as_of", dated), ("_known_at", known)]
    };
    // In one of a thousand facts, and in one of fifty.
    let (seldom, common) = (word(1_234), word(77));
    let mut rows = Vec::new();
    for (form, filter) in forms(&issue) {
        rows.push((format!("matrix{form}"), best(|| record.matrix(&filter))?));
    }
    for (form, filter) in forms(&actor) {
        rows.push((format!("ledger{form}"), best(|| record.ledger(&filter))?));
    }
    for (form, filter) in forms(&found) {
        rows.push((format!("search{form}"), best(|| record.search(&format!("{common} {seldom}"), &filter))?));
    }
    rows.push(("search_one_word".into(), best(|| record.search(&seldom, &found))?));
    rows.push(("search_common_word".into(), best(|| record.search(&common, &found))?));
    let (matrix, ledger) = (record.matrix(&issue)?.rows.len(), record.ledger(&actor)?.rows.len());
    let rows: Vec<String> = rows
        .iter()
        .map(|(name, [clock, processor])| format!("\"{name}_ms\": [{clock:.1}, {processor:.1}]"))
        .collect();
    println!("{{{}, \"matrix_rows\": {matrix}, \"ledger_rows\": {ledger}}}", rows.join(", "));
    Ok(())
}

fn verify(path: &str, acknowledged: u64, seed: u64) -> Result<(), Failure> {
    let mut record = Record::open(path)?;
    let faults = record.check()?;
    if !faults.is_empty() {
        return Err(faults.join("; ").into());
    }
    let run = begin(&mut record)?;
    for number in 0..acknowledged {
        if !record.known(&document(number, seed).0.id, &run)? {
            return Err(format!("document {number} was acknowledged and is not there").into());
        }
    }
    let rows = record.documents(&Filter::default())?.rows;
    match rows.iter().find(|row| row.facts != FACTS) {
        Some(row) => Err(format!("document {} has {} facts", row.origin.doc, row.facts).into()),
        None => Ok(()),
    }
}
