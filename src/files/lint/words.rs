//! Words that label or measure the reader, that blame, and that are unsafe where self-harm is spoken of.
//!
//! The ideas behind the third list are those of the reporting guidance of the field: Samaritans' *Media guidelines for reporting
//! suicide*, the World Health Organization's *Preventing suicide: a resource for media professionals*, and
//! reportingonsuicide.org. No way and no place is named, nothing is made common, catching, heroic or an answer, no
//! attempt succeeds or fails. The first two follow the same care for people who read about themselves: what a checklist cannot
//! know it does not say.
//!
//! The lists are English and Spanish. They know words in a row, and no grammar: what they find is to be looked at, and what they do
//! not find may still hurt. A text that says what it does *not* say ("no score", "does not mean that you are ill", "if you have …") is
//! left alone, and so is "you have" before anything but a condition. This module does not know where a text stands; whoever
//! calls it decides which texts speak about the reader.

use super::pattern::{Group, Lists, Patterns};
use super::text_finding::{TextFinding, quoted};
use super::tokens::{Token, tokenize};
use super::{english, spanish};
use std::sync::LazyLock;

/// The languages that there are lists for; a text in another is not looked at.
pub const LANGUAGES: [&str; 2] = ["en", "es"];

/// Says whether there are lists for the language of a tag, whatever its region.
#[must_use]
pub fn covers(language: &str) -> bool {
    LANGUAGES.contains(&primary(language))
}

/// Finds words that give the reader a diagnosis, a degree, or a name that is a condition.
#[must_use]
pub fn labelling(text: &str, language: &str) -> Vec<TextFinding> {
    find(text, language, |list| &list.labelling)
}

/// Finds words that blame the reader, order them about, or make hard things sound easy.
#[must_use]
pub fn blame(text: &str, language: &str) -> Vec<TextFinding> {
    find(text, language, |list| &list.blame)
}

/// Finds words on suicide and self-harm that can do harm.
#[must_use]
pub fn self_harm(text: &str, language: &str) -> Vec<TextFinding> {
    find(text, language, |list| &list.self_harm)
}

/// Returns the language of a tag, in small letters, without region or script.
pub(super) fn primary(language: &str) -> &str {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.into_iter().find(|known| known.eq_ignore_ascii_case(first)).unwrap_or(first)
}

/// Groups with their patterns read; that is done once.
struct Ready {
    labelling: Vec<Prepared>,
    blame: Vec<Prepared>,
    self_harm: Vec<Prepared>,
}

struct Prepared {
    group: &'static Group,
    patterns: Patterns,
    excuses: Patterns,
}

impl Ready {
    fn of(lists: &'static Lists) -> Self {
        let read = |groups: &'static [Group]| {
            let prepared = groups.iter().map(|group| Prepared {
                group,
                patterns: Patterns::read(group.patterns, lists.sets),
                excuses: Patterns::read(group.excuses, lists.sets),
            });
            prepared.collect()
        };
        Self { labelling: read(lists.labelling), blame: read(lists.blame), self_harm: read(lists.self_harm) }
    }
}

static ENGLISH: LazyLock<Ready> = LazyLock::new(|| Ready::of(&english::LISTS));
static SPANISH: LazyLock<Ready> = LazyLock::new(|| Ready::of(&spanish::LISTS));

fn find(text: &str, language: &str, list: fn(&Ready) -> &Vec<Prepared>) -> Vec<TextFinding> {
    let ready = match primary(language) {
        "en" => &*ENGLISH,
        "es" => &*SPANISH,
        _ => return Vec::new(),
    };
    find_groups(text, &tokenize(text), list(ready), &mut 0)
}

/// Goes through the words once; where several patterns match, the longest match is said, and nothing inside it.
fn find_groups(text: &str, tokens: &[Token], groups: &[Prepared], steps: &mut usize) -> Vec<TextFinding> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = groups
            .iter()
            .filter_map(|group| Some((group.patterns.end_of(tokens, at, steps)?, group)))
            .filter(|(end, _)| *end > at)
            .max_by_key(|(end, _)| *end);
        let Some((end, group)) = longest else {
            at += 1;
            continue;
        };
        if group.excuses.before(tokens, at, steps) {
            at += 1;
            continue;
        }
        found.extend(found_words(text, tokens, at, end, group.group));
        at = end;
    }
    found
}

