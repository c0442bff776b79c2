//! Limits on the work that one page may cause.
use crate::{Options, Reason};
use scraper::Html;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

/// Extraction recurses into the page; the depth limit keeps it far from this.
const STACK: usize = 64 << 20;
/// Pages that may be worked on at a time, those past their time included; beyond that no new one is begun.
const MAX_RUNNING: usize = 64;

/// Elements that have an end tag in all but broken pages.
const NESTING: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "div",
    "dl",
    "em",
    "font",
    "form",
    "i",
    "ol",
    "section",
    "small",
    "span",
    "strong",
    "table",
    "u",
    "ul",
];

static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Runs `work` on a thread of its own and gives up on it after `time`. A thread cannot be stopped: one that is
/// given up on runs to its end, which is why only so many are begun.
pub(super) fn within<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Reason> {
    let too_slow = Reason::PageTooSlow(time.as_secs());
    if RUNNING.fetch_add(1, Ordering::Relaxed) >= MAX_RUNNING {
        RUNNING.fetch_sub(1, Ordering::Relaxed);
        return Err(too_slow);
    }
    let (give, take) = mpsc::channel();
    let body = move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        RUNNING.fetch_sub(1, Ordering::Relaxed);
        // Nobody listens any more where the time is up.
        give.send(result).ok();
    };
    if let Err(error) = std::thread::Builder::new().stack_size(STACK).spawn(body) {
        RUNNING.fetch_sub(1, Ordering::Relaxed);
        return Err(error.into());
    }
    match take.recv_timeout(time) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(_)) => Err(Reason::PageFailed),
        Err(_) => Err(too_slow),
    }
}

/// Refuses a page by its tags alone, before it is parsed: parsing too slows down with nesting.
///
/// Nesting is counted over elements that pages close; a factor of ten allows for those that they forget to.
pub(super) fn check_tags(html: &str, options: &Options) -> Result<(), Reason> {
    let (mut elements, mut open) = (0usize, 0usize);
    for tag in html.split('<').skip(1) {
        let closing = tag.starts_with('/');
        let name =
            tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        elements += usize::from(!closing && !name.is_empty());
        if NESTING.iter().any(|nesting| name.eq_ignore_ascii_case(nesting)) {
            open = if closing { open.saturating_sub(1) } else { open + 1 };
        }
        if elements > options.max_elements {
            return Err(Reason::PageTooLarge(options.max_elements));
        }
        if open > options.max_depth * 10 {
            return Err(Reason::PageTooDeep(options.max_depth));
        }
    }
    Ok(())
}

/// The cost of extraction grows with nesting, without bound for hostile pages.
pub(super) fn check_depth(tree: &Html, max: usize) -> Result<(), Reason> {
    let mut open = vec![(tree.tree.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > max {
            return Err(Reason::PageTooDeep(max));
        }
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_and_delays_become_reasons() {
        let quiet = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let failed = within(Duration::from_secs(60), || panic!("as a library might"));
        std::panic::set_hook(quiet);
        assert!(matches!(failed, Err::<(), _>(Reason::PageFailed)));
        let (hold, held) = mpsc::channel::<()>();
        let slow = within(Duration::from_millis(1), move || held.recv().is_ok());
        assert!(matches!(slow, Err(Reason::PageTooSlow(_))));
        drop(hold);
        assert_eq!(within(Duration::from_secs(60), || 1).ok(), Some(1));
    }
}
