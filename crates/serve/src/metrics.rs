//! What the server did, in the text form of Prometheus.
use axum::http::StatusCode;
use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// Upper ends of the classes of duration, in seconds.
const ENDS: [f64; 8] = [0.005, 0.02, 0.05, 0.15, 0.3, 1.0, 5.0, 20.0];

#[derive(Default)]
pub struct Metrics {
    /// By the first digit of the status.
    by_status: [AtomicU64; 5],
    by_duration: [AtomicU64; ENDS.len()],
    count: AtomicU64,
    micros: AtomicU64,
}

impl Metrics {
    pub fn note(&self, status: StatusCode, took: Duration) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.by_status[class].fetch_add(1, Relaxed);
        if let Some(at) = ENDS.iter().position(|end| took.as_secs_f64() <= *end) {
            self.by_duration[at].fetch_add(1, Relaxed);
        }
        self.count.fetch_add(1, Relaxed);
        self.micros.fetch_add(took.as_micros() as u64, Relaxed);
    }

    pub fn text(&self) -> String {
        let mut out = String::from(
            "# HELP rapporteur_requests_total Requests answered, by class of status.\n\
             # TYPE rapporteur_requests_total counter\n",
        );
        for (class, count) in self.by_status.iter().enumerate() {
            let count = count.load(Relaxed);
            out += &format!("rapporteur_requests_total{{status=\"{}xx\"}} {count}\n", class + 1);
        }
        out += "# HELP rapporteur_request_seconds Time from request to answer.\n\
                # TYPE rapporteur_request_seconds histogram\n";
        let mut below = 0;
        for (end, count) in ENDS.iter().zip(&self.by_duration) {
            below += count.load(Relaxed);
            out += &format!("rapporteur_request_seconds_bucket{{le=\"{end}\"}} {below}\n");
        }
        let (count, seconds) = (self.count.load(Relaxed), self.micros.load(Relaxed) as f64 / 1e6);
        out += &format!("rapporteur_request_seconds_bucket{{le=\"+Inf\"}} {count}\n");
        out +=
            &format!("rapporteur_request_seconds_sum {seconds}\nrapporteur_request_seconds_count {count}\n");
        out
    }
}
