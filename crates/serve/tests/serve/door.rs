//! Who comes in where others can reach the server.
use crate::{client::Site, sample};
use jiff::Timestamp;
use rapporteur_serve::{Options, Role, Tokens};
use rapporteur_store::{Filter, Record};
use std::sync::Mutex;

/// A server that others can reach, with the tokens of a reader, a reviewer and an admin.
fn shared() -> (Site, [String; 3]) {
    let mut made = [const { String::new() }; 3];
    let site = Site::shared(
        |record| {
            let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
            sample::put(record, &run, &sample::debate_of_the_toll(), sample::NOW);
        },
        |tokens| {
            let add = |name, role| tokens.add(name, role, None, Timestamp::now()).unwrap();
            made = [add("Rea", Role::Reader), add("Vi", Role::Reviewer), add("Ada", Role::Admin)];
        },
    );
    (site, made)
}

fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

#[test]
fn nobody_comes_in_without_a_token() {
    let (site, [reader, ..]) = shared();
    for path in
        ["/", "/matrix", "/api/v1/positions", "/api/v1/openapi.json", "/metrics", "/review", "/nothing"]
    {
        let token = format!("{path}?token={reader}&access_token={reader}");
        for reply in [site.get(path), site.get(&token)] {
            assert_eq!(reply.status, 401, "{path}");
            assert!(!reply.body.contains("Ruritania"), "{path}");
        }
        let wrong = bearer(&reader.replace("rpt_", "rpt_0"));
        for header in [wrong.as_str(), "Bearer ", "Bearer rpt_", &format!("Basic {reader}"), &reader] {
            assert_eq!(site.with(path, &[("Authorization", header)]).status, 401, "{path} {header}");
        }
    }
    let refused = site.get("/api/v1/positions");
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
    for path in ["/health", "/login"] {
        assert_eq!(site.get(path).status, 200, "{path}");
    }
}

#[test]
fn a_token_opens_by_header_and_by_cookie() {
    let (site, [reader, ..]) = shared();
    let by_header = site.with("/api/v1/positions", &[("Authorization", &bearer(&reader))]);
    assert_eq!(by_header.status, 200);
    let login =
        site.post("/login", &[("Origin", &format!("http://{}", site.address))], &format!("token={reader}"));
    assert_eq!((login.status, login.header("location")), (303, Some("/")));
    let cookie = login.header("set-cookie").unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let page = site.with("/", &[("Cookie", cookie)]);
    assert!(page.status == 200 && page.body.contains("<bdi>Rea</bdi>, reader"), "{}", page.body);
    let out = site.post("/logout", &[("Cookie", cookie)], "");
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    for (origin, token) in
        [("http://elsewhere.example", reader.as_str()), ("", "rpt_00"), ("", "a;b"), ("", "")]
    {
        let own = format!("http://{}", site.address);
        let origin = if origin.is_empty() { own.as_str() } else { origin };
        let refused = site.post("/login", &[("Origin", origin)], &format!("token={token}"));
        assert_eq!((refused.status, refused.header("set-cookie")), (401, None), "{origin} {token}");
    }
}

#[test]
fn who_guesses_is_slowed_down() {
    let (site, [reader, ..]) = shared();
    let own = format!("http://{}", site.address);
    let login = |token: &str| {
        let headers = [("Origin", own.as_str()), ("X-Forwarded-For", "192.0.2.7")];
        site.post("/login", &headers, &format!("token={token}")).status
    };
    let first: Vec<u16> = (0..10).map(|n| login(&format!("rpt_{n}"))).collect();
    assert_eq!(first, [401; 10]);
    assert_eq!([login("rpt_x"), login(&reader)], [429, 429], "not even who is right is told");
    let with = |token: &str| site.with("/", &[("Authorization", &bearer(token))]).status;
    assert_eq!(with(&reader), 200, "who has a token goes on");
    let many: Vec<u16> = (0..80).map(|n| with(&format!("rpt_{n}"))).collect();
    assert!(many[..60].iter().all(|status| *status == 401) && many.contains(&429), "{many:?}");
    assert_eq!(with(&reader), 200);
}

