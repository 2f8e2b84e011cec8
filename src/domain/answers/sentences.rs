//! Makes sentences of the program's wording and a person's answers, the same for screens and files.
//!
//! A count is given for each answer word. This module must not give a total over words, because people would read it as
//! a score.

use super::response::{ItemState, QuestionnaireResponse};
use super::results::Tally;
use crate::domain::id::{LinkId, OptionCode};
use crate::domain::language::plural::Forms;
use crate::domain::language::wording::{StateWords, SupportWords, Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Item, SupportKind, SupportLine};
use crate::domain::questionnaire::front_matter::TextSource;
use crate::domain::questionnaire::region::WORLD;
use crate::domain::questionnaire::support_page::{SupportEntry, SupportPage};

/// The most answers that the reason for a text names where it stands above the text.
pub(crate) const SHORT_WHY: usize = 3;

/// Returns the state of an item as a list shows it: the option's own text, or the program's word for another state.
#[must_use]
pub fn state(wording: &Wording, questionnaire: &Questionnaire, item: &Item, state: ItemState<'_>) -> String {
    let option = |code| questionnaire.option(item, code).map_or("", |option| &option.text);
    state_in_words(&wording.state, state, option).to_owned()
}

/// Returns the text of the option that was chosen, or the program's word for another state.
pub(crate) fn state_in_words<'w>(
    words: &'w StateWords,
    state: ItemState<'w>,
    option: impl FnOnce(&'w OptionCode) -> &'w str,
) -> &'w str {
    match state {
        ItemState::Answered(code) => option(code),
        ItemState::Declined => &words.declined,
        ItemState::Withheld => &words.withheld,
        ItemState::Skipped => &words.skipped,
        ItemState::NotReached => &words.not_reached,
        ItemState::PartSkipped => &words.part_skipped,
        ItemState::NotAsked => &words.not_asked,
    }
}

/// Returns the rows of a tally in the order they are shown: a word, and the items that were answered with it. Words without
/// items are left out.
#[must_use]
pub fn rows(
    wording: &Wording,
    questionnaire: &Questionnaire,
    tally: &Tally<'_>,
) -> Vec<(String, Vec<LinkId>)> {
    let text = |code, items: &[LinkId]| {
        let item = items.first().and_then(|id| questionnaire.item(id));
        item.map(|item| {
            wording.about.lower_first(&state(wording, questionnaire, item, ItemState::Answered(code)))
        })
    };
    let answered = tally.options.iter().filter_map(|(code, items)| Some((text(code, items)?, items.clone())));
    let others = [
        (&wording.state.withheld, &tally.withheld),
        (&wording.state.skipped, &tally.skipped),
        (&wording.state.declined, &tally.declined),
        (&wording.state.not_reached, &tally.not_reached),
        (&wording.state.part_skipped, &tally.part_skipped),
        (&wording.state.not_asked, &tally.not_asked),
    ];
    let others = others.into_iter().map(|(word, items)| (wording.about.lower_first(word), items.clone()));
    answered.chain(others).filter(|(_, items)| !items.is_empty()).collect()
}

/// Returns how often each word was answered in one group: `You answered "often" to one. Skipped: two. Not asked: one.`
///
/// `told` is the sentence for the answers, in the voice of whoever reads it.
#[must_use]
pub fn counts(wording: &Wording, questionnaire: &Questionnaire, tally: &Tally<'_>, told: &str) -> String {
    let counted = rows(wording, questionnaire, tally);
    let answered = tally.options.iter().filter(|(_, items)| !items.is_empty()).count();
    let parts = |rows: &[(String, Vec<LinkId>)], forms: &Forms| -> Vec<String> {
        rows.iter().map(|(word, items)| wording.counted(forms, items.len(), &[("word", word)])).collect()
    };
    // Answers are one sentence, and what is not an answer is another.
    let (given, other) = counted.split_at(answered.min(counted.len()));
    let (given, other) = (parts(given, &wording.count.answers), parts(other, &wording.count.others));
    let given = (!given.is_empty()).then(|| fill(told, &[("parts", &wording.about.list(&given))]));
    let other = other.iter().map(|part| upper_first(part) + ".");
    given.into_iter().chain(other).collect::<Vec<_>>().join(" ")
}

/// Returns a question with its answer behind it. A statement gets a colon in the place of its full stop.
#[must_use]
pub fn answered(question: &str, answer: &str) -> String {
    match question.trim().strip_suffix('.') {
        Some(statement) => format!("{statement}: {answer}"),
        None if question.ends_with(char::is_alphanumeric) => format!("{question}: {answer}"),
        None => format!("{question} {answer}"),
    }
}

/// Returns the sentence that says why a text is shown, with every answer that brought it.
#[must_use]
pub fn why(
    wording: &Wording,
    questionnaire: &Questionnaire,
    response: &QuestionnaireResponse,
    because: &[LinkId],
) -> String {
    if because.is_empty() {
        return wording.results.why_everybody.clone();
    }
    let parts = why_parts(wording, questionnaire, response, because);
    fill(&wording.results.why, &[("parts", &parts)])
}

