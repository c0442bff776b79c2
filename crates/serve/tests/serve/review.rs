//! Judgements: from a page of the server's own, by somebody who has seen what he judges.
use crate::{client::Site, sample};
use rapporteur_store::{Filter, JudgementRow, Record};

/// The values of the hidden fields of a form of the page.
fn field(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).expect("a field").to_owned()
}

/// What the form of the first fact in the queue sends.
fn form(site: &Site, verdict: &str, more: &str) -> String {
    let page = site.get("/review").body;
    let [seal, seen, fact] = ["seal", "seen", "fact"].map(|name| field(&page, name));
    format!("seal={seal}&seen={seen}&fact={fact}&verdict={verdict}&who=Bo&why=read+it{more}")
}

fn judgements(site: &Site) -> Vec<JudgementRow> {
    Record::open_read_only(&site.record).unwrap().judgements(&Filter::default()).unwrap().rows
}

fn judge(site: &Site, form: &str) -> crate::client::Reply {
    site.post("/review/judge", &[], form)
}

#[test]
fn the_queue_is_judged_one_after_the_other() {
    let site = Site::new();
    let first = form(&site, "accept", "");
    let own = [("Origin", format!("http://{}", site.address)), ("Sec-Fetch-Site", "same-origin".to_owned())];
    let headers: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let reply = site.post("/review/judge", &headers, &first);
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, Some("/review?who=Bo&done=1")),
        "{}",
        reply.body
    );
    let second = form(&site, "reject", "");
    assert_ne!(field(&site.get("/review").body, "fact"), first.split("fact=").nth(1).unwrap()[..16]);
    assert_eq!(judge(&site, &second).status, 303);
    let kept = judgements(&site);
    assert_eq!(kept.iter().map(|row| row.verdict.act()).collect::<Vec<_>>(), ["accept", "reject"]);
    assert!(kept.iter().all(|row| row.who == "Bo" && row.why == "read it"));
    assert!(site.get("/review?who=Bo&done=2").body.contains("Judgement 2 was taken"));
    assert!(site.get("/lists/judgements").body.contains("read it"));
}

#[test]
fn a_slot_is_corrected_and_names_are_merged() {
    let site = Site::new();
    let page = site.get("/review?kind=position").body;
    let [seal, seen, fact] = ["seal", "seen", "fact"].map(|name| field(&page, name));
    let correct = format!(
        "seal={seal}&seen={seen}&fact={fact}&verdict=correct&slot=stance&value=undecided&who=Bo&why=w"
    );
    assert_eq!(judge(&site, &correct).status, 303);
    let positions = site.get("/api/v1/timeline?format=csv").body;
    assert!(positions.contains("undecided"), "{positions}");
    let merge = format!("seal={seal}&seen=0&verdict=merge&from=Britta+Z%C3%BCrn&into=B.+Zurn&who=Bo&why=one");
    assert_eq!(judge(&site, &merge).status, 303);
    assert!(site.get("/actors").body.contains("B. Zurn"));
    for (wrong, says) in [
        ("verdict=correct&slot=colour&value=red", "has the slots"),
        ("verdict=correct&slot=mode&value=maybe", "maybe"),
        ("verdict=praise", "no verdict"),
        ("verdict=merge&from=Nobody&into=Ann", "nobody"),
    ] {
        let fact =
            form(&site, "accept", "").split('&').find(|part| part.starts_with("fact=")).unwrap().to_owned();
        let reply = judge(&site, &format!("seal={seal}&seen=2&{fact}&who=Bo&why=w&{wrong}"));
        assert_eq!(reply.status, 400, "{wrong}: {}", reply.body);
        assert!(reply.body.to_lowercase().contains(says), "{wrong}: {}", reply.body);
    }
    assert_eq!(judgements(&site).len(), 2);
}

#[test]
fn the_second_of_two_is_told_of_the_first() {
    let site = Site::new();
    let form = form(&site, "accept", "");
    assert_eq!(judge(&site, &form).status, 303);
    let late = judge(&site, &form.replace("accept", "reject").replace("who=Bo", "who=Cy"));
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(late.body.contains("Bo judged this meanwhile"), "{}", late.body);
    assert_eq!(judgements(&site).len(), 1);
}

#[test]
fn forged_forms_are_refused() {
    let site = Site::new();
    let good = form(&site, "accept", "");
    let seal = good.split('&').next().unwrap().to_owned();
    let own = format!("http://{}", site.address);
    let cases: &[(&[(&str, &str)], String)] = &[
        (&[], good.replace(&seal, "seal=")),
        (&[], good.replace(&format!("{seal}&"), "")),
        (&[], good.replace(&seal, &format!("seal={}", "0".repeat(64)))),
        (&[("Origin", "http://elsewhere.example")], good.clone()),
        (&[("Origin", "null")], good.clone()),
        (&[("Origin", "https://127.0.0.1")], good.clone()),
        (&[("Origin", own.as_str()), ("Sec-Fetch-Site", "cross-site")], good.clone()),
        (&[("Sec-Fetch-Site", "same-site")], good.clone()),
    ];
    for (headers, form) in cases {
        let reply = site.post("/review/judge", headers, form);
        assert_eq!(reply.status, 403, "{headers:?} {form}: {}", reply.body);
        assert!(!reply.body.contains(&seal["seal=".len()..]));
    }
    assert_eq!(site.get(&format!("/review/judge?{good}")).status, 405);
    assert_eq!(site.post("/review/judge", &[], &"x".repeat(100_000)).status, 413);
    assert!(judgements(&site).is_empty());
    assert_eq!(judge(&site, &good).status, 303);
}

#[test]
fn another_server_has_another_seal() {
    let [one, other] = [Site::new(), Site::new()].map(|site| field(&site.get("/review").body, "seal"));
    assert!(one.len() == 64 && one != other);
}

#[test]
fn what_is_only_shown_cannot_be_judged() {
    let fill = |record: &mut Record| {
        let run = record.begin_run(&sample::info("1"), sample::at(sample::NOW)).unwrap();
        sample::put(record, &run, &sample::debate_of_the_toll(), sample::NOW);
    };
    let site = Site::with_desk(fill, true);
    let page = site.get("/review").body;
    assert!(page.contains("only shown here") && !page.contains("<form class=\"verdict\""));
    let reply = judge(&site, "seal=&verdict=accept&fact=00&who=Bo&why=w");
    assert_eq!(reply.status, 403, "{}", reply.body);
    assert!(judgements(&site).is_empty());
}
