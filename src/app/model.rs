//! The one state: everything that is shown follows from it, and nothing is kept anywhere else.
//!
//! It holds no results (they are recomputed), no sizes of texts (the layout knows them) and no clock.

use super::message::{Context, CopyFormat};
use super::screen::{Overlay, Pointer, Screen};
use super::text_buffer::TextBuffer;
use crate::domain::copy::{ClientCopy, default_picks};
use crate::domain::draft::{Item, Section};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::response::ItemState;
use crate::domain::save_fault::SaveFault;
use crate::domain::wording::Wording;
use crate::engine::policy::Policy;
use crate::engine::session::{Session, Stop};
use ratatui::layout::Size;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The smallest window that a session fits in.
pub const SMALLEST: Size = Size { width: 40, height: 12 };

/// What a session is started with; it does not change while the program runs.
#[derive(Debug)]
pub struct Setup {
    /// The questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// The program's sentences.
    pub wording: Wording,
    /// What the mode allows.
    pub policy: Policy,
    /// The region whose support lines are shown first.
    pub region: String,
    /// What the clinic is called, if it has set that.
    pub clinic: Option<String>,
    /// Where a copy is offered to be saved.
    pub suggested_path: String,
    /// The machine the program runs on, if the person sits at another one.
    pub remote_host: Option<String>,
}

/// What the person wants to take along.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyDraft {
    /// Items whose tick the person turned over.
    pub turned: BTreeSet<LinkId>,
    /// Questions that the person does not want to ask.
    pub dropped: BTreeSet<String>,
    /// Own words.
    pub words: TextBuffer,
    /// How it is written.
    pub format: CopyFormat,
    /// Where it is written.
    pub path: TextBuffer,
    /// How saving went the last time, if nothing has changed since.
    pub outcome: Option<Result<String, SaveFault>>,
    /// Where copies lie that were saved in this session.
    pub kept: Vec<String>,
}

/// Everything the program knows while it runs.
#[derive(Clone, Debug)]
pub struct Model {
    /// What it was started with.
    pub setup: Arc<Setup>,
    /// The answers.
    pub session: Session,
    /// What the person is looking at.
    pub screen: Screen,
    /// What lies on top of it.
    pub overlay: Option<Overlay>,
    /// Whether the neutral screen hides everything.
    pub hidden: bool,
    /// The window.
    pub size: Size,
    /// The region whose support lines are shown.
    pub region: String,
    /// What the person wants to take along.
    pub copy: CopyDraft,
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.setup, &other.setup)
            && (&self.session, &self.screen, &self.overlay, self.hidden)
                == (&other.session, &other.screen, &other.overlay, other.hidden)
            && (self.size, &self.region, &self.copy) == (other.size, &other.region, &other.copy)
    }
}

impl Model {
    /// Makes the state at the start: nothing answered, the first screen.
    #[must_use]
    pub fn new(setup: Arc<Setup>, size: Size) -> Self {
        let session = Session::new(Arc::clone(&setup.questionnaire), &setup.policy);
        Self {
            session,
            screen: Screen::Welcome { scroll: 0 },
            overlay: None,
            hidden: false,
            size,
            region: setup.region.clone(),
            copy: CopyDraft {
                turned: BTreeSet::new(),
                dropped: BTreeSet::new(),
                words: TextBuffer::default(),
                format: CopyFormat::Text,
                path: TextBuffer::holding(&setup.suggested_path),
                outcome: None,
                kept: Vec::new(),
            },
            setup,
        }
    }

    /// Forgets every answer, note, scroll and overlay, and begins anew.
    pub fn start_over(&mut self) {
        *self = Self::new(Arc::clone(&self.setup), self.size);
    }

    /// Returns the program's sentences.
    #[must_use]
    pub fn wording(&self) -> &Wording {
        &self.setup.wording
    }

