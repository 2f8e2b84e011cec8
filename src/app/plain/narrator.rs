//! Reads a state out: what is new since it was read last, and nothing twice.
//!
//! A page that was not in front before is read whole, its title first. Of a page that stays, only what has changed is read.
//! It must not know who listens, or how wide the lines are.

use super::commands::{has_lines, help, how_to_write};
use super::spoken::{ROOM, Utterance, body, plain, sentence, title};
use super::typed::{empty, is_guide};
use crate::app::keys::bindings::{Binding, bindings};
use crate::app::screens::registry::{compose, context, context_of_keys, enter_word, pane};
use crate::app::sheet::lines::Sheet;
use crate::app::state::app::AppState;
use crate::app::state::context::{Activity, Context};
use crate::app::state::counselor::{Pane, Side};
use crate::app::state::message::{Command, CounselorCommand};
use crate::app::state::model::{Model, Seat};
use crate::app::state::screen::{Overlay, Screen};
use crate::domain::answers::response::ItemState;
use crate::domain::answers::sentences::{state, upper_first};
use crate::domain::language::wording::fill;
use crossterm::event::KeyCode;

/// What was read out last on each side.
#[derive(Debug, Default)]
pub struct Narrator {
    client: Option<Heard>,
    counselor: Option<Heard>,
    /// Whether a text was being written.
    writes: bool,
    /// Whether everything was hidden.
    is_hidden: bool,
}

/// A page that was read out.
#[derive(Debug)]
struct Heard {
    place: PageName,
    lines: Vec<String>,
}

/// Which page it was.
#[derive(PartialEq, Debug)]
enum PageName {
    /// A page of the client's side, in the language at a position.
    Client(Screen, Option<Overlay>, usize),
    /// A pane of the counselor's side.
    Counselor(Pane, usize),
}

impl Narrator {
    /// Forgets what was read, so that the page in front is read whole.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Returns what is new in a state, paragraph by paragraph.
    pub fn tell(&mut self, app: &AppState) -> Vec<String> {
        if app.client.hidden {
            let is_new = !std::mem::replace(&mut self.is_hidden, true);
            (self.client, self.counselor, self.writes) = (None, None, false);
            return if is_new { ways_from_hidden(&app.client) } else { Vec::new() };
        }
        self.is_hidden = false;
        let writes = context_of_keys(app).activity() == Activity::Writes;
        let began = writes && !std::mem::replace(&mut self.writes, writes);
        let mut said = Vec::new();
        for side in sides(app) {
            let told = self.tell_side(app, side, writes);
            // What is new on the counselor's side comes after a whole page of the client's.
            if side == Side::Counselor && is_page(&said) && !told.is_empty() && !is_page(&told) {
                said.push(app.client.wording().plain.own_side.clone());
            }
            said.extend(told);
        }
        if began {
            said.push(how_to_write(app.client.wording(), context_of_keys(app)).clone());
        }
        said
    }

    fn tell_side(&mut self, app: &AppState, side: Side, writes: bool) -> Vec<String> {
        let Some((place, sheet)) = page(app, side) else { return Vec::new() };
        let heard = match side {
            Side::Client => &mut self.client,
            Side::Counselor => &mut self.counselor,
        };
        let is_same = heard.as_ref().is_some_and(|heard| heard.place == place);
        // What is written is in the lines of who writes it already.
        if is_same && writes {
            return Vec::new();
        }
        let words = &app.client.wording().plain;
        let said = body(&sheet, app.client.wording());
        let commands = helped(app, &place);
        let heading = if commands.is_some() { words.commands.clone() } else { title(&sheet) };
        let lines = commands.unwrap_or_else(|| said.iter().map(|spoken| spoken.line(words)).collect());
        let before = heard.replace(Heard { place, lines: lines.clone() }).filter(|_| is_same);
        match before {
            Some(before) => changed(&before.lines, lines, side),
            None => whole(app, side, &heading, lines, &said),
        }
    }
}

/// Returns the sides that are read, in order. The counselor's pane comes after what the client sees.
fn sides(app: &AppState) -> Vec<Side> {
    match &app.counselor {
        Some(counselor) if app.client.seat == Seat::Counselor && counselor.begun => {
            vec![Side::Client, Side::Counselor]
        }
        Some(_) if app.client.seat == Seat::Counselor => vec![Side::Counselor],
        _ => vec![Side::Client],
    }
}

fn page(app: &AppState, side: Side) -> Option<(PageName, Sheet)> {
    let model = &app.client;
    match side {
        Side::Client => {
            let overlay = model.overlay.as_ref().map(|open| open.what.clone());
            let place = PageName::Client(model.screen.what.clone(), overlay, model.language);
            Some((place, compose(model, ROOM)))
        }
        Side::Counselor => {
            let open = &app.counselor.as_ref()?.pane;
            let sheet = pane(&open.what).sheet(app, open.at, ROOM);
            Some((PageName::Counselor(open.what.clone(), model.language), sheet))
        }
    }
}

/// Returns a page that was not in front before. In a walkthrough it begins with whose side it is.
fn whole(app: &AppState, side: Side, title: &str, lines: Vec<String>, said: &[Utterance]) -> Vec<String> {
    let words = &app.client.wording().plain;
    let of_whom = match side {
        _ if app.client.seat != Seat::Counselor => None,
        Side::Client => Some(words.client_side.clone()),
        Side::Counselor => Some(words.own_side.clone()),
    };
    let title = Some(title).filter(|title| !title.is_empty()).map(sentence);
    let head: Vec<String> = of_whom.into_iter().chain(title).collect();
    let head = Some(head.join(" ")).filter(|head| !head.is_empty());
    // An empty line before a page: a reader of lines finds where it begins.
    let head = head.map(|head| format!("\n{head}"));
    head.into_iter().chain(lines).chain(stands(app, said)).collect()
}