#[test]
fn behind_tls_cookies_are_for_tls_and_addresses_are_those_handed_on() {
    fn tokens(tokens: &Tokens) {
        *KEPT.lock().unwrap() = tokens.add("Rea", Role::Reader, None, Timestamp::now()).unwrap();
    }
    static KEPT: Mutex<String> = Mutex::new(String::new());
    let site = Site::asked(Some(tokens), |options| Options { behind_tls: true, ..options });
    let token = KEPT.lock().unwrap().clone();
    let own = format!("https://{}", site.address);
    let login = |from: &str, token: &str| {
        site.post("/login", &[("Origin", &own), ("X-Forwarded-For", from)], &format!("token={token}"))
    };
    let cookie = login("192.0.2.1", &token).header("set-cookie").unwrap().to_owned();
    assert!(cookie.contains("; Secure") && cookie.contains("HttpOnly"), "{cookie}");
    for n in 0..12 {
        // What a client claims stands before what the last hop adds.
        login(&format!("198.51.100.{n}, 192.0.2.2"), "rpt_0");
    }
    assert_eq!(login("192.0.2.2", &token).status, 429);
    assert_eq!(login("192.0.2.3", &token).status, 303);
}

#[test]
fn what_was_revoked_or_ran_out_opens_nothing() {
    let (site, [reader, ..]) = shared();
    let tokens = Tokens::of(&site.record);
    let open = |token: &str| site.with("/", &[("Authorization", &bearer(token))]).status;
    let past = sample::at("2024-06-02T10:00:00Z");
    let old = tokens.add("Old", Role::Admin, Some(past), sample::at(sample::NOW)).unwrap();
    assert_eq!((open(&reader), open(&old)), (200, 401));
    assert!(tokens.revoke("Rea", Timestamp::now()).unwrap());
    assert_eq!(open(&reader), 401);
}

/// The form of the first fact in the queue, as this visitor gets it.
fn form(site: &Site, token: &str) -> String {
    let page = site.with("/review", &[("Authorization", &bearer(token))]).body;
    let field = |name: &str| {
        let mark = format!("name=\"{name}\" value=\"");
        page.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    let [seal, seen, fact] = ["seal", "seen", "fact"].map(field);
    format!("seal={seal}&seen={seen}&fact={fact}&verdict=accept&who=Somebody+else&why=read+it")
}

#[test]
fn each_does_what_the_role_allows() {
    let (site, [reader, reviewer, admin]) = shared();
    let send = |token: &str, form: &str| {
        site.post("/review/judge", &[("Authorization", &bearer(token))], form).status
    };
    let good = form(&site, &reviewer);
    assert!(
        !form(&site, &reader).contains("seal=0") && form(&site, &reader).contains("seal=&"),
        "readers get no form"
    );
    assert_eq!(send(&reader, &good), 403, "a reader cannot judge");
    assert_eq!(send(&admin, &good), 403, "a form is for whom it was given to");
    assert_eq!(site.post("/review/judge", &[], &good).status, 401);
    assert_eq!(send(&reviewer, &good), 303);
    let kept = Record::open_read_only(&site.record).unwrap().judgements(&Filter::default()).unwrap().rows;
    assert_eq!(
        kept.iter().map(|row| row.who.as_str()).collect::<Vec<_>>(),
        ["Vi"],
        "in the name of the token"
    );
    let metrics = |token: &str| site.with("/metrics", &[("Authorization", &bearer(token))]).status;
    assert_eq!([metrics(&reader), metrics(&reviewer), metrics(&admin)], [403, 403, 200]);
    let log = rapporteur_serve::audit(&site.record, None).unwrap();
    assert_eq!((log.len(), &log[0]["who"], &log[0]["what"]["judgement"]), (1, &"Vi".into(), &1.into()));
}

#[test]
fn one_visitors_answers_are_not_anothers() {
    let (site, [reader, reviewer, _]) = shared();
    let get = |token: &str, known: &str| {
        site.with("/review", &[("Authorization", &bearer(token)), ("If-None-Match", known)])
    };
    let of_reviewer = get(&reviewer, "");
    let tag = of_reviewer.header("etag").unwrap().to_owned();
    assert!(of_reviewer.body.contains("form class=\"verdict\""));
    let of_reader = get(&reader, &tag);
    assert_eq!(of_reader.status, 200);
    assert!(!of_reader.body.contains("form class=\"verdict\""));
    assert_eq!(get(&reviewer, &tag).status, 304);
}
