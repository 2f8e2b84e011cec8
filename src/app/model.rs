//! The one state: everything that is shown follows from it, and nothing is kept anywhere else.
//!
//! It holds no results (they are recomputed), no sizes of texts (the layout knows them) and no clock.

use super::message::{Context, CopyFormat, SaveFault};
use super::text_buffer::TextBuffer;
use crate::domain::copy::{ClientCopy, default_picks};
use crate::domain::draft::{Item, Section};
use crate::domain::id::{LinkId, SectionId};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::response::ItemState;
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
    /// Where a copy is offered to be saved.
    pub suggested_path: String,
    /// The machine the program runs on, if the person sits at another one.
    pub remote_host: Option<String>,
}

/// The five pages of results.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// The answers, side by side.
    Tally,
    /// The sections that match.
    Sections,
    /// The guidance that matches.
    Guidance,
    /// What to bring up.
    Bring,
    /// Support lines.
    Support,
}

impl Page {
    /// The pages in their order.
    pub const ALL: [Self; 5] = [Self::Tally, Self::Sections, Self::Guidance, Self::Bring, Self::Support];

    /// Returns the place of the page, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|page| *page == self).unwrap_or_default()
    }
}

/// What the person is looking at, with its own cursor and scroll.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Screen {
    /// What this is and is not.
    Welcome {
        /// Lines scrolled.
        scroll: u16,
    },
    /// A stop on the way: an item, or a content note.
    Stop {
        /// Which stop, from 0.
        position: usize,
        /// The row of the pointer.
        cursor: usize,
        /// Whether it was opened from the review, to return there.
        to_review: bool,
    },
    /// All answers.
    Review {
        /// The row of the pointer.
        cursor: usize,
    },
    /// A page of results that is read.
    Results {
        /// Which page.
        page: Page,
        /// Which text of the page, from 0.
        part: usize,
        /// Lines scrolled.
        scroll: u16,
    },
    /// What to bring up.
    Bring {
        /// The row of the pointer.
        cursor: usize,
        /// Whether the own words are being written.
        editing: bool,
    },
    /// The readings that are there for everybody.
    More {
        /// The row of the pointer.
        cursor: usize,
        /// Where it was opened from.
        from: Box<Screen>,
    },
    /// One of these readings; after the last section, the glossary.
    Article {
        /// Which one, from 0.
        index: usize,
        /// Lines scrolled.
        scroll: u16,
        /// Where the list was opened from.
        from: Box<Screen>,
    },
    /// Saving a copy.
    Save {
        /// The row of the pointer.
        cursor: usize,
        /// Whether the place is being written.
        editing: bool,
    },
    /// The end.
    End {
        /// The row of the pointer.
        cursor: usize,
    },
}

/// What lies on top of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Overlay {
    /// The keys that are valid on the screen below.
    Help {
        /// Lines scrolled.
        scroll: u16,
    },
    /// The support lines.
    Support {
        /// Lines scrolled.
        scroll: u16,
    },
    /// The note that stands beside an item.
    Guard {
        /// Which section.
        section: SectionId,
        /// Lines scrolled.
        scroll: u16,
    },
    /// The copy, exactly as it would be written.
    Preview {
        /// The text.
        text: PrivateText,
        /// Lines scrolled.
        scroll: u16,
    },
    /// The question whether to end.
    Leave {
        /// The row of the pointer.
        cursor: usize,
    },
    /// The question whether to start again.
    Restart {
        /// The row of the pointer.
        cursor: usize,
    },
    /// The question whether to replace a file.
    Replace {
        /// The row of the pointer.
        cursor: usize,
    },
}

/// A text with answers in it; its `Debug` prints none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PrivateText(pub String);

impl std::fmt::Debug for PrivateText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateText(..)")
    }
}

/// What the person wants to take along.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyDraft {
    /// Items whose tick the person turned over.
    pub turned: BTreeSet<LinkId>,
    /// Own words.
    pub words: TextBuffer,
    /// How it is written.
    pub format: CopyFormat,
    /// Where it is written.
    pub path: TextBuffer,
    /// Why it was not saved the last time.
    pub fault: Option<SaveFault>,
    /// Where it was saved, if it was and has not changed since.
    pub saved: Option<String>,
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
                words: TextBuffer::default(),
                format: CopyFormat::Text,
                path: TextBuffer::holding(&setup.suggested_path),
                fault: None,
                saved: None,
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
        let words = self.copy.words.text();
        ClientCopy::picked(self.questionnaire(), self.session.response(), &self.picks(), &words, &self.region)
    }

    /// Returns the cursor of what lies on top, if it has one.
    pub fn cursor_mut(&mut self) -> Option<&mut usize> {
        match (&mut self.overlay, &mut self.screen) {
            (Some(overlay), _) => match overlay {
                Overlay::Leave { cursor } | Overlay::Restart { cursor } | Overlay::Replace { cursor } => {
                    Some(cursor)
                }
                _ => None,
            },
            (None, screen) => match screen {
                Screen::Stop { cursor, .. }
                | Screen::Review { cursor }
                | Screen::Bring { cursor, .. }
                | Screen::More { cursor, .. }
                | Screen::Save { cursor, .. }
                | Screen::End { cursor } => Some(cursor),
                _ => None,
            },
        }
    }

    /// Returns the scroll of what lies on top, if it has one.
    pub fn scroll_mut(&mut self) -> Option<&mut u16> {
        match (&mut self.overlay, &mut self.screen) {
            (Some(overlay), _) => match overlay {
                Overlay::Help { scroll }
                | Overlay::Support { scroll }
                | Overlay::Guard { scroll, .. }
                | Overlay::Preview { scroll, .. } => Some(scroll),
                _ => None,
            },
            (None, screen) => match screen {
                Screen::Welcome { scroll }
                | Screen::Results { scroll, .. }
                | Screen::Article { scroll, .. } => Some(scroll),
                _ => None,
            },
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
