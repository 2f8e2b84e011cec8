//! Removes the texts for the counselor from the text of a questionnaire or of a translation.
//!
//! A second screen gets the result, so that no prompt can reach the client. This module must not change anything else,
//! and checks nothing, because the file was checked when it was read.

use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The keys of an item that only a counselor reads.
const PROMPTS: [&str; 3] = ["prompt", "listen_for", "follow_ups"];

/// Returns the text of a file with a dash in the place of each prompt, and no follow-ups.
#[must_use]
pub(crate) fn without_prompts(text: &str) -> String {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut cuts = match root.get_ref().get("items").map(|items| items.get_ref()) {
        Some(DeValue::Array(items)) => items.iter().flat_map(|item| cuts_in(item.get_ref())).collect(),
        _ => Vec::new(),
    };
    cuts.sort_by_key(|(span, _)| span.start);
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for (span, stand_in) in cuts {
        left.push_str(text.get(from..span.start).unwrap_or_default());
        left.push_str(stand_in);
        from = span.end;
    }
    left.push_str(text.get(from..).unwrap_or_default());
    left
}

/// Returns the places of the prompts of an item, each with the text that replaces it. The keys stay, because a
/// questionnaire and its translation have to keep the same form.
fn cuts_in(item: &DeValue<'_>) -> Vec<(Range<usize>, &'static str)> {
    let DeValue::Table(item) = item else { return Vec::new() };
    let prompts = PROMPTS.iter().filter_map(|key| item.get(*key));
    let stand_in = |value: &DeValue<'_>| if matches!(value, DeValue::Array(_)) { "[]" } else { "\"-\"" };
    prompts.map(|value| (value.span(), stand_in(value.get_ref()))).collect()
}

#[cfg(test)]
mod tests {
    use super::without_prompts;
    use crate::files::content::{builtin, questions, translation};

    #[test]
    fn no_prompt_is_left_and_everything_else_is() {
        let inline = "items = [{ id = \"a\", prompt = \"\"\"\nsecret\"\"\", follow_ups = ['secret', \"secret\"], \
                      listen_for = \"s\\u0065cret\", text = \"kept\" }]\n";
        assert_eq!(
            without_prompts(inline),
            "items = [{ id = \"a\", prompt = \"-\", follow_ups = [], listen_for = \"-\", text = \"kept\" }]\n"
        );
        let whole = questions::parse("q", builtin::QUESTIONS).unwrap();
        let cut = questions::parse("q", &without_prompts(builtin::QUESTIONS)).unwrap();
        assert!(whole.items().any(|item| item.prompt.is_some() && !item.follow_ups.is_empty()));
        for (whole, cut) in whole.items().zip(cut.items()) {
            assert!((&whole.id, &whole.text, &whole.help) == (&cut.id, &cut.text, &cut.help));
            assert!(
                cut.follow_ups.is_empty()
                    && [&cut.prompt, &cut.listen_for].into_iter().flatten().all(|said| said == "-")
            );
        }
        assert!(whole.sections() == cut.sections() && whole.guidance() == cut.guidance());
        for (tag, text) in builtin::TRANSLATIONS {
            let translated = translation::parse(tag, &without_prompts(text)).unwrap().translation.apply(&cut);
            assert!(translated.missing.is_empty() && translated.superfluous.is_empty());
        }
    }
}
