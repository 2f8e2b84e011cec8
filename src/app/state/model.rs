//! The client's side of the state. Everything that the client sees is computed from it.
//!
//! It must not contain anything of the counselor's, because copies and second screens are made from it. It also
//! contains nothing that can be computed: results are computed from the answers, and sizes of texts by the layout. It
//! has no clock.

pub(crate) use super::copy_draft::CopyDraft;
use super::screen::{ItemScreen, Open, Overlay, Page, Pointer, ResultsScreen, Screen};
pub use super::setup::{Public, Setup};
use crate::app::text::area::TextArea;
use crate::domain::answers::own_words::OwnWords;
use crate::domain::answers::response::ItemState;
use crate::domain::answers::talking_points::all_points;
use crate::domain::answers::then_and_now::ThenAndNow;
use crate::domain::id::LinkId;
use crate::domain::language::languages::{Language, LanguageEntry};
use crate::domain::language::site_text::SiteText;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Date, Item, Section};
use crate::engine::policy::{AfterAnswer, Beside, Keeps, Policy};
use crate::engine::session::{Session, SessionItem};
use ratatui::layout::Size;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The smallest window that a session fits into.
pub(crate) const SMALLEST: Size = Size { width: 40, height: 12 };

/// Returns whether a window is so small that it only asks for a larger one.
#[must_use]
pub(crate) fn is_too_small(window: Size) -> bool {
    window.width < SMALLEST.width || window.height < SMALLEST.height
}

/// Who sits at the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Seat {
    /// The person who answers. Nobody sits beside them, or the counselor has turned the screen to them.
    Client,
    /// The person who answers, privately: nobody else sees an answer until they show it.
    Private,
    /// A counselor, who has the person who answers beside them.
    Counselor,
}

/// The state of the person who answers: everything that they can see follows from it.
#[derive(Clone, Debug)]
pub struct Model {
    /// What the program was started with.
    pub setup: Arc<Setup>,
    /// The answers.
    pub session: Session,
    /// The screen that is shown.
    pub screen: Open<Screen>,
    /// The overlay on top of it.
    pub overlay: Option<Open<Overlay>>,
    /// Whether the mouse is left to the terminal, so that it can mark and copy a text.
    pub leaves_mouse: bool,
    /// Whether the neutral screen hides everything.
    pub hidden: bool,
    /// At a kiosk, the seconds until everything is cleared, while it asks whether anybody is still there.
    pub warning: Option<u32>,
    /// Whether the keyboard on the screen of a kiosk writes a capital next.
    pub capitals: bool,
    /// Who sits at the keyboard.
    pub seat: Seat,
    /// The size of the window, or of the part that shows this side.
    pub size: Size,
    /// The position of the current language in the setup.
    pub language: usize,
    /// The region whose support lines are shown.
    pub region: String,
    /// What the program keeps of the session besides copies.
    pub keeps: Keeps,
    /// The copy that the person puts together.
    pub copy: CopyDraft,
    /// What the copy tells of the round before this one. It is made anew for each copy, and only if it was picked.
    pub then_and_now: Option<ThenAndNow>,
    /// The day, once the shell has told it.
    pub day: Option<Date>,
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.setup, &other.setup)
            && (&self.session, &self.screen, &self.overlay, self.hidden)
                == (&other.session, &other.screen, &other.overlay, other.hidden)
            && (self.size, &self.region, &self.copy, self.leaves_mouse)
                == (other.size, &other.region, &other.copy, other.leaves_mouse)
            && self.then_and_now == other.then_and_now
            && (self.language, self.seat, self.keeps, self.warning, self.capitals, self.day)
                == (other.language, other.seat, other.keeps, other.warning, other.capitals, other.day)
    }
}

