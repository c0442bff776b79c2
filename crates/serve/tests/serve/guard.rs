//! Who is answered, and with which headers.
use crate::client::Site;
use rapporteur_serve::{Options, ServeError, Server};

#[test]
fn an_address_that_others_reach_is_refused() {
    let site = Site::new();
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let options =
            Options { read_only: true, ..Options::new(listen.parse().unwrap(), site.record.clone()) };
        let refused = Server::bind(&options).err().expect("no server without tokens");
        assert!(matches!(refused, ServeError::Public(_)), "{refused}");
        assert!(refused.to_string().contains("127.0.0.1"), "{refused}");
    }
}

#[test]
fn every_answer_binds_the_browser() {
    let site = Site::new();
    for path in
        ["/", "/nothing", "/api/v1/positions", "/api/v1/positions?x=1", "/health", "/fact/zz", "/assets/none"]
    {
        let reply = site.get(path);
        let policy = reply.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(reply.header("referrer-policy"), Some("same-origin"), "{path}");
        assert!(reply.header("x-request-id").is_some_and(|id| id.parse::<u64>().is_ok()), "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn a_name_that_is_made_to_lead_here_is_not_answered() {
    let site = Site::new();
    let to = |host: &str| site.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    let port = site.address.port();
    assert_eq!(to(&format!("localhost:{port}")).status, 200);
    for host in ["rebound.example", "127.0.0.1.rebound.example", "localhost.example:80"] {
        let reply = to(host);
        assert_eq!(reply.status, 421, "{host}");
        assert!(!reply.body.contains(host), "{host}");
    }
}

#[test]
fn nothing_can_be_changed_here() {
    let site = Site::new();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        for path in ["/", "/api/v1/positions", "/fact/00"] {
            let request = format!(
                "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}",
                site.address
            );
            assert_eq!(site.send(&request).status, 405, "{method} {path}");
        }
    }
}

#[test]
fn wrong_requests_end_the_connection_alone() {
    let site = Site::new();
    let long = "a".repeat(700_000);
    for request in [
        "nonsense\r\n\r\n".to_owned(),
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
        "GET /fact/%00%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned(),
        "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned(),
        "GET /assets/..%2f..%2fCargo.toml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .to_owned(),
    ] {
        use std::io::{Read as _, Write as _};
        let mut stream = std::net::TcpStream::connect(site.address).unwrap();
        // The server may close before all was sent.
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(!answer.contains(" 200 ") && !answer.contains(" 500 "), "{:?}: {answer}", &request[..30]);
    }
    assert_eq!(site.get("/health").body, "ok\n");
}

#[test]
fn what_was_done_is_counted() {
    let site = Site::new();
    site.get("/");
    site.get("/nothing");
    let text = site.get("/metrics").body;
    assert!(text.contains("rapporteur_requests_total{status=\"2xx\"} 1\n"), "{text}");
    assert!(text.contains("rapporteur_requests_total{status=\"4xx\"} 1\n"), "{text}");
    assert!(text.contains("rapporteur_request_seconds_count 2\n"), "{text}");
}
