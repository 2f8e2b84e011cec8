//! Answering by the ids of items and options, through the keys a person would press.

use stillpoint::app::screens::registry::context_below;
use stillpoint::app::state::context::Context;
use stillpoint::app::state::model::Model;
use stillpoint::app::state::screen::{ItemScreen, Screen};
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::id::LinkId;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::{Draft, Item};
use stillpoint::engine::policy::AfterAnswer;

/// Stands for an item that is left open.
const OPEN: &str = "open";

/// Answers of every kind for the shipped questionnaire and for that of the tests. What is not among them gets its first
/// row.
const MIXED: [(&str, &str); 36] = [
    ("close-relationships", "often"),
    ("paying-attention", "sometimes"),
    ("family-affection", "not-really"),
    ("showing-emotion", "declined"),
    ("feeling-with-others", OPEN),
    ("sharing-feelings", "often"),
    ("committing", "sometimes"),
    ("putting-someone-first", "not-really"),
    ("painful-reminders", "often"),
    ("feeling-emotions", "sometimes"),
    ("losing-interest", "not-really"),
    ("less-involved", "declined"),
    ("sympathy", OPEN),
    ("less-kind", "often"),
    ("own-choice", "not-mine"),
    ("letting-go", "out-of-hand"),
    ("problem-for-me", "problem"),
    ("medicine", "yes"),
    ("living-with", "yes"),
    ("bad-news", "no"),
    ("medicine-change", "yes"),
    ("childhood-rules", "unsure"),
    ("hard-experience", "yes"),
    ("lived-with-abuse", "yes"),
    ("crowded-rooms", "often"),
    ("losing-the-thread", "sometimes"),
    ("raised-voices", "not-really"),
    ("shrill-sounds", "declined"),
    ("loud-event", "often"),
    ("seeking-quiet", OPEN),
    ("staying-home", "sometimes"),
    ("too-loud", "yes"),
    ("ear-drops", "unsure"),
    ("busy-road", "yes"),
    ("loud-accident", OPEN),
    ("shouting-at-home", "no"),
];

/// Somebody who answers by keys.
pub(crate) trait Answering {
    /// Returns what the person who answers has before them.
    fn client(&self) -> &Model;

    /// Presses a key by its name.
    fn strike(&mut self, key: &str);

    /// Goes to the question for an item, past whatever lies between; nothing is answered on the way.
    fn go_to(&mut self, item: &str) -> &mut Self {
        let item = LinkId::from(item);
        let wanted = self.client().session.position_of(&item).expect("the item is asked");
        while position(self.client()) != Some(wanted) {
            let now = position(self.client());
            let back = now.is_some_and(|now| now > wanted) || self.client().screen.what == Screen::Review;
            let before = self.client().screen.clone();
            self.strike(if back { "Left" } else { "Right" });
            assert!(self.client().screen != before, "no key leads on to {item}");
        }
        self
    }

    /// Chooses an option of the item that is asked; `declined` is the row for who prefers not to say.
    fn choose(&mut self, option: &str) -> &mut Self {
        let key = key_for(self.client(), option);
        self.strike(&key);
        self
    }

    /// Goes to the question for an item and chooses an option.
    fn answer(&mut self, item: &str, option: &str) -> &mut Self {
        self.go_to(item).choose(option)
    }

    /// Answers every question that is left by its first row, up to the review.
    fn answer_all(&mut self) -> &mut Self {
        self.pass(|_| "1".to_owned())
    }

    /// Answers every question that is left, each in its own way, up to the review.
    fn answer_mixed(&mut self) -> &mut Self {
        self.pass(|model| {
            let Some(item) = model.item() else { return "1".to_owned() };
            let answer = MIXED.iter().find(|(id, _)| *id == item.id.as_str());
            match answer {
                None => "1".to_owned(),
                Some((_, OPEN)) => "s".to_owned(),
                Some((_, option)) => key_for(model, option),
            }
        })
    }

    /// Leaves every question that is left open, up to the review.
    fn leave_open(&mut self) -> &mut Self {
        self.pass(|_| "Right".to_owned())
    }

    /// Presses a key at every stop that is left: questions, and notes before them.
    fn pass(&mut self, key: impl Fn(&Model) -> String) -> &mut Self {
        while let Some(now) = position(self.client()) {
            let key = key(self.client());
            self.strike(&key);
            // Beside a counselor an answer leads nowhere, and a key goes on.
            let stays = self.client().policy().after_answer == AfterAnswer::Stays;
            if stays && position(self.client()) == Some(now) {
                self.strike("Right");
            }
            assert!(position(self.client()) != Some(now), "{key} does not lead on");
        }
        assert_eq!(context_below(self.client()), Context::Review);
        self
    }
}

/// Returns the place of what is asked, or of the note that is shown, among all stops.
pub(crate) fn position(model: &Model) -> Option<usize> {
    match model.screen.what {
        Screen::Item(ItemScreen { position, .. }) => Some(position),
        _ => None,
    }
}

/// Returns a file of answers to a questionnaire, with these keys besides its id and version.
pub(crate) fn answers_to(questionnaire: &Questionnaire, keys: &str) -> String {
    let Draft { id, version, .. } = questionnaire.parts();
    format!(r#"{{"questionnaire": "{id}", "version": "{version}", {keys}}}"#)
}

/// Returns the key of an option of the item that is asked.
fn key_for(model: &Model, option: &str) -> String {
    key_on(model, model.item().expect("an item is asked"), option)
}

/// Returns the key of an option where an item is asked.
pub(crate) fn key_on(model: &Model, item: &Item, option: &str) -> String {
    let choices = model.questionnaire().choices(item);
    let row = choices.iter().position(|choice| choice.id.as_str() == option);
    let row = row.or_else(|| (option == "declined").then_some(choices.len()));
    let row = row.unwrap_or_else(|| panic!("{} has no option {option}", item.id));
    (row + 1).to_string()
}

/// What a person wrote to raise, and as their next step.
pub(crate) fn written(words: &str, next_step: &str) -> OwnWords {
    OwnWords { words: words.into(), next_step: next_step.into(), ..OwnWords::default() }
}
