//! What stands before every answer: whose request it is, the headers that bind browsers, and the log.
use crate::{
    add, api,
    app::{Answer, App, Refusal, Wanted, refused, response},
    assets,
    connection::Peer,
    copy,
    door::{COOKIE, Role, Visitor},
    failure::Failure,
    mcp, page,
    params::Params,
};
use axum::{
    Extension, Router,
    body::Body,
    body::Bytes,
    extract::{DefaultBodyLimit, RawPathParams, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Uri, header},
    middleware::{self, Next},
    routing::{MethodRouter, any, get, post},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Instant,
};

/// All addresses with what answers them.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for &(path, answer) in page::PAGES {
        router = router.route(path, question(&app, answer, page::refusal));
    }
    for endpoint in api::ENDPOINTS {
        router = router.route(&endpoint.route(), question(&app, endpoint.answer, api::problem));
    }
    let (counted, door) = (Arc::clone(&app), Arc::clone(&app));
    let [judged, adding, copied, leaving] = [(); 4].map(|()| Arc::clone(&app));
    let upload = DefaultBodyLimit::max(app.desk.max_upload);
    let assistants = mcp::Assistants::new(&app);
    router
        .route("/api/v1/openapi.json", get(|| async { plain("application/json", api::openapi::text()) }))
        .route("/health", get(|| async { plain("text/plain; charset=utf-8", "ok\n".to_owned()) }))
        .route("/metrics", get(move |visitor: Extension<Visitor>| async move { metrics(&counted, &visitor) }))
        .route(
            "/login",
            get(|| async { plain("text/html; charset=utf-8", page::login().bytes) }).post(
                move |from: Extension<Whence>, headers: HeaderMap, form: Bytes| {
                    login(door, from.0, headers, form)
                },
            ),
        )
        .route("/logout", post(move |headers: HeaderMap| logout(leaving, headers)))
        .route("/assets/{id}", get(asset))
        .route(
            "/review/judge",
            post(move |visitor: Extension<Visitor>, headers: HeaderMap, form: Bytes| {
                judge(judged, visitor.0, headers, form)
            }),
        )
        .route(
            "/add",
            post(move |visitor: Extension<Visitor>, request: Request| add(adding, visitor.0, request))
                .layer(upload),
        )
        .route("/export/record.db", get(move || copied_record(copied)))
        .route("/mcp", any(move |request: Request| assistants.clone().answer(request)))
        .layer(DefaultBodyLimit::max(FORM))
        .fallback(|uri: Uri| async move {
            match uri.path().starts_with("/api/") {
                true => refused(&nothing_here(), api::problem),
                false => refused(&nothing_here(), page::refusal),
            }
        })
        .layer(middleware::from_fn_with_state(app, around))
}

/// A handler that asks the record.
fn question(app: &Arc<App>, answer: Answer, refusal: Refusal) -> MethodRouter {
    let app = Arc::clone(app);
    get(move |Extension(visitor): Extension<Visitor>, path: RawPathParams, uri: Uri, headers: HeaderMap| {
        let id = path.iter().next().map(|(_, value)| value.to_owned());
        Arc::clone(&app).respond(Wanted::new(visitor, uri, id, &headers), answer, refusal)
    })
}

/// Bytes of a form.
const FORM: usize = 32 << 10;

fn metrics(app: &App, visitor: &Visitor) -> Response<Body> {
    match visitor.role >= Role::Admin {
        true => plain("text/plain; version=0.0.4", app.metrics.text()),
        false => refused(&Failure::Forbidden("a token of an admin is needed".to_owned()), page::refusal),
    }
}