fn found_words(text: &str, tokens: &[Token], from: usize, end: usize, group: &Group) -> Option<TextFinding> {
    let range = tokens.get(from)?.range.start..tokens.get(end.checked_sub(1)?)?.range.end;
    let message = format!("{} {}.", quoted(text, &range), group.found);
    Some(TextFinding { range, message, advice: group.advice.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::normalize::Normalized;
    use proptest::prelude::*;

    fn assert_all(find: fn(&str, &str) -> Vec<TextFinding>, language: &str, texts: &[&str], expected: bool) {
        let wrong: Vec<_> = texts
            .iter()
            .map(|text| {
                (text, find(text, language).into_iter().map(|finding| finding.message).collect::<Vec<_>>())
            })
            .filter(|(_, findings)| findings.is_empty() == expected)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    const LABELS: &[&str] = &[
        "You have depression.",
        "You may have a mild form of emotional blunting.",
        "You\u{2019}ve got it: you\u{2019}ve an anxiety disorder.",
        "You suffer from emotional detachment.",
        "A person who suffers from trauma",
        "You may be suffering from emotional blunting.",
        "Your diagnosis shows it.",
        "The diagnosis shows a disorder.",
        "You are emotionally detached.",
        "You're very depressed",
        "You are severely ill.",
        "Talk about your condition.",
        "Your emotional disorder can be treated.",
        "Your symptoms",
        "Your score is 7.",
        "You scored 7 out of 14 (moderate).",
        "This is severe.",
        "You are at risk.",
        "You are not at risk.",
        "You are safe.",
        "Normal people feel more.",
        "Your feelings are abnormal.",
        "You are not normal.",
        "You are symptomatic.",
        "You tested positive for it.",
        "Patients often say so.",
        "The patient marks a line.",
        "You are an addict.",
        "He is a narcissist.",
        "Your answers show that you are distant.",
        "Your answers suggest depression.",
        "You meet the criteria.",
        "You have been diagnosed",
        "You show signs of an attachment disorder.",
        "You are more distant than most people.",
        "This is a sign of depression.",
        "You seem to be depressed, you have been ill.",
        "Anyone who marks this is mentally ill.",
        "YOU  HAVE\n  a  DIS\u{ad}ORDER",
    ];

    const NO_LABELS: &[&str] = &[
        "If there is no doctor, or you have no doctor of your own, ask a nurse.",
        "You have not answered anything.",
        "You have told one person, and that is what you have in hand.",
        "Your answers are yours.",
        "Not a test: no score, no severity and no diagnosis.",
        "This does not mean that you have a disorder.",
        "A checklist cannot say whether you are ill.",
        "If you are autistic, what shows may say little.",
        "If you are in danger, call.",
        "This program does not judge whether you are safe.",
        "Be patient with yourself.",
        "You marked that it can be hard to feel much.",
        "You have. Depression is a word.",
        "Some people live with depression.",
        "You are not alone.",
        "You are welcome to ask.",
        "These lists show some signs.",
        "You show care in your own way.",
    ];

    #[test]
    fn labels_are_found_and_plain_words_are_not() {
        assert_all(labelling, "en", LABELS, true);
        assert_all(labelling, "en-GB", NO_LABELS, false);
    }

    #[test]
    fn labels_in_spanish_are_found_and_plain_words_are_not() {
        let labels = [
            "Usted padece un trastorno.",
            "Quien sufre de depresión",
            "Usted tiene un trastorno emocional.",
            "Tiene depresión.",
            "Su trastorno",
            "Su diagnóstico muestra algo.",
            "Usted está deprimida.",
            "Es usted un adicto.",
            "Un nivel grave.",
            "Su puntuación es 7.",
            "Está en riesgo.",
            "Los pacientes dicen",
            "Una persona normal siente más.",
            "Sus respuestas indican que usted es distante.",
            "Es anormal.",
            "DIAGNO\u{301}STICO: su diagno\u{301}stico",
        ];
        assert_all(labelling, "es-MX", &labels, true);
        let plain = [
            "Usted marcó que le cuesta sentir.",
            "Si no tiene médico propio, pregunte a una enfermera.",
            "No es una prueba: sin puntuación, sin diagnóstico.",
            "Esto no significa que usted tenga un trastorno.",
            "Si está en peligro, llame.",
            "Sea paciente consigo.",
            "Tiene tiempo.",
            "Algunas personas viven con depresión.",
            "Usted no tiene que contarlo todo.",
        ];
        assert_all(labelling, "es", &plain, false);
    }

    const BLAMING: &[&str] = &[
        "It is your fault.",
        "You should have asked sooner.",
        "You refuse to see it.",
        "You push people away.",
        "You only need to try.",
        "Just talk to someone.",
        "You simply do not try.",
        "Snap out of it.",
        "You must see a doctor.",
        "You chose to be alone.",
        "You are selfish.",
        "You brought this on yourself.",
        "Why can't you open up?",
        "You hurt people.",
        "Cheer up!",
        "You have to talk.",
        "It is all in your head.",
        "You never listen.",
        "They left because of you.",
        "You let this happen.",
        "You are responsible for it.",
    ];

    const BLAMELESS: &[&str] = &[
        "That is not your fault.",
        "None of this was your fault.",
        "None of that is the child's fault.",
        "If nothing troubles you, there is nothing you need to do.",
        "You do not need to know the reason.",
        "You choose how much to tell, and when.",
        "You have just now come back.",
        "Marking this does not mean that you do not care.",
        "You can also begin with someone you trust.",
        "You may want to ask.",
        "You are not just a number.",
        "A just cause, justice, adjust",
    ];

    const CULPA: &[&str] = &[
        "Es culpa suya.",
        "La culpa es suya: es su culpa.",
        "Usted tiene la culpa.",
        "Debería haber pedido ayuda.",
        "Tiene que hablar.",
        "Debe ver a un médico.",
        "Usted simplemente no quiere.",
        "Solo tiene que intentarlo.",
        "Usted se niega a verlo.",
        "Anímese.",
        "Usted eligió estar a solas.",
        "No debe llorar.",
    ];

    const SIN_CULPA: &[&str] = &[
        "No es culpa suya.",
        "Nada de esto es culpa suya.",
        "No tiene que contarlo todo.",
        "No tiene nada que ver.",
        "Se debe a otra cosa.",
        "Puede pedir ayuda.",
        "No hace falta saberlo.",
        "Eso no es su culpa.",
    ];

    #[test]
    fn blame_is_found_and_what_takes_it_away_is_not() {
        assert_all(blame, "en", BLAMING, true);
        assert_all(blame, "en", BLAMELESS, false);
        assert_all(blame, "es", CULPA, true);
        assert_all(blame, "es", SIN_CULPA, false);
    }

    const HARMFUL: &[&str] = &[
        "He committed suicide.",
        "A failed suicide attempt",
        "An unsuccessful attempt",
        "a successful suicide",
        "an epidemic of suicide",
        "Suicide is contagious.",
        "Suicide spreads fast.",
        "Suicides skyrocket.",
        "She hanged herself.",
        "He took 20 pills.",
        "an overdose",
        "jumping off the bridge",
        "the only way out",
        "end it all",
        "It was a cry for help.",
        "a suicide note",
        "people who are cutting themselves",
        "a lethal dose",
        "better off without you",
        "methods of suicide",
        "Suicide was a release.",
        "COMMITTED\n SUI\u{ad}CIDE",
        "She slit her wrists.",
        "a handful of pills",
        "self-harm, such as cutting",
    ];

    const CAREFUL: &[&str] = &[
        "If you are in danger, or think of harming yourself, people can be reached now.",
        "988 Suicide & Crisis Lifeline",
        "Her brother died by suicide.",
        "He took his own life.",
        "Thoughts of suicide can pass.",
        "A failed attempt to save the file.",
        "Hang up the phone when you like.",
        "The bridge between us",
        "Committed to a partner",
        "Self-harm is not a topic here.",
        "Cut the list in two.",
    ];

    const DANINO: &[&str] = &[
        "Cometió suicidio.",
        "Un suicidio consumado",
        "un intento de suicidio fallido",
        "una epidemia de suicidios",
        "El suicidio se contagia.",
        "sobredosis",
        "tomó veinte pastillas",
        "se cortó las venas",
        "la única salida",
        "acabar con todo",
        "se ahorcó",
    ];

    const CUIDADO: &[&str] = &[
        "Si está en peligro o piensa en hacerse daño, hay personas a quienes puede llamar ahora.",
        "Murió por suicidio.",
        "Línea 988 de suicidio y crisis",
        "Se quitó la vida.",
        "Corte la lista en dos.",
    ];

    #[test]
    fn unsafe_words_on_self_harm_are_found_and_careful_ones_are_not() {
        assert_all(self_harm, "en", HARMFUL, true);
        assert_all(self_harm, "en", CAREFUL, false);
        assert_all(self_harm, "es", DANINO, true);
        assert_all(self_harm, "es", CUIDADO, false);
    }

    #[test]
    fn the_shipped_questionnaire_says_none_of_it_and_one_word_more_would_be_found() {
        let shipped = crate::files::content::questions::parse(
            "questions.toml",
            crate::files::content::builtin::QUESTIONS,
        )
        .unwrap();
        let items =
            shipped.items().flat_map(|item| [Some(&item.text), item.help.as_ref(), item.prompt.as_ref()]);
        let sections = shipped.sections().iter().map(|section| Some(&section.text));
        let guidance = shipped.guidance().iter().flat_map(|one| [Some(&one.text), Some(&one.next_step)]);
        for text in items.chain(sections).chain(guidance).flatten() {
            for find in [labelling, blame, self_harm] {
                assert_eq!(find(text, "en"), [], "{text}");
            }
            assert_eq!(labelling(&format!("{text}\n\nYou have depression."), "en").len(), 1, "{text}");
            assert_eq!(blame(&format!("It is your fault.\n\n{text}"), "en").len(), 1, "{text}");
        }
    }

    #[test]
    fn the_place_is_that_of_the_words_and_the_sentence_says_them() {
        let text = "Ach\u{2014}you suffer\u{a0}from it.";
        let findings = labelling(text, "en");
        assert_eq!(text.get(findings[0].range.clone()), Some("you suffer\u{a0}from"));
        assert_eq!(findings[0].message, "\"you suffer from\" gives the reader a condition.");
    }

    #[test]
    fn languages_without_lists_are_said_to_have_none() {
        assert_eq!((covers("en-US"), covers("ES"), covers("fr"), covers("")), (true, true, false, false));
        assert_eq!(blame("You must.", "fr"), []);
    }

    #[test]
    fn the_lists_are_written_as_texts_are_compared() {
        for lists in [&english::LISTS, &spanish::LISTS] {
            let groups = lists.labelling.iter().chain(lists.blame).chain(lists.self_harm);
            let patterns = groups.flat_map(|group| group.patterns.iter().chain(group.excuses)).copied();
            for written in patterns.chain(lists.sets.iter().map(|(_, set)| *set)) {
                assert_eq!(Normalized::of(&written.replace('*', "")).text(), written.replace('*', ""));
                for element in written.split(' ').flat_map(|element| element.split('|')) {
                    let bare = element.trim_matches(['?', '~', '!', '*']);
                    assert!(!bare.is_empty() && !bare.contains(['?', '!', '*']), "{written:?}: {element:?}");
                    let known = bare
                        .strip_prefix('@')
                        .is_none_or(|name| lists.sets.iter().any(|(set, _)| *set == name));
                    assert!(known, "{written:?}: {element:?}");
                }
            }
        }
    }

    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        let steps = |times: usize| {
            let text =
                "you have the a an no such mild if you are not very so cut self harm your ".repeat(times);
            let tokens = tokenize(&text);
            let mut steps = 0;
            for groups in [&ENGLISH.labelling, &ENGLISH.blame, &ENGLISH.self_harm] {
                find_groups(&text, &tokens, groups, &mut steps);
            }
            steps
        };
        let (once, twice) = (steps(200), steps(400));
        assert!(twice <= once * 2 + once / 10, "{once} {twice}");
        assert!(once <= 200 * 17 * 1000, "{once}");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|((you|have|your|own|no|usted|tiene|su|depresi\u{f3}n|suicide)[ .\u{ad}]){0,20}") {
            for language in ["en", "es", "xx"] {
                for find in [labelling, blame, self_harm] {
                    let mut end = 0;
                    for finding in find(&text, language) {
                        prop_assert!(finding.range.start >= end && finding.range.end > finding.range.start);
                        prop_assert!(text.get(finding.range.clone()).is_some());
                        end = finding.range.end;
                    }
                }
            }
        }
    }
}