/// As [`why`], with no more than the first answers. It says where the others are told, and must not count them.
#[must_use]
pub(crate) fn why_in_short(
    wording: &Wording,
    questionnaire: &Questionnaire,
    response: &QuestionnaireResponse,
    because: &[LinkId],
) -> String {
    match because.get(..SHORT_WHY) {
        Some(first) if because.len() > SHORT_WHY => {
            let parts = why_parts(wording, questionnaire, response, first);
            fill(&wording.results.why_some, &[("parts", &parts)])
        }
        _ => why(wording, questionnaire, response, because),
    }
}

/// Returns answers, each with the questions that were answered so.
fn why_parts(
    wording: &Wording,
    questionnaire: &Questionnaire,
    response: &QuestionnaireResponse,
    because: &[LinkId],
) -> String {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for item in because.iter().filter_map(|id| questionnaire.item(id)) {
        let answer = state(wording, questionnaire, item, response.state(&item.id));
        let question = item.text.strip_suffix('.').unwrap_or(&item.text);
        let quoted = fill(&wording.results.why_item, &[("question", question)]);
        match parts.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, questions)) => questions.push(quoted),
            None => parts.push((answer, vec![quoted])),
        }
    }
    let part = |(answer, questions): &(String, Vec<String>)| {
        fill(&wording.results.why_part, &[("answer", answer), ("items", &wording.about.list(questions))])
    };
    parts.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// Returns what a support line is for, in words.
#[must_use]
pub(crate) fn support_kind(words: &SupportWords, kind: SupportKind) -> &str {
    match kind {
        SupportKind::Crisis => &words.crisis,
        SupportKind::Abuse => &words.abuse,
        SupportKind::Young => &words.young,
        SupportKind::Substances => &words.substances,
        SupportKind::Emergency => &words.emergency,
        SupportKind::Local => &words.local,
    }
}

/// Returns what entries that say the same are for, in words.
#[must_use]
pub(crate) fn support_kinds(words: &SupportWords, kinds: &[SupportKind]) -> String {
    kinds.iter().map(|kind| support_kind(words, *kind)).collect::<Vec<_>>().join(" · ")
}

/// Returns what a support line is called, and who may turn to it if not everybody may.
#[must_use]
pub(crate) fn support_name(words: &SupportWords, line: &SupportLine) -> String {
    match &line.for_whom {
        Some(who) => fill(&words.named, &[("name", &line.name), ("who", who)]),
        None => line.name.clone(),
    }
}

/// Returns when a support line was checked. `None` for a kind without a line, and for a line that was seen on no page.
#[must_use]
pub(crate) fn support_day(wording: &Wording, entry: SupportEntry<'_>) -> Option<String> {
    let (sentence, line) = match entry {
        SupportEntry::Own(line) => (&wording.support.own_checked, line),
        SupportEntry::Line(line) if !line.checked_at.is_empty() => (&wording.support.checked, line),
        SupportEntry::Line(_) | SupportEntry::Instead { .. } => return None,
    };
    Some(fill(sentence, &[("date", &wording.about.day(line.checked))]))
}

/// Returns the day of the line that was checked first, in a sentence on the lines of the questionnaire that were seen on a page
/// and one on the site's own.
#[must_use]
fn support_days(wording: &Wording, page: &SupportPage<'_>) -> [Option<String>; 2] {
    let (mut theirs, mut own) = (None, None);
    for entry in page.entries() {
        let (line, first) = match entry {
            SupportEntry::Own(line) => (line, &mut own),
            SupportEntry::Line(line) if !line.checked_at.is_empty() => (line, &mut theirs),
            SupportEntry::Line(_) | SupportEntry::Instead { .. } => continue,
        };
        *first = Some(first.map_or(line.checked, |day| line.checked.min(day)));
    }
    let words = &wording.support;
    [(theirs, &words.seen), (own, &words.own_seen)]
        .map(|(day, sentence)| day.map(|day| fill(sentence, &[("date", &wording.about.day(day))])))
}

/// Returns the sentence for a kind without a line, or with lines for some people only (`has_lines`): which line can be asked
/// instead.
#[must_use]
pub(crate) fn support_instead(words: &SupportWords, ask: &SupportLine, has_lines: bool) -> String {
    let way = ask.ways.first().map(String::as_str).unwrap_or_default();
    let sentence = if has_lines { &words.others } else { &words.instead };
    fill(sentence, &[("name", &support_name(words, ask)), ("way", way)])
}

