//! Plays a script of keys through the true bindings, update and view; what is seen is the drawn screen.

use super::answering::Answering;
use super::examples::EXAMPLES;
use super::own::{self, own};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::sync::Arc;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::state::message::{Effect, Message};
use stillpoint::app::state::model::{Model, Setup};
use stillpoint::app::update::client::update;
use stillpoint::app::update::input::message;
use stillpoint::domain::language::languages::{Language, Languages, SpokenLanguage};
use stillpoint::domain::language::wording::Wording;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::Date;
use stillpoint::engine::policy::Policy;
use stillpoint::files::content::{builtin, language, questions, translation};
use stillpoint::view::display_list::DisplayList;
use stillpoint::view::frame::view;
use stillpoint::view::theme::{Depth, GlyphSet, Theme, ThemeName};

/// A person at a keyboard, without a terminal.
pub(crate) struct Player {
    pub(crate) model: Model,
    pub(crate) theme: Theme,
    /// What the program asked of the world, in order.
    pub(crate) asked: Vec<Effect>,
}

/// The day on which the tests are played.
pub(crate) const TODAY: Date = Date { year: 2026, month: 11, day: 27 };

/// The built-in questionnaire.
pub(crate) fn shipped() -> Questionnaire {
    questions::parse("questions.toml", builtin::QUESTIONS).unwrap()
}

/// The program's own sentences in a shipped language.
pub(crate) fn sentences(tag: &str) -> Wording {
    let (_, text) = builtin::LANGUAGES.iter().find(|(known, _)| *known == tag).unwrap();
    language::parse(tag, text).unwrap()
}

/// A screen outside a session, in one language.
pub(crate) fn only(wording: Wording) -> SpokenLanguage {
    let questionnaire = Arc::new(own());
    SpokenLanguage::new(Languages::new(Language { wording, questionnaire, reviewed_by: None }, Vec::new()), 0)
}

/// A screen outside a session, in English, which can change to Spanish.
pub(crate) fn either() -> SpokenLanguage {
    SpokenLanguage::new(setup(own()).languages, 0)
}

/// The same after the language was changed to Spanish.
pub(crate) fn in_spanish() -> SpokenLanguage {
    let mut spoken = either();
    spoken.speak_next();
    spoken
}

/// What a session on a questionnaire is started with: the shipped one, that of the tests or an example, with its Spanish.
pub(crate) fn setup(questionnaire: Questionnaire) -> Setup {
    let of_its_own = [own::SPANISH].into_iter().chain(EXAMPLES.map(|(_, _, spanish)| spanish));
    let id = format!("questionnaire = \"{}\"", questionnaire.parts().id);
    let spanish = of_its_own.into_iter().find(|spanish| spanish.contains(&id));
    translated_setup(questionnaire, spanish.unwrap_or(builtin::TRANSLATIONS[0].1))
}

/// A personal session on a questionnaire and its Spanish translation.
pub(crate) fn translated_setup(questionnaire: Questionnaire, spanish: &str) -> Setup {
    let spanish = translation::parse("es.toml", spanish).unwrap();
    let spanish = Language {
        wording: sentences("es"),
        questionnaire: Arc::new(spanish.translation.apply(&questionnaire).questionnaire),
        reviewed_by: Some(spanish.translation.reviewed_by),
    };
    let questionnaire = Arc::new(questionnaire);
    let english = Language { wording: sentences("en"), questionnaire, reviewed_by: None };
    Setup {
        languages: Languages::new(english, vec![spanish.into()]),
        language: 0,
        policy: Policy::personal(),
        region: "US".to_owned(),
        clinic: None,
        folder: "/home/ada/".to_owned(),
        remote_host: None,
        public: None,
    }
}

impl Player {
    /// Begins a session on the questionnaire of the tests.
    pub(crate) fn at(width: u16, height: u16) -> Self {
        Self::with(setup(own()), width, height)
    }

    /// Begins a session on the shipped questionnaire, for a test that is about its content.
    pub(crate) fn shipped(width: u16, height: u16) -> Self {
        Self::with(setup(shipped()), width, height)
    }

    pub(crate) fn with(setup: Setup, width: u16, height: u16) -> Self {
        let theme = Theme::new(ThemeName::Dark, Depth::Indexed, GlyphSet::Unicode);
        Self { model: Model::new(Arc::new(setup), Size { width, height }), theme, asked: Vec::new() }
    }

