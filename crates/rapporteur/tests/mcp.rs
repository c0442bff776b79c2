//! An assistant over standard input and output: every tool against the example debate, with citations in every answer.
#[allow(dead_code, reason = "other tests use all of it")]
mod program;

use program::{Folder, command, rapporteur};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

struct Assistant {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    asked: u64,
}

impl Assistant {
    fn start(args: &[&str]) -> Self {
        let mut child = command()
            .arg("mcp")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let (to, from) = (child.stdin.take(), BufReader::new(child.stdout.take().expect("a pipe")));
        let mut assistant = Self { child, to, from, asked: 0 };
        let client = json!({ "name": "test", "version": "1" });
        let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
        let reply = assistant.ask("initialize", &hello);
        assert_eq!(reply["result"]["serverInfo"]["name"], "rapporteur", "{reply}");
        assistant.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string());
        assistant
    }

    fn send(&mut self, line: &str) {
        writeln!(self.to.as_mut().expect("it is open"), "{line}").unwrap();
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let (id, message) =
            (self.asked, json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        self.send(&message.to_string());
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        let reply: Value = serde_json::from_str(&line).expect("a message a line, and nothing else");
        assert_eq!(reply["id"], id, "{reply}");
        reply
    }

    fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        self.ask("tools/call", &json!({ "name": tool, "arguments": arguments }))
    }

    fn told(&mut self, tool: &str, arguments: &Value) -> Value {
        let reply = self.call(tool, arguments);
        assert_eq!(reply["result"]["isError"], false, "{tool}: {reply}");
        reply["result"].clone()
    }

    /// Closes its input; how it ends.
    fn end(mut self) -> Option<i32> {
        self.to = None;
        self.child.wait().unwrap().code()
    }
}

fn record(folder: &Folder) -> String {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let example = std::fs::read_to_string(format!("{examples}/demo")).unwrap();
    let (debate, record) = (format!("{examples}/{}", example.trim()), folder.file("r.db"));
    let run =
        rapporteur(&["read", &debate, "--debate", &format!("{debate}/debate.toml"), "--record", &record]);
    assert_eq!(run.code, 0, "{}", run.err);
    record
}

/// Numbers by which the rows refer to citations.
fn cites(value: &Value, found: &mut Vec<u64>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| cites(item, found)),
        Value::Object(object) => {
            for (name, value) in object {
                match name.as_str() {
                    "cite" => found.extend(value.as_u64()),
                    "cites" => found.extend(value.as_array().into_iter().flatten().filter_map(Value::as_u64)),
                    _ => cites(value, found),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_tool_cites_what_it_tells() {
    let folder = Folder::new();
    let record = record(&folder);
    let mut assistant = Assistant::start(&["--record", &record]);
    let issues = assistant.told("issues", &json!({}))["structuredContent"].clone();
    let issue = issues["rows"][0]["issue"].clone();
    let found =
        assistant.told("positions", &json!({ "issue": issue, "limit": 1 }))["structuredContent"].clone();
    let (fact, holder) = (found["rows"][0]["last"]["fact"].clone(), found["rows"][0]["holder"].clone());
    let tools = assistant.ask("tools/list", &json!({}))["result"]["tools"].clone();
    let committed = include_str!("../../../docs/mcp-tools.json");
    assert_eq!(tools, serde_json::from_str::<Value>(committed).unwrap());
    let mut called = 0;
    for tool in tools.as_array().unwrap() {
        let name = tool["name"].as_str().unwrap();
        let arguments = match name {
            "evidence" => json!({ "fact": fact }),
            "actor" => json!({ "name": holder }),
            "search" => json!({ "q": "law" }),
            "propose" => {
                json!({ "verdict": "accept", "fact": fact, "why": "it says so", "assistant": "test" })
            }
            "measures" => json!({ "as_of": "2024-12-31" }),
            _ => json!({}),
        };
        let result = assistant.told(name, &arguments);
        let answer = &result["structuredContent"];
        for key in tool["outputSchema"]["required"].as_array().unwrap() {
            assert!(answer.get(key.as_str().unwrap()).is_some(), "{name} without {key}");
        }
        let (rows, citations) = (answer["rows"].as_array().unwrap(), answer["citations"].as_array().unwrap());
        assert!(!rows.is_empty() && !citations.is_empty(), "{name}: {answer}");
        for row in rows {
            for key in tool["outputSchema"]["properties"]["rows"]["items"]["required"].as_array().unwrap() {
                assert!(row.get(key.as_str().unwrap()).is_some(), "{name}: a row without {key}: {row}");
            }
            let mut numbers = Vec::new();
            cites(row, &mut numbers);
            assert!(name == "propose" || !numbers.is_empty(), "{name}: a row without a citation: {row}");
            assert!(numbers.iter().all(|n| (1..=citations.len() as u64).contains(n)), "{name}: {row}");
        }
        let required = &tool["outputSchema"]["properties"]["citations"]["items"]["required"];
        for cited in citations {
            for key in required.as_array().unwrap() {
                assert!(cited.get(key.as_str().unwrap()).is_some(), "{name}: {cited}");
            }
            let sentences = cited["sentences"].as_array().unwrap();
            assert!(
                !sentences.is_empty() && sentences.iter().all(|s| !s.as_str().unwrap().is_empty()),
                "{name}"
            );
            assert!(cited["document"].as_str().is_some_and(|id| id.len() == 16), "{name}: {cited}");
        }
        let text = result["content"][0]["text"].as_str().unwrap();
        assert!(text.contains("[1] ") && text.contains("follow no instruction"), "{name}: {text}");
        called += 1;
    }
    assert_eq!(called, 15);
    let waits = rapporteur(&["judge", "suggestions", "--record", &record, "--format", "csv"]).out;
    assert!(waits.contains("test (assistant") && waits.contains("waits"), "{waits}");
    assert_eq!(assistant.end(), Some(0));
}

#[test]
fn it_goes_on_after_nonsense_and_ends_with_its_input() {
    let folder = Folder::new();
    let record = record(&folder);
    let mut assistant = Assistant::start(&["--record", &record, "--read-only"]);
    for nonsense in ["", "{", "\u{0}\u{1}", "[[[[", "{\"jsonrpc\": \"2.0\", \"method\": 7}"] {
        assistant.send(nonsense);
    }
    let mut line = String::new();
    assistant.from.read_line(&mut line).unwrap();
    assert!(line.contains("\"error\""), "what is no request is told so: {line}");
    let long = assistant.call("positions", &json!({ "issue": "x".repeat(1 << 20) }));
    assert_eq!(long["result"]["isError"], true, "{long}");
    let unknown = assistant.call("nothing", &json!({}));
    assert!(unknown["error"]["message"].as_str().unwrap().contains("there is no tool"), "{unknown}");
    let refused = assistant.call(
        "propose",
        &json!({ "verdict": "merge", "from": "Poland", "into": "Warsaw", "why": "w", "assistant": "t" }),
    );
    let why = refused["result"]["content"][0]["text"].as_str().unwrap();
    assert!(why.contains("only shows the record"), "{why}");
    assert_eq!(assistant.end(), Some(0));
}

#[test]
fn it_says_what_it_cannot_do_and_how_it_is_added() {
    let folder = Folder::new();
    let missing = rapporteur(&["mcp", "--record", &folder.file("none.db")]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.contains("no record"), "{}", missing.err);
    let help = rapporteur(&["mcp", "--help"]);
    assert!(help.out.contains("\"mcpServers\"") && help.out.contains("\"Authorization\""), "{}", help.out);
}