impl Model {
    /// Makes the state at the start: the first screen, and no answers.
    #[must_use]
    pub fn new(setup: Arc<Setup>, size: Size) -> Self {
        let spoken = setup.languages.at(setup.language);
        let session = Session::new(Arc::clone(&spoken.questionnaire), &setup.policy);
        // What a visitor of a kiosk erases does not stay in memory.
        let own = if setup.policy.is_public() { TextArea::forgetting() } else { TextArea::default() };
        Self {
            session,
            language: setup.language,
            screen: Open::new(if setup.policy.is_public() { Screen::Attract } else { Screen::Welcome }),
            overlay: None,
            leaves_mouse: false,
            hidden: false,
            warning: None,
            capitals: false,
            seat: Seat::Client,
            size,
            region: setup.region.clone(),
            keeps: setup.policy.keeps,
            copy: CopyDraft {
                own: OwnWords { words: own.clone(), since: own.clone(), next_step: own },
                ..CopyDraft::new(&setup.folder, &spoken.wording)
            },
            then_and_now: None,
            day: None,
            setup,
        }
    }

    /// Drops every answer and text, and begins again in the current language.
    pub fn start_over(&mut self) {
        let (language, leaves_mouse) = (self.language, self.leaves_mouse);
        *self = Self { leaves_mouse, ..Self::new(Arc::clone(&self.setup), self.size) };
        self.speak(language);
    }

    /// Changes to another language of the setup. Answers and texts stay.
    pub fn speak(&mut self, language: usize) {
        let setup = Arc::clone(&self.setup);
        let (old, new) = (setup.languages.at(self.language), setup.languages.at(language));
        // Questions are identified by their text, which differs between the languages.
        self.copy.dropped = self.copy.dropped.iter().map(|text| same_point(old, new, text)).collect();
        // A path that the person typed stays; the suggested one is in words of the language.
        let is_suggested = self.has_suggested_path();
        self.session.retell(Arc::clone(&new.questionnaire));
        self.language = language;
        if is_suggested {
            self.suggest_path();
        }
    }

    /// Changes to the n-th of the other languages, from 0.
    pub(crate) fn speak_other(&mut self, n: usize) {
        let language = self.other_languages().nth(n).map(|(position, _)| position);
        if let Some(language) = language {
            self.speak(language);
        }
    }

    /// Returns the other languages with their positions in the setup.
    pub(crate) fn other_languages(&self) -> impl Iterator<Item = (usize, &LanguageEntry)> {
        self.setup.languages.iter().enumerate().filter(|(position, _)| *position != self.language)
    }