/// Returns the sentences that say how the support lines of a region were checked, and by whom.
#[must_use]
pub(crate) fn support_checked(wording: &Wording, page: &SupportPage<'_>) -> String {
    let words = &wording.support;
    let by = checked_by(wording, page);
    let sure = page.has_numbers().then_some(&*words.sure);
    let own = page.has_own().then_some(&*words.own);
    [page.note(), by.as_deref(), sure, own].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns the same sentences, with when the lines were checked: once for all of them, and only where a line was seen on a
/// page.
#[must_use]
pub(crate) fn support_foot(wording: &Wording, page: &SupportPage<'_>) -> String {
    let words = &wording.support;
    let [seen, own_seen] = support_days(wording, page);
    let changes = seen.is_some().then_some(&*words.changes);
    let sure = page.has_numbers().then_some(&*words.sure);
    let own = page.has_own().then_some(&*words.own);
    let by = checked_by(wording, page);
    let said = [page.note(), by.as_deref(), seen.as_deref(), changes, sure, own, own_seen.as_deref()];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns the sentence that names who checked the questionnaire's lines; `None` if it does not say.
fn checked_by(wording: &Wording, page: &SupportPage<'_>) -> Option<String> {
    let names = Some(page.checked_by()).filter(|names| !names.is_empty())?;
    Some(fill(&wording.support.checked_by, &[("names", &wording.about.list(names))]))
}

/// Returns the sentence on what a telephone or a computer keeps; `None` where there is no line for people who live with
/// abuse, whom somebody may watch.
#[must_use]
pub(crate) fn support_watched<'w>(words: &'w SupportWords, page: &SupportPage<'_>) -> Option<&'w str> {
    page.entries().any(|entry| entry.kind() == SupportKind::Abuse).then_some(&*words.watched)
}

/// Returns the sentence that says for which region the support lines are, and who can name a number if none of them has one.
#[must_use]
pub(crate) fn support_for(words: &SupportWords, page: &SupportPage<'_>, region: &str) -> String {
    if page.is_empty() {
        return words.none.clone();
    }
    let sentence = if region == WORLD && !page.has_own() {
        words.elsewhere.clone()
    } else {
        fill(&words.region, &[("region", region_name(words, region))])
    };
    if page.has_numbers() { sentence } else { format!("{sentence} {}", words.without_number) }
}

/// Returns the name of a region; the code itself if the wording has no name for it.
#[must_use]
pub(crate) fn region_name<'a>(words: &'a SupportWords, region: &'a str) -> &'a str {
    match region {
        "US" => &words.us,
        "CA" => &words.ca,
        "GB" => &words.gb,
        "GB-ENG" => &words.gb_eng,
        "GB-SCT" => &words.gb_sct,
        "GB-WLS" => &words.gb_wls,
        "GB-NIR" => &words.gb_nir,
        "IE" => &words.ie,
        "AU" => &words.au,
        "NZ" => &words.nz,
        "ES" => &words.es,
        "MX" => &words.mx,
        "AR" => &words.ar,
        "CL" => &words.cl,
        "CO" => &words.co,
        "PE" => &words.pe,
        "PR" => &words.pr,
        "EU" => &words.eu,
        WORLD => &words.world,
        other => other,
    }
}

/// Returns the name of a region as it stands in a list: without the article before it, and with a capital. What is
/// there for all countries is for those that have no row.
#[must_use]
pub(crate) fn region_title(words: &SupportWords, region: &str) -> String {
    if region == WORLD {
        return words.any_other.clone();
    }
    let name = region_name(words, region);
    let after_article = name.split_once(' ').filter(|(article, rest)| {
        article.chars().all(char::is_lowercase) && rest.starts_with(char::is_uppercase)
    });
    upper_first(after_article.map_or(name, |(_, rest)| rest))
}

/// Says which clinicians have reviewed the questionnaire, or that none has.
#[must_use]
pub(crate) fn reviewed_by(wording: &Wording, names: &[String]) -> String {
    match names {
        [] => wording.welcome.not_reviewed.clone(),
        names => fill(&wording.welcome.reviewed, &[("names", &wording.about.list(names))]),
    }
}

/// Returns how a sentence calls what the texts are drawn from.
#[must_use]
pub(crate) fn source_called<'a>(wording: &'a Wording, source: &'a TextSource) -> &'a str {
    source.called.as_deref().unwrap_or(&wording.source.unnamed)
}

/// Returns the sentence that names what the texts are drawn from; `None` if the questionnaire gives no name.
#[must_use]
pub(crate) fn drawn_from(wording: &Wording, source: &TextSource) -> Option<String> {
    let words = &wording.source;
    let name = source.name.as_deref()?;
    let named = source.kind.as_deref().map(|kind| fill(&words.named, &[("name", name), ("kind", kind)]));
    Some(fill(&words.drawn_from, &[("name", named.as_deref().unwrap_or(name))]))
}

/// Returns the text with its first letter large.
#[must_use]
pub(crate) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::answered;

    #[test]
    fn a_question_stands_before_its_answer_and_reads_as_one_line() {
        assert_eq!(answered("I lie awake.", "Often"), "I lie awake: Often");
        assert_eq!(answered("Is it loud?", "Yes, mostly"), "Is it loud? Yes, mostly");
        assert_eq!(answered("Loud rooms", "Skipped"), "Loud rooms: Skipped");
        assert_eq!(answered("Wait …", "No"), "Wait … No");
    }
}
