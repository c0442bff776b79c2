//! From a request to its answer: a record from the pool, on a thread that may wait, within a time.
use crate::{
    ServeError,
    ask::{Ask, Body},
    cache::Cache,
    connection::Options,
    desk::Desk,
    door::{Door, Visitor},
    failure::Failure,
    matrices::Matrices,
    metrics::Metrics,
    params::{Params, link},
    pool::Pool,
};
use axum::{
    body::Body as HttpBody,
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
};
use rapporteur_store::{Judgement, Record, RollUp};
use sha2::{Digest as _, Sha256};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, task, time};

/// Everything that requests share.
pub struct App {
    pub pool: Pool,
    cache: Cache,
    matrices: Matrices,
    pub desk: Desk,
    pub door: Door,
    pub metrics: Metrics,
    /// Questions answered at one time.
    turns: Semaphore,
    limit: Duration,
    /// How positions are rolled up where that is asked for.
    roll_up: Option<RollUp>,
    /// Uploads taken at one time.
    pub uploads: Semaphore,
    /// Copies of the record made at one time.
    pub copies: Semaphore,
    /// Whether browsers come by TLS, which something before this server speaks.
    pub behind_tls: bool,
}

/// For one question, the wait for its turn included.
const LIMIT: Duration = Duration::from_secs(20);

/// Uploads at one time; further ones are told to wait.
const UPLOADS: usize = 4;

/// Answers a question.
pub type Answer = fn(&Ask) -> Result<Body, Failure>;
/// Dresses a failure: as a page, or as the API tells it.
pub type Refusal = fn(&Failure) -> Body;

/// A request as far as it matters for its answer.
pub struct Wanted {
    pub uri: Uri,
    pub id: String,
    pub accept: String,
    pub visitor: Visitor,
    /// The entity tags that the client has.
    pub known: String,
}

impl Wanted {
    pub fn new(visitor: Visitor, uri: Uri, id: Option<String>, headers: &HeaderMap) -> Self {
        let text =
            |name| headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok()).unwrap_or("").to_owned();
        Self {
            visitor,
            uri,
            id: id.unwrap_or_default(),
            accept: text(header::ACCEPT),
            known: text(header::IF_NONE_MATCH),
        }
    }
}

/// A body with its entity tag; without a body where the client has it.
enum Done {
    Same(String),
    New(Arc<Body>, String),
}

impl App {
    pub fn open(options: &Options, door: Door) -> Result<Self, ServeError> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self {
            pool: Pool::open(&options.record)?,
            desk: Desk::open(options)?,
            door,
            cache: Cache::default(),
            matrices: Matrices::default(),
            metrics: Metrics::default(),
            turns: Semaphore::new(cores.clamp(2, 16)),
            limit: LIMIT,
            uploads: Semaphore::new(UPLOADS),
            copies: Semaphore::new(1),
            behind_tls: options.behind_tls,
            roll_up: options.roll_up,
        })
    }

    pub async fn respond(
        self: Arc<Self>,
        wanted: Wanted,
        answer: Answer,
        refusal: Refusal,
    ) -> Response<HttpBody> {
        match time::timeout(self.limit, self.clone().ask(wanted, answer)).await {
            Ok(Ok(Done::Same(tag))) => unchanged(&tag),
            Ok(Ok(Done::New(body, tag))) => found(&body, &tag),
            Ok(Err(failure)) => refused(&failure, refusal),
            Err(_) => refused(&Failure::Late, refusal),
        }
    }

    /// The body of an answer, for one who asks without HTTP.
    pub async fn tell(self: Arc<Self>, wanted: Wanted, answer: Answer) -> Result<Arc<Body>, Failure> {
        match time::timeout(self.limit, self.clone().ask(wanted, answer)).await {
            Ok(Ok(Done::New(body, _))) => Ok(body),
            Ok(Ok(Done::Same(_))) => Err(Failure::Form),
            Ok(Err(failure)) => Err(failure),
            Err(_) => Err(Failure::Late),
        }
    }

    /// Keeps an assistant's suggestion; see [`Desk::suggest`].
    pub fn suggest(&self, suggestion: &Judgement, visitor: &Visitor, noted: bool) -> Result<i64, Failure> {
        self.desk.suggest(suggestion, visitor, noted)
    }

    /// Makes the judgement of a form; the answer leads on to the next fact.
    pub async fn judge(
        self: Arc<Self>,
        visitor: Visitor,
        form: Params,
        refusal: Refusal,
    ) -> Response<HttpBody> {
        let app = Arc::clone(&self);
        let next = onward(&form);
        let judged = move || app.desk.judge(&form, &visitor);
        match task::spawn_blocking(judged).await.map_err(broken) {
            Ok(Ok(number)) => {
                let to = next(number);
                response(StatusCode::SEE_OTHER, &[(header::LOCATION, &to)], HttpBody::empty())
            }
            Ok(Err(failure)) | Err(failure) => refused(&failure, refusal),
        }
    }

    async fn ask(self: Arc<Self>, wanted: Wanted, answer: Answer) -> Result<Done, Failure> {
        let Ok(_turn) = self.turns.acquire().await else { return Err(Failure::Late) };
        let app = Arc::clone(&self);
        let record = task::spawn_blocking(move || app.pool.take()).await.map_err(broken)??;
        let mut guard = Interrupt(Some(Box::new(record.stopper())));
        let app = Arc::clone(&self);
        let done = task::spawn_blocking(move || {
            let done = app.answer(&record, &wanted, answer);
            // What was stopped or failed may be in any state.
            if !matches!(done, Err(Failure::Broken(_))) {
                app.pool.give(record);
            }
            done
        })
        .await
        .map_err(broken);
        guard.0 = None;
        done?
    }

    fn answer(&self, record: &Record, wanted: &Wanted, answer: Answer) -> Result<Done, Failure> {
        // Forms bear a seal of this server and this visitor.
        let (seal, role) = (self.desk.seal(&wanted.visitor), wanted.visitor.role);
        // Jobs go on while the record stays as it is.
        let of_jobs = ["/add", "/api/v1/jobs"].iter().any(|path| wanted.uri.path().starts_with(path));
        let jobs = if of_jobs { self.desk.jobs.changes() } else { 0 };
        let params = Params::parse(wanted.uri.query().unwrap_or("")).ruled(self.roll_up);
        let state = match self.matrices.state(record, wanted.uri.path(), &params)? {
            Some(state) => state,
            None => record.state()?,
        };
        let key = format!("{seal} {role:?} {state} {jobs} {} {}", wanted.uri, wanted.accept);
        let tag = tag(&key);
        if has(&wanted.known, &tag) {
            return Ok(Done::Same(tag));
        }
        if let Some(body) = self.cache.get(&key) {
            return Ok(Done::New(body, tag));
        }
        let (path, id, accept) = (wanted.uri.path(), wanted.id.as_str(), wanted.accept.as_str());
        let body = Arc::new(answer(&Ask {
            record,
            desk: &self.desk,
            visitor: &wanted.visitor,
            params: &params,
            path,
            id,
            accept,
            whole: false,
            since: None,
        })?);
        self.cache.put(key, &body);
        Ok(Done::New(body, tag))
    }
}