    /// Returns what is allowed now. It follows from the mode, from who sits at the keyboard, and from what is kept.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let beside = match (self.setup.policy.beside, self.seat) {
            (Beside::Nobody, _) => Beside::Nobody,
            (_, Seat::Counselor) => Beside::Counselor,
            (_, Seat::Client | Seat::Private) => Beside::Waiting,
        };
        Policy { beside, keeps: self.keeps, ..self.setup.policy }
    }

    /// Returns whether this is a kiosk.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.setup.policy.is_public()
    }

    /// Returns whether this is a walkthrough with a counselor.
    #[must_use]
    pub(crate) fn is_accompanied(&self) -> bool {
        self.setup.policy.beside != Beside::Nobody
    }

    /// Returns the current language.
    #[must_use]
    pub fn spoken(&self) -> &Language {
        self.setup.languages.at(self.language)
    }

    /// Returns a text of the site in the language of the session.
    #[must_use]
    pub(crate) fn in_words<'t>(&self, text: &'t SiteText) -> &'t str {
        text.of(&self.spoken().tag())
    }

    /// Returns the program's sentences.
    #[must_use]
    pub fn wording(&self) -> &Wording {
        &self.spoken().wording
    }

    /// Returns the questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        self.session.questionnaire()
    }

    /// Returns whether the window is too small for a session.
    #[must_use]
    pub fn is_small(&self) -> bool {
        is_too_small(self.size)
    }

    /// Returns the item that is shown, if an item is shown.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        let Screen::Item(ItemScreen { position, .. }) = self.screen.what else { return None };
        match self.session.item_at(position) {
            Some(SessionItem::Question(id)) => self.questionnaire().item(id),
            _ => None,
        }
    }

    /// Returns whether the item that is shown was answered privately.
    #[must_use]
    pub(crate) fn is_withheld(&self) -> bool {
        self.item().is_some_and(|item| self.session.state(&item.id) == ItemState::Withheld)
    }

    /// Returns whether the question stays after its answer, and the pointer is at that answer. Then Enter goes on.
    #[must_use]
    pub(crate) fn points_at_answer(&self) -> bool {
        let Screen::Item(ItemScreen { position, .. }) = self.screen.what else { return false };
        let row = self.screen.at.pointer.row;
        let is_there = self.item().is_some() && row.is_some() && self.pointer_at(position).row == row;
        is_there && self.overlay.is_none() && self.setup.policy.after_answer == AfterAnswer::Stays
    }

    /// Returns whether the page with own words is shown, and nothing on it is pointed at. Then Enter goes on.
    #[must_use]
    pub(crate) fn points_at_no_words(&self) -> bool {
        let is_there = self.screen.what == Screen::TalkingPoints && self.overlay.is_none();
        is_there && self.screen.at.pointer.row.is_none()
    }

    /// Returns the note that belongs to the item that is shown, if it has one.
    #[must_use]
    pub fn guard(&self) -> Option<&Section> {
        self.questionnaire().section(self.item()?.guard.as_ref()?)
    }

    /// Returns the titles of the texts that match the answers, for the two pages that list texts.
    #[must_use]
    pub fn titles(&self, page: Page) -> Vec<&str> {
        let results = self.session.results();
        match page {
            Page::Sections => results.sections.iter().map(|matched| matched.text.title.as_str()).collect(),
            Page::Guidance => results.guidance.iter().map(|matched| matched.text.title.as_str()).collect(),
            Page::Tally | Page::TalkingPoints | Page::Support => Vec::new(),
        }
    }

    /// Returns the answers that brought the text of results on the screen; none if another screen is shown.
    #[must_use]
    pub(crate) fn brought_by(&self) -> Vec<LinkId> {
        let Screen::Results(ResultsScreen { page, part, .. }) = self.screen.what else { return Vec::new() };
        let results = self.session.results();
        let because = match page {
            Page::Sections => results.sections.get(part).map(|matched| &matched.because),
            Page::Guidance => results.guidance.get(part).map(|matched| &matched.because),
            Page::Tally | Page::TalkingPoints | Page::Support => None,
        };
        because.cloned().unwrap_or_default()
    }

    /// Returns the pointer with which an item or a content note is opened: at its answer, and nowhere while it has none, so
    /// that no answer is proposed. A kiosk must not point at an answer, because that would tell it.
    #[must_use]
    pub(crate) fn pointer_at(&self, position: usize) -> Pointer {
        let Some(SessionItem::Question(id)) = self.session.item_at(position) else {
            return Pointer::default();
        };
        let Some(item) = self.questionnaire().item(id).filter(|_| !self.is_public()) else {
            return Pointer::NOWHERE;
        };
        let choices = self.questionnaire().choices(item);
        let row = match self.session.state(id) {
            ItemState::Answered(code) => choices.iter().position(|option| option.id == *code),
            ItemState::Declined => Some(choices.len()),
            _ => None,
        };
        row.map_or(Pointer::NOWHERE, Pointer::at)
    }
}

/// Returns the translation of a talking point: the one at the same place in the other language.
fn same_point(old: &Language, new: &Language, text: &str) -> String {
    fn all(language: &Language) -> impl Iterator<Item = &String> {
        language.questionnaire.guidance().iter().flat_map(all_points)
    }
    let position = all(old).position(|point| point == text);
    position.and_then(|position| all(new).nth(position)).map_or_else(|| text.to_owned(), String::clone)
}