/// Gives the browser its token to keep: no script and no other site gets at it.
async fn login(app: Arc<App>, from: Whence, headers: HeaderMap, form: Bytes) -> Response<Body> {
    let form = Params::parse(&String::from_utf8_lossy(&form));
    let token =
        form.get("token").filter(|token| token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    let opened = match token {
        Some(token) if is_of_own_page(&headers) => app.door.opens(token, &from.0).map(|()| token),
        _ => Err(Failure::Unknown),
    };
    match opened {
        Ok(token) => away(&cookie(&app, token)),
        Err(failure) => refused(&failure, page::refusal),
    }
}

async fn logout(app: Arc<App>, headers: HeaderMap) -> Response<Body> {
    match is_of_own_page(&headers) {
        true => away(&(cookie(&app, "") + "; Max-Age=0")),
        false => {
            refused(&Failure::Forbidden("signing out is for pages of this server".to_owned()), page::refusal)
        }
    }
}

fn cookie(app: &App, token: &str) -> String {
    let secure = if app.behind_tls { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}")
}

fn away(cookie: &str) -> Response<Body> {
    response(StatusCode::SEE_OTHER, &[(header::LOCATION, "/"), (header::SET_COOKIE, cookie)], Body::empty())
}

async fn judge(app: Arc<App>, visitor: Visitor, headers: HeaderMap, form: Bytes) -> Response<Body> {
    if !is_of_own_page(&headers) {
        let why = "a judgement is taken from a page of this server alone".to_owned();
        return refused(&Failure::Forbidden(why), page::refusal);
    }
    match std::str::from_utf8(&form) {
        Ok(text) => app.judge(visitor, Params::parse(text), page::refusal).await,
        Err(_) => refused(&Failure::Wrong("the form is not in UTF-8".to_owned()), page::refusal),
    }
}

async fn add(app: Arc<App>, visitor: Visitor, request: Request) -> Response<Body> {
    let own = is_of_own_page(request.headers());
    match add::take(&app, &visitor, own, request).await {
        Ok(job) => response(StatusCode::SEE_OTHER, &[(header::LOCATION, &job)], Body::empty()),
        Err(failure) => refused(&failure, page::refusal),
    }
}

async fn copied_record(app: Arc<App>) -> Response<Body> {
    match copy::of_record(&app).await {
        Ok(body) => plain("application/vnd.sqlite3", body),
        Err(failure) => refused(&failure, page::refusal),
    }
}

/// Whether the browser says that a page of this server sent the request. Old browsers say nothing; then the seal decides.
pub fn is_of_own_page(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let host = text("host").unwrap_or_default();
    // Behind what speaks TLS for us, pages are of `https:`.
    let is_host =
        |origin: &str| ["http://", "https://"].iter().any(|scheme| origin.strip_prefix(scheme) == Some(host));
    let origin = text("origin").is_none_or(is_host);
    origin && text("sec-fetch-site").is_none_or(|site| site == "same-origin")
}

fn nothing_here() -> Failure {
    Failure::Missing("there is nothing at this address".to_owned())
}

fn plain(form: &str, text: impl Into<Body>) -> Response<Body> {
    response(StatusCode::OK, &[(header::CONTENT_TYPE, form)], text.into())
}

async fn asset(path: RawPathParams) -> Response<Body> {
    let name = path.iter().next().map_or("", |(_, value)| value);
    match assets::find(name) {
        Some((form, bytes)) => {
            let fields = [
                (header::CONTENT_TYPE, form),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            response(StatusCode::OK, &fields, Body::from(bytes))
        }
        None => refused(&nothing_here(), page::refusal),
    }
}

/// Nothing but what this server sends is loaded or run, framed or posted to.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not `no-referrer`: with it, browsers send forms of our own pages without saying where they come from.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

static REQUESTS: AtomicU64 = AtomicU64::new(1);

async fn around(State(app): State<Arc<App>>, request: Request, next: Next) -> Response<Body> {
    let start = Instant::now();
    let number = REQUESTS.fetch_add(1, Relaxed);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let refresh = refreshes(&app, request.uri());
    let from = whence(&app, &request);
    let mut response = match app.door.admit(&path, request.headers(), &from) {
        Ok(visitor) => {
            let mut request = request;
            if let Some(visitor) = visitor {
                request.extensions_mut().insert(visitor);
            }
            request.extensions_mut().insert(Whence(from));
            next.run(request).await
        }
        Err(failure) => refused(
            &failure,
            if path.starts_with("/api/") || path == "/mcp" { api::problem } else { page::refusal },
        ),
    };
    let fields = response.headers_mut();
    for (name, value) in HEADERS {
        fields.insert(name, HeaderValue::from_static(value));
    }
    if refresh {
        fields.insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    if let Ok(id) = HeaderValue::from_str(&number.to_string()) {
        fields.insert("x-request-id", id);
    }
    app.metrics.note(response.status(), start.elapsed());
    log(number, &method, &path, response.status(), start);
    response
}

/// From which address somebody asks.
#[derive(Debug, Clone)]
struct Whence(String);

/// The address of the connection; behind what speaks TLS, the one that this hands on as the last.
fn whence(app: &App, request: &Request) -> String {
    let handed = request.headers().get_all("x-forwarded-for").iter().next_back();
    let handed = handed.and_then(|list| list.to_str().ok()?.rsplit(',').next());
    let peer = request.extensions().get::<Peer>().map(|Peer(address)| address.to_string());
    match handed.filter(|_| app.behind_tls) {
        Some(address) => address.trim().chars().take(64).collect(),
        None => peer.unwrap_or_default(),
    }
}

/// Whether a page shows work that goes on, and its reader did not ask it to hold still.
fn refreshes(app: &App, address: &Uri) -> bool {
    let job = address.path().strip_prefix(page::JOB).and_then(|number| number.parse().ok());
    let job = job.filter(|_| address.query().is_none()).and_then(|number| app.desk.jobs.get(number));
    job.is_some_and(|job| !job.is_over())
}

/// One line of JSON on standard error. Addresses stand without their parameters, which tell what people look for.
fn log(number: u64, method: &axum::http::Method, path: &str, status: StatusCode, start: Instant) {
    let line = serde_json::json!({
        "at": jiff::Timestamp::now().to_string(),
        "request": number,
        "method": method.as_str(),
        "path": path,
        "status": status.as_u16(),
        "ms": (start.elapsed().as_secs_f64() * 1e4).round() / 10.0,
    });
    eprintln!("{line}");
}
