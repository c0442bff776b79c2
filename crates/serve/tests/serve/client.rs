//! HTTP/1.1 by hand: what a test sends is what the server gets.
use crate::sample;
use rapporteur_serve::{Options, Server, Tokens};
use rapporteur_store::Record;
use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    time::Duration,
};
use tempfile::TempDir;

/// A server with its record, which goes away with the test.
pub struct Site {
    pub address: SocketAddr,
    pub record: PathBuf,
    _folder: TempDir,
}

/// What came back; names of headers in small letters.
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Site {
    /// With the debate of the toll.
    pub fn new() -> Self {
        Self::of(|record| {
            let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
            sample::put(record, &run, &sample::debate_of_the_toll(), sample::NOW);
        })
    }

    pub fn of(fill: impl FnOnce(&mut Record)) -> Self {
        Self::with_desk(fill, false)
    }

    pub fn with_desk(fill: impl FnOnce(&mut Record), read_only: bool) -> Self {
        Self::start("127.0.0.1:0", read_only, fill, |_| (), |options| options)
    }

    /// One that other machines can reach.
    pub fn shared(fill: impl FnOnce(&mut Record), tokens: impl FnOnce(&Tokens)) -> Self {
        Self::start("0.0.0.0:0", false, fill, tokens, |options| options)
    }

    /// As [`Site::of`], or where there are tokens [`Site::shared`], with further options.
    pub fn asked(tokens: Option<fn(&Tokens)>, with: impl FnOnce(Options) -> Options) -> Self {
        match tokens {
            Some(tokens) => Self::start("0.0.0.0:0", false, |_| (), tokens, with),
            None => Self::start("127.0.0.1:0", false, |_| (), |_| (), with),
        }
    }

    fn start(
        listen: &str,
        read_only: bool,
        fill: impl FnOnce(&mut Record),
        tokens: impl FnOnce(&Tokens),
        with: impl FnOnce(Options) -> Options,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        fill(&mut Record::open(&path).unwrap());
        tokens(&Tokens::of(&path));
        let options = Options {
            read_only,
            user: "Ada".to_owned(),
            ..Options::new(listen.parse().unwrap(), path.clone())
        };
        let server = Server::bind(&with(options)).unwrap();
        let port = server.address().unwrap().port();
        std::thread::spawn(move || server.run());
        Self { address: ([127, 0, 0, 1], port).into(), record: path, _folder: folder }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.with(path, &[])
    }

    pub fn with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let fields: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{fields}\r\n",
            self.address
        ))
    }

    /// Sends a form.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], form: &str) -> Reply {
        let fields: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{fields}\r\n{form}",
            self.address,
            form.len()
        ))
    }

    pub fn send(&self, request: &str) -> Reply {
        Reply::parse(&self.exchange(request))
    }

    /// All that comes back, which need not be text.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        self.exchange(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn exchange(&self, request: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }
}

impl Reply {
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).expect("an answer in UTF-8");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> =
            lines.filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_lowercase(), v.to_owned())).collect();
        let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        assert!(!chunked, "bodies are of known length");
        Self { status, headers, body: body.to_owned() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The addresses that a page leads to.
    pub fn links(&self) -> Vec<String> {
        let parts = self.body.split("href=\"").skip(1);
        parts.filter_map(|part| part.split('"').next()).map(|link| link.replace("&amp;", "&")).collect()
    }
}