    /// Presses keys by name, separated by blanks: `Enter`, `Down`, `C-c`, `F1`, or a letter. `@` and the id of
    /// an item stand for the keys that lead to it, `Answers` for those that answer every question that is left, each in
    /// its own way.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            match (key, key.strip_prefix('@')) {
                ("Answers", _) => self.answer_mixed(),
                (_, Some(item)) => self.go_to(item),
                _ => self.handle(&Event::Key(named(key))),
            };
        }
        self
    }

    /// Types a text letter by letter.
    pub(crate) fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.handle(&Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)));
        }
        self
    }

    /// Clicks on the first place where a text is drawn.
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        let at = screen
            .lines()
            .enumerate()
            .find_map(|(y, line)| line.find(text).map(|x| (line[..x].chars().count(), y)));
        let (x, y) = at.unwrap_or_else(|| panic!("there is no {text:?} to click on in\n{screen}"));
        let (column, row) = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        let kind = MouseEventKind::Down(MouseButton::Left);
        self.handle(&Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        self
    }

    /// Hears an event as the program would.
    pub(crate) fn handle(&mut self, event: &Event) -> &mut Self {
        if let Some(message) = message(&self.model, event) {
            self.apply(message);
        }
        self
    }

    /// Takes a message.
    pub(crate) fn apply(&mut self, message: Message) -> &mut Self {
        for effect in update(&mut self.model, message) {
            match effect {
                Effect::Day => drop(update(&mut self.model, Message::Day(TODAY))),
                asked => self.asked.push(asked),
            }
        }
        self
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.handle(&Event::Resize(width, height))
    }

    /// Draws the screen and returns it as text, a line a row, blanks at line ends left out.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows = buffer.area.height;
        (0..rows).map(|y| row(&buffer, y)).collect::<Vec<_>>().join("\n")
    }

    /// Draws a layout of one's own for the size of the screen, and returns it as text.
    pub(crate) fn draw(&self, layout: &Layout) -> String {
        let buffer = self.drawn(layout);
        (0..buffer.area.height).map(|y| row(&buffer, y)).collect::<Vec<_>>().join("\n")
    }

    /// Draws the screen.
    pub(crate) fn buffer(&self) -> Buffer {
        self.drawn(&Layout::of(&self.model))
    }

    pub(crate) fn drawn(&self, layout: &Layout) -> Buffer {
        let size = self.model.size;
        painted(size, layout.area, &self.theme, |list| view(layout, &self.theme, list))
    }

    /// Asserts that a text can be read on the screen, wherever its lines are broken.
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        must_show(&self.screen(), text);
        self
    }

    /// Asserts that a text cannot be read on the screen.
    pub(crate) fn sees_no(&mut self, text: &str) -> &mut Self {
        must_not_show(&self.screen(), text);
        self
    }
}

impl Answering for Player {
    fn client(&self) -> &Model {
        &self.model
    }

    fn strike(&mut self, key: &str) {
        self.press(key);
    }
}

/// Draws a frame into the cells of a window.
pub(crate) fn painted(
    window: Size,
    area: Rect,
    theme: &Theme,
    draw: impl FnOnce(&mut DisplayList),
) -> Buffer {
    let mut list = DisplayList::new(area);
    draw(&mut list);
    let mut cells = Buffer::empty(Rect::new(0, 0, window.width, window.height));
    cells.set_style(area, theme.ground());
    for (y, row) in (area.y..).zip(list.rows()) {
        for (x, text, style) in row.pieces() {
            cells.set_string(x, y, text, style);
        }
    }
    cells
}

pub(crate) fn row(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while let Some(cell) = buffer.cell((x, y)) {
        text.push_str(cell.symbol());
        // A wide sign takes the cell after its own as well.
        x += u16::try_from(unicode_width::UnicodeWidthStr::width(cell.symbol())).unwrap().max(1);
    }
    text.trim_end().to_owned()
}

/// Returns a text without its line breaks, to look for a sentence in.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that a text can be read on a screen, wherever its lines are broken.
pub(crate) fn must_show(screen: &str, text: &str) {
    assert!(flat(screen).contains(&flat(text)), "{text:?} is not on\n{screen}");
}

/// Asserts that a text cannot be read on a screen.
pub(crate) fn must_not_show(screen: &str, text: &str) {
    assert!(!flat(screen).contains(&flat(text)), "{text:?} is on\n{screen}");
}

pub(crate) fn named(key: &str) -> KeyEvent {
    let (modifiers, name) = match key.split_once('-') {
        Some(("C", name)) => (KeyModifiers::CONTROL, name),
        Some(("M", name)) => (KeyModifiers::ALT, name),
        _ => (KeyModifiers::NONE, key),
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Space" => KeyCode::Char(' '),
        "Tab" => KeyCode::Tab,
        letter if letter.chars().count() == 1 => KeyCode::Char(letter.chars().next().unwrap()),
        function if function.starts_with('F') => KeyCode::F(function[1..].parse().unwrap()),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, modifiers)
}