/// Says whether lines begin with a page that was not in front before.
fn is_page(said: &[String]) -> bool {
    said.first().is_some_and(|line| line.starts_with('\n'))
}

/// Returns the answer that stands, in words.
fn stands(app: &AppState, said: &[Utterance]) -> Option<String> {
    let words = &app.client.wording().plain;
    let chosen = said.iter().find(|spoken| spoken.is_chosen())?;
    let sentence = if app.client.overlay.is_none() { &words.stands } else { &words.chosen };
    Some(fill(sentence, &[("answer", &chosen.text)]))
}

/// Returns the lines that were not there before. On the counselor's side a number alone, such as the minutes, is not news.
fn changed(before: &[String], lines: Vec<String>, side: Side) -> Vec<String> {
    let key = |line: &str| match side {
        Side::Client => line.to_owned(),
        Side::Counselor => line.chars().filter(|c| !c.is_ascii_digit()).collect(),
    };
    let known: Vec<String> = before.iter().map(|line| key(line)).collect();
    lines.into_iter().filter(|line| !known.contains(&key(line))).collect()
}

/// Returns the commands of a help page, in place of the keys of the full screen.
fn helped(app: &AppState, place: &PageName) -> Option<Vec<String>> {
    let model = &app.client;
    let (context, idle) = match place {
        PageName::Client(_, Some(Overlay::Help(overlay)), _) => (overlay.context, &overlay.idle),
        PageName::Counselor(Pane::Help(pane), _) => (pane.context, &pane.idle),
        _ => return None,
    };
    let words = model.wording();
    let privacy = if model.is_accompanied() { &words.two.help } else { &words.help.privacy };
    let commands = help(model, context, |command| !idle.contains(&command));
    Some(commands.into_iter().chain([privacy.clone()]).collect())
}

/// Returns how to come back from the neutral screen, and how to leave.
fn ways_from_hidden(model: &Model) -> Vec<String> {
    let wording = model.wording();
    let policy = model.policy();
    let is_way = |binding: &&Binding| binding.shown > 0 && binding.command() != Some(Command::Mouse);
    let ways = bindings(Context::Hidden, &policy).filter(is_way);
    ways.map(|binding| format!("{}: {}.", binding.short_keys(&wording.key, false), binding.name(wording)))
        .collect()
}

/// Returns the words that confirm what a command did to the state before it, if nothing else says so.
#[must_use]
pub fn confirmation(before: &AppState, after: &AppState, command: Command) -> Option<String> {
    let model = &after.client;
    let wording = model.wording();
    match command {
        Command::Choose(_) | Command::Skip if before.client.overlay.is_none() && is_on_client(before) => {
            let item = model.questionnaire().item(before.at()?)?;
            let said = match model.session.state(&item.id) {
                ItemState::Declined => wording.item.declined.clone(),
                other => state(wording, model.questionnaire(), item, other),
            };
            Some(sentence(&upper_first(&plain(&said))))
        }
        Command::Counselor(CounselorCommand::Flag) => {
            let is_set = after.counselor.as_ref()?.flag_turned?;
            let words = if is_set { &wording.desk.flagged } else { &wording.desk.unflagged };
            Some(sentence(&upper_first(words)))
        }
        _ => None,
    }
}

fn is_on_client(app: &AppState) -> bool {
    app.counselor_with_keys().is_none()
}

/// Says whether what was said before has to be out of sight now: everything is hidden, or another person has the screen.
#[must_use]
pub fn is_behind(before: &AppState, after: &AppState) -> bool {
    (!before.client.hidden && after.client.hidden) || before.client.seat != after.client.seat
}

/// Returns what is said before a line is typed; empty while everything is hidden.
#[must_use]
pub fn prompt(app: &AppState) -> String {
    let is_over = app.client.overlay.is_some() && context_of_keys(app).activity() != Activity::Hides;
    let at = if is_guide(app) || is_over { context(&app.client) } else { context_of_keys(app) };
    let words = &app.client.wording().plain;
    match at.activity() {
        Activity::Hides => String::new(),
        Activity::Writes if has_lines(at) => words.line.clone(),
        Activity::Writes => words.value.clone(),
        Activity::Seeks => words.name.clone(),
        Activity::Chooses if matches!(at, Context::Item | Context::Private) => words.answer.clone(),
        Activity::Chooses => words.choice.clone(),
        Activity::Waits | Activity::Reads | Activity::Scans | Activity::Enlarges => {
            let what = enter(app, at).unwrap_or_default();
            fill(&words.enter, &[("what", &what)])
        }
    }
}

/// Returns what Enter does to a text that is read.
fn enter(app: &AppState, context: Context) -> Option<String> {
    let wording = app.client.wording();
    let _ = empty(app, context)?;
    if let Some(word) =
        enter_word(&app.client).filter(|_| is_on_client(app) || is_guide(app) || app.client.overlay.is_some())
    {
        return Some(word(&wording.hint).clone());
    }
    let policy = app.client.policy();
    let mut all = bindings(context, &policy);
    let binding = all.find(|binding| binding.keys.iter().any(|(key, _)| key.0 == KeyCode::Enter))?;
    Some(binding.name(wording).to_owned())
}
