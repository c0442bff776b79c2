//! What stands before every answer: whose request it is, the headers that bind browsers, and the log.
use crate::{
    api,
    app::{Answer, App, Refusal, Wanted, refused, response},
    assets,
    door::{COOKIE, Role, Visitor},
    failure::Failure,
    page,
    params::Params,
};
use axum::{
    Extension, Router,
    body::Body,
    body::Bytes,
    extract::{DefaultBodyLimit, RawPathParams, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Uri, header},
    middleware::{self, Next},
    routing::{MethodRouter, get, post},
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
    let judged = Arc::clone(&app);
    router
        .route("/api/v1/openapi.json", get(|| async { plain("application/json", api::openapi::text()) }))
        .route("/health", get(|| async { plain("text/plain; charset=utf-8", "ok\n".to_owned()) }))
        .route("/metrics", get(move |visitor: Extension<Visitor>| async move { metrics(&counted, &visitor) }))
        .route(
            "/login",
            get(|| async { plain("text/html; charset=utf-8", page::login().bytes) })
                .post(move |headers: HeaderMap, form: Bytes| login(door, headers, form)),
        )
        .route("/logout", post(logout))
        .route("/assets/{id}", get(asset))
        .route(
            "/review/judge",
            post(move |visitor: Extension<Visitor>, headers: HeaderMap, form: Bytes| {
                judge(judged, visitor.0, headers, form)
            }),
        )
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
async fn login(app: Arc<App>, headers: HeaderMap, form: Bytes) -> Response<Body> {
    let form = Params::parse(&String::from_utf8_lossy(&form));
    let token =
        form.get("token").filter(|token| token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    let opened = match token {
        Some(token) if is_of_own_page(&headers) => app.door.opens(token).map(|()| token),
        _ => Err(Failure::Unknown),
    };
    match opened {
        Ok(token) => away(&format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict")),
        Err(failure) => refused(&failure, page::refusal),
    }
}

async fn logout() -> Response<Body> {
    away(&format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"))
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

/// Whether the browser says that a page of this server sent the request. Old browsers say nothing; then the seal decides.
fn is_of_own_page(headers: &HeaderMap) -> bool {
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
    let mut response = match app.door.admit(&path, request.headers()) {
        Ok(visitor) => {
            let mut request = request;
            if let Some(visitor) = visitor {
                request.extensions_mut().insert(visitor);
            }
            next.run(request).await
        }
        Err(failure) => {
            refused(&failure, if path.starts_with("/api/") { api::problem } else { page::refusal })
        }
    };
    let fields = response.headers_mut();
    for (name, value) in HEADERS {
        fields.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(&number.to_string()) {
        fields.insert("x-request-id", id);
    }
    app.metrics.note(response.status(), start.elapsed());
    log(number, &method, &path, response.status(), start);
    response
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
