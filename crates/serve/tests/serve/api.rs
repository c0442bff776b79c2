//! The API: forms, pages of lists, entity tags, failures.
use crate::{client::Site, sample};
use rapporteur_store::Record;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[test]
fn the_description_is_the_committed_one() {
    let committed = include_str!("../../../../docs/openapi.json");
    assert!(
        rapporteur_serve::openapi() == committed,
        "docs/openapi.json is not what /api/v1/openapi.json serves"
    );
    let site = Site::new();
    let reply = site.get("/api/v1/openapi.json");
    assert_eq!((reply.status, reply.body.as_str()), (200, committed));
}

#[test]
fn everything_that_is_described_answers_as_described() {
    let site = Site::new();
    let fact = json(&site.get("/api/v1/positions").body)[0]["last"].clone();
    let description = json(&rapporteur_serve::openapi());
    for (path, operation) in description["paths"].as_object().unwrap() {
        let id = if path.contains("facts") { &fact["id"] } else { &fact["document"] };
        let mut address = path.replace("{id}", id.as_str().unwrap());
        for (name, value) in [("q", "toll"), ("name", "Ruritania")] {
            let parameters = operation["get"]["parameters"].as_array().unwrap();
            if parameters.iter().any(|p| p["name"] == name) {
                address.push_str(&format!("?{name}={value}"));
            }
        }
        let reply = site.get(&address);
        assert_eq!(reply.status, 200, "{address}: {}", reply.body);
        let content = operation["get"]["responses"]["200"]["content"].as_object().unwrap();
        assert!(content.contains_key(reply.header("content-type").unwrap()), "{address}");
        let schema = &content["application/json"]["schema"];
        let (rows, shape) = match schema["type"].as_str().unwrap() {
            "array" => (json(&reply.body).as_array().unwrap().clone(), &schema["items"]),
            _ => (vec![json(&reply.body)], schema),
        };
        for row in &rows {
            for key in shape["required"].as_array().unwrap() {
                assert!(row.get(key.as_str().unwrap()).is_some(), "{address}: {key} in {row}");
            }
        }
        let has_none = [
            "/api/v1/judgements",
            "/api/v1/suggestions",
            "/api/v1/copies",
            "/api/v1/contradictions",
            "/api/v1/agreement",
        ]
        .contains(&path.as_str());
        assert_eq!(rows.is_empty(), has_none, "{address}");
        for form in content.keys().filter(|form| *form != "application/json") {
            let reply = site.with(&address, &[("Accept", form)]);
            assert_eq!((reply.status, reply.header("content-type")), (200, Some(form.as_str())), "{address}");
        }
    }
}

#[test]
fn wrong_use_is_told_as_a_problem() {
    let site = Site::new();
    let cases = [
        ("/api/v1/positions?from=May", 400, "from=May"),
        ("/api/v1/positions?limit=0", 400, "limit"),
        ("/api/v1/positions?limit=1e9", 400, "limit"),
        ("/api/v1/positions?cursor=x", 400, "cursor"),
        ("/api/v1/positions?colour=red", 400, "colour"),
        ("/api/v1/positions?format=pdf", 400, "json, jsonl, csv, md"),
        ("/api/v1/search", 400, "q is needed"),
        ("/api/v1/facts/zz", 404, "no fact"),
        ("/api/v1/facts/", 404, "nothing"),
        ("/api/v1/documents/nobody", 404, "no document"),
        ("/api/v1/actor?name=Nobody", 404, "Nobody"),
        ("/api/v1/nothing", 404, "nothing"),
    ];
    for (path, status, says) in cases {
        let reply = site.get(path);
        assert_eq!(reply.status, status, "{path}: {}", reply.body);
        assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{path}");
        let problem = json(&reply.body);
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(says), "{path}: {problem}");
    }
    assert_eq!(site.with("/api/v1/positions", &[("Accept", "image/png")]).status, 406);
}

/// The address in the header `Link`.
fn next(reply: &crate::client::Reply) -> Option<String> {
    let link = reply.header("link")?;
    Some(link.strip_prefix('<')?.strip_suffix(">; rel=\"next\"")?.to_owned())
}

#[test]
fn pages_of_a_list_are_of_one_state() {
    let site = Site::new();
    for list in ["timeline", "search?q=toll", "positions", "documents"] {
        let all = json(&site.get(&format!("/api/v1/{list}")).body);
        let join = if list.contains('?') { '&' } else { '?' };
        let mut address = Some(format!("/api/v1/{list}{join}limit=2"));
        let mut rows = Vec::new();
        while let Some(path) = address {
            let reply = site.get(&path);
            assert_eq!(reply.status, 200, "{path}: {}", reply.body);
            rows.extend(json(&reply.body).as_array().unwrap().clone());
            address = next(&reply);
        }
        assert_eq!(Value::from(rows), all, "{list}");
    }
}

#[test]
fn a_page_does_not_change_by_what_is_written_meanwhile() {
    let site = Site::new();
    let first = site.get("/api/v1/timeline?limit=5");
    let before = json(&site.get("/api/v1/timeline").body);
    write_more(&site);
    let rest = json(&site.get(&next(&first).unwrap()).body);
    let told: Vec<Value> =
        [json(&first.body), rest].into_iter().flat_map(|v| v.as_array().unwrap().clone()).collect();
    assert_eq!(told[..], before.as_array().unwrap()[..told.len()]);
    let after = json(&site.get("/api/v1/timeline").body);
    assert!(after.as_array().unwrap().len() > before.as_array().unwrap().len());
}

/// A fourth document, a minute later.
fn write_more(site: &Site) {
    let mut record = Record::open(&site.record).unwrap();
    let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
    let text = "Britta Zürn supports the toll.";
    let document = sample::document("z1", "Gazette", "2024-05-09", text);
    let zurn = serde_json::json!({"name": "Britta Zürn", "type": "person", "words": "Britta Zürn"});
    let fact = sample::fact(
        &document,
        serde_json::json!({"kind": "position", "holder": zurn, "issue": "toll", "stance": "support",
            "on": "2024-05-01", "evidence": [text]}),
    );
    sample::put(&mut record, &run, &[(document, vec![fact])], "2024-06-01T10:01:00Z");
}

#[test]
fn who_has_an_answer_gets_none_until_it_changes() {
    let site = Site::new();
    for path in ["/api/v1/positions", "/", "/matrix?issue=toll"] {
        let first = site.get(path);
        let tag = first.header("etag").expect("an entity tag").to_owned();
        let again = site.with(path, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(again.header("etag"), Some(tag.as_str()));
    }
    let tag =
        |accept| site.with("/api/v1/positions", &[("Accept", accept)]).header("etag").unwrap().to_owned();
    assert_ne!(tag("text/csv"), tag("application/json"));
    let before = site.get("/api/v1/positions");
    write_more(&site);
    let old = before.header("etag").unwrap();
    let after = site.with("/api/v1/positions", &[("If-None-Match", old)]);
    assert_eq!(after.status, 200);
    assert_ne!(after.body, before.body);
    assert!(site.get("/actor?name=Britta+Z%C3%BCrn").body.contains("supports the toll"));
}
