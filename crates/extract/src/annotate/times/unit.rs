//! Units of time.

/// A calendar or clock unit, from small to large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    const ALL: [Unit; 14] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Weekend,
        Self::Week,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Half,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The unit of a number in the lexicon: the order of the variants.
    pub fn of(number: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// How a duration of `n` of them is written (TIMEX3); `hundredths` more of one unit; `None` for an unknown `n`.
    pub fn duration(self, n: Option<i32>, hundredths: i32) -> String {
        let number = |factor: i32| match (n, hundredths) {
            (None, _) => "X".to_owned(),
            (Some(n), 0) => n.saturating_mul(factor).to_string(),
            (Some(n), h) => trim_zeros(format!("{n}.{h:02}")),
        };
        match (self, n) {
            (Self::Second, _) => format!("PT{}S", number(1)),
            (Self::Minute, _) => format!("PT{}M", number(1)),
            (Self::Hour, _) if hundredths == 50 => format!("PT{}H30M", n.unwrap_or(0)),
            (Self::Hour, _) => format!("PT{}H", number(1)),
            (Self::Day, _) => format!("P{}D", number(1)),
            (Self::Weekend, _) => format!("P{}WE", number(1)),
            (Self::Week, _) => format!("P{}W", number(1)),
            (Self::Fortnight, _) => format!("P{}W", number(2)),
            (Self::Month, _) => format!("P{}M", number(1)),
            (Self::Quarter, _) => format!("P{}Q", number(1)),
            (Self::Half, _) => format!("P{}M", number(6)),
            (Self::Year, _) if hundredths == 50 => format!("P{}Y6M", n.unwrap_or(0)),
            (Self::Year, _) => format!("P{}Y", number(1)),
            (Self::Decade, Some(_)) => format!("P{}Y", number(10)),
            (Self::Decade, None) => "PXDE".to_owned(),
            (Self::Century, Some(_)) => format!("P{}Y", number(100)),
            (Self::Century, None) => "PXCE".to_owned(),
            (Self::Millennium, Some(_)) => format!("P{}Y", number(1000)),
            (Self::Millennium, None) => "PXML".to_owned(),
        }
    }
}

fn trim_zeros(number: String) -> String {
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}
