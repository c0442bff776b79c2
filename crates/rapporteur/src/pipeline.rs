//! Documents in order → worked on in parallel → out in the same order, a bounded number at a time.
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Mutex, mpsc};

/// Feeds `items` to `jobs` workers and hands the results to `emit` in the order of the items. At most four items a
/// worker are in flight. Stops at the first error of `emit`.
pub fn run<I, O, E>(
    items: impl Iterator<Item = I>,
    jobs: NonZeroUsize,
    work: impl Fn(I) -> O + Sync,
    mut emit: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    O: Send,
{
    let limit = jobs.get() * 4;
    let (to_workers, tasks) = mpsc::sync_channel::<(usize, I)>(limit);
    let (to_main, results) = mpsc::channel::<(usize, O)>();
    let tasks = Mutex::new(tasks);
    std::thread::scope(|scope| {
        for _ in 0..jobs.get() {
            let to_main = to_main.clone();
            let (tasks, work) = (&tasks, &work);
            scope.spawn(move || {
                while let Some((n, item)) = next(tasks) {
                    if to_main.send((n, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        let outcome = coordinate(items.enumerate(), limit, &to_workers, &results, &mut emit);
        drop(to_workers);
        outcome
    })
}

fn next<I>(tasks: &Mutex<mpsc::Receiver<(usize, I)>>) -> Option<(usize, I)> {
    tasks.lock().ok()?.recv().ok()
}

fn coordinate<I, O, E>(
    mut items: impl Iterator<Item = (usize, I)>,
    limit: usize,
    to_workers: &mpsc::SyncSender<(usize, I)>,
    results: &mpsc::Receiver<(usize, O)>,
    emit: &mut impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let (mut sent, mut emitted) = (0, 0);
    loop {
        while sent - emitted < limit {
            let Some(item) = items.next() else { break };
            to_workers.send(item).unwrap_or_else(|_| unreachable!("workers wait until the channel closes"));
            sent += 1;
        }
        if emitted == sent {
            return Ok(());
        }
        let (n, output) = results.recv().unwrap_or_else(|_| unreachable!("every task sent is answered"));
        waiting.insert(n, output);
        while let Some(output) = waiting.remove(&emitted) {
            emit(output)?;
            emitted += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_and_stops_at_an_error() {
        let jobs = NonZeroUsize::new(3).unwrap();
        let slow_first = |n: u64| {
            std::thread::sleep(std::time::Duration::from_millis(20 / (n + 1)));
            n
        };
        let mut seen = Vec::new();
        let all: Result<(), ()> = run(0..40, jobs, slow_first, |n| {
            seen.push(n);
            Ok(())
        });
        assert_eq!((all, seen), (Ok(()), (0..40).collect()));
        let stopped = run(0..40, jobs, |n| n, |n| if n == 5 { Err(n) } else { Ok(()) });
        assert_eq!(stopped, Err(5));
    }
}
