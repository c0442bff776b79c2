//! Any text, with and without a day of publication: time expressions ascend apart on character boundaries and have a
//! value.
#![no_main]
use libfuzzer_sys::fuzz_target;
use rapporteur_extract::annotate::times;
use rapporteur_record::PartialDate;

fuzz_target!(|text: &str| {
    for published in [None, PartialDate::ymd(2024, 2, 29), PartialDate::y(9999), PartialDate::ym(1, 1)] {
        let mut last = 0;
        for time in times::find(text, published) {
            assert!(last <= time.span.start && time.span.start < time.span.end && !time.value.is_empty());
            assert!(text.get(time.span.range()).is_some());
            last = time.span.end;
        }
    }
});
