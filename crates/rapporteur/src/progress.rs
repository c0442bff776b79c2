//! What is shown on standard error while work goes on.
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar with rate and remaining time; `bytes` is the size of the whole work. Draws on terminals only.
pub fn bar(bytes: u64) -> ProgressBar {
    let target = match std::io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    };
    let style =
        ProgressStyle::with_template("{msg} [{bar:32}] {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left")
            .expect("the template is valid");
    ProgressBar::with_draw_target(Some(bytes), target).with_style(style.progress_chars("=> "))
}

pub fn bold(text: &str) -> String {
    let style = anstyle::Style::new().bold();
    format!("{style}{text}{style:#}")
}