/// Where the queue goes on after a judgement: for the same person, under the same limits.
fn onward(form: &Params) -> impl FnOnce(i64) -> String + use<> {
    let kept: Vec<(String, String)> = ["who", "kind", "issue", "skip"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), form.get(name)?.to_owned())))
        .collect();
    move |number| {
        let number = number.to_string();
        let pairs: Vec<(&str, &str)> =
            kept.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain([("done", number.as_str())]).collect();
        link("/review", &pairs)
    }
}

/// Stops the question when nobody waits for it any more.
struct Interrupt(Option<Box<dyn Fn() + Send>>);

impl Drop for Interrupt {
    fn drop(&mut self) {
        if let Some(stop) = self.0.take() {
            stop();
        }
    }
}

fn broken(error: task::JoinError) -> Failure {
    Failure::Broken(error.to_string())
}

/// Of what decides an answer: the program and its start, the state of the record, the address and the forms asked for.
fn tag(key: &str) -> String {
    let hash = Sha256::digest(format!("{} {key}", env!("CARGO_PKG_VERSION")));
    let digits: String = hash.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

fn has(known: &str, tag: &str) -> bool {
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

/// Answers may be kept, and are asked for anew each time: who has the tag gets no body.
const KEEP: &str = "private, no-cache";

fn unchanged(tag: &str) -> Response<HttpBody> {
    response(
        StatusCode::NOT_MODIFIED,
        &[(header::ETAG, tag), (header::CACHE_CONTROL, KEEP)],
        HttpBody::empty(),
    )
}

fn found(body: &Body, tag: &str) -> Response<HttpBody> {
    let mut fields = vec![
        (header::CONTENT_TYPE, body.form),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, KEEP),
        (header::VARY, "Accept"),
    ];
    fields.extend(body.next.as_deref().map(|next| (header::LINK, next)));
    response(StatusCode::OK, &fields, HttpBody::from(body.bytes.clone()))
}

pub fn refused(failure: &Failure, refusal: Refusal) -> Response<HttpBody> {
    if let Failure::Broken(why) = failure {
        eprintln!("{}", serde_json::json!({ "level": "error", "why": why }));
    }
    let body = refusal(failure);
    let mut fields = vec![(header::CONTENT_TYPE, body.form), (header::CACHE_CONTROL, "no-store")];
    if matches!(failure, Failure::Unknown) {
        fields.push((header::WWW_AUTHENTICATE, "Bearer"));
    }
    response(failure.status(), &fields, HttpBody::from(body.bytes))
}

pub fn response(
    status: StatusCode,
    fields: &[(header::HeaderName, &str)],
    body: HttpBody,
) -> Response<HttpBody> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in fields {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