    /// Returns the questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.setup.questionnaire
    }

    /// Says whether the window is too small for a session.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.size.width < SMALLEST.width || self.size.height < SMALLEST.height
    }

    /// Says where the person is, as far as keys are concerned.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.hidden {
            return Context::Hidden;
        }
        if self.is_small() {
            return Context::Small;
        }
        match (&self.overlay, &self.screen) {
            (Some(Overlay::Leave { .. } | Overlay::Restart { .. } | Overlay::Replace { .. }), _) => {
                Context::Choice
            }
            (Some(Overlay::Support { .. }), _) => Context::SupportOverlay,
            (Some(Overlay::Guard { .. }), _) => Context::Note,
            (Some(_), _) => Context::Overlay,
            (None, screen) => self.screen_context(screen),
        }
    }

    /// Says what the keys mean on the screen below any overlay.
    #[must_use]
    pub fn screen_context(&self, screen: &Screen) -> Context {
        match screen {
            Screen::Welcome { .. } => Context::Welcome,
            Screen::Stop { position, .. } => match self.session.stop(*position) {
                Some(Stop::Item(_)) => Context::Item,
                _ => Context::Choice,
            },
            Screen::Review { .. } => Context::Review,
            Screen::Index { .. } => Context::Index,
            Screen::Results { .. } => Context::Reading,
            Screen::Bring { editing: true, .. } | Screen::Save { editing: true, .. } => Context::Field,
            Screen::Bring { .. } => Context::Bring,
            Screen::Article { .. } => Context::Article,
            Screen::More { .. } | Screen::Save { .. } | Screen::End { .. } => Context::Choice,
        }
    }

    /// Returns the item that is asked on this screen.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        let Screen::Stop { position, .. } = self.screen else { return None };
        match self.session.stop(position) {
            Some(Stop::Item(id)) => self.questionnaire().item(id),
            _ => None,
        }
    }

    /// Returns the section that stands beside the item on this screen.
    #[must_use]
    pub fn guard(&self) -> Option<&Section> {
        self.questionnaire().section(self.item()?.guard.as_ref()?)
    }

    /// Returns the items that could be raised: answered or declined ones, in the order they were asked.
    #[must_use]
    pub fn raisable(&self) -> Vec<&Item> {
        let given = |item: &&Item| self.session.response().answer(&item.id).is_some();
        self.questionnaire().items().filter(given).collect()
    }

    /// Returns the items that are ticked.
    #[must_use]
    pub fn picks(&self) -> BTreeSet<LinkId> {
        let usual = default_picks(self.questionnaire(), self.session.response());
        let ids = self.raisable().into_iter().map(|item| item.id.clone());
        ids.filter(|id| usual.contains(id) != self.copy.turned.contains(id)).collect()
    }

    /// Returns what the person takes away.
    #[must_use]
    pub fn client_copy(&self) -> ClientCopy<'_> {
        self.copy_of_picks().without_questions(&self.copy.dropped)
    }

    /// Returns what the person could take away with the answers that are ticked, all questions included.
    #[must_use]
    pub fn copy_of_picks(&self) -> ClientCopy<'_> {
        let words = self.copy.words.text();
        let response = self.session.response();
        ClientCopy::picked(self.questionnaire(), response, &self.picks(), &words, &self.region)
    }

    /// Returns the pointer of what lies on top, if it has one.
    pub fn pointer_mut(&mut self) -> Option<&mut Pointer> {
        match &mut self.overlay {
            Some(overlay) => overlay.pointer_mut(),
            None => self.screen.pointer_mut(),
        }
    }

    /// Returns the scroll of what lies on top, if it has one.
    pub fn scroll_mut(&mut self) -> Option<&mut u16> {
        match &mut self.overlay {
            Some(overlay) => overlay.scroll_mut(),
            None => self.screen.scroll_mut(),
        }
    }

    /// Returns the row on which the pointer begins at an item: the one answered, else the first.
    #[must_use]
    pub fn first_row(&self, stop: usize) -> usize {
        let Some(Stop::Item(id)) = self.session.stop(stop) else { return 0 };
        let Some(item) = self.questionnaire().item(id) else { return 0 };
        let choices = self.questionnaire().choices(item);
        match self.session.state(id) {
            ItemState::Answered(code) => choices.iter().position(|option| option.id == *code).unwrap_or(0),
            ItemState::Declined => choices.len(),
            ItemState::Unanswered | ItemState::NotAsked => 0,
        }
    }
}
