//! The screen on which a text of a questionnaire stands, for `stillpoint check --watch`.
//!
//! It lays out the real screen at the usual size. It must not judge the text.

use super::single::Layout;
use crate::app::state::model::{Model, Setup};
use crate::app::state::screen::{ArticleScreen, Open, Overlay, Page, ResultsScreen, Screen, SourceOverlay};
use crate::domain::answers::response::Answer;
use crate::domain::language::languages::{Language, Languages};
use crate::domain::language::wording::Wording;
use crate::domain::proof::prove::{Way, prove};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::engine::policy::Policy;
use crate::engine::session::SessionItem;
use ratatui::layout::Size;
use std::sync::Arc;

/// The size that most terminals have.
pub(crate) const USUAL: Size = Size { width: 80, height: 24 };

/// Makes the state in which an author looks at a questionnaire: one person, at the start, in one language.
#[must_use]
pub(crate) fn state_for_author(questionnaire: &Arc<Questionnaire>, wording: &Wording, size: Size) -> Model {
    let language =
        Language { wording: wording.clone(), questionnaire: Arc::clone(questionnaire), reviewed_by: None };
    let setup = Setup {
        clinic: None,
        languages: Languages::new(language, Vec::new()),
        language: 0,
        policy: Policy::personal(),
        region: String::new(),
        folder: String::new(),
        remote_host: None,
        public: None,
    };
    Model::new(Arc::new(setup), size)
}

/// Lays out the screen on which the entry of a list stands; `table` is the list, empty for what stands above all of them.
/// A support line without an id has its region for one. `None` if the entry is on no screen of a person alone.
#[must_use]
pub(crate) fn screen_of(
    questionnaire: &Arc<Questionnaire>,
    wording: &Wording,
    (table, id): (&str, &str),
) -> Option<Layout> {
    let mut model = state_for_author(questionnaire, wording, USUAL);
    match table {
        "" => model.go(Screen::Welcome),
        "option_sets" => {
            let item = questionnaire.items().find(|item| item.options.as_str() == id)?;
            item_screen(&mut model, item.id.as_str())?;
        }
        "groups" => group(&mut model, questionnaire, id)?,
        "items" => item_screen(&mut model, id)?,
        "sections" => {
            let index = questionnaire.sections().iter().position(|section| section.id.as_str() == id)?;
            article(&mut model, index);
        }
        "terms" => article(&mut model, questionnaire.sections().len()),
        "guidance" => guidance(&mut model, questionnaire, id)?,
        "support" => {
            let lines = &questionnaire.parts().support;
            let named = |line: &str| line == id;
            let line = lines.iter().find(|line| {
                line.id.as_ref().map_or_else(|| named(&line.region), |line| named(line.as_str()))
            })?;
            model.region.clone_from(&line.region);
            model.open(Overlay::Support);
        }
        "facts" => model.open(Overlay::Source(SourceOverlay { facts: vec![id.into()] })),
        _ => return None,
    }
    Some(Layout::of(&model))
}

fn item_screen(model: &mut Model, id: &str) -> Option<()> {
    let position = model.session.position_of(&id.into())?;
    model.go_to_item(position, false);
    Some(())
}

/// Shows the note of a group, or its first question if it has none.
fn group(model: &mut Model, questionnaire: &Questionnaire, id: &str) -> Option<()> {
    let groups = &questionnaire.parts().groups;
    let index = groups.iter().position(|group| group.id.as_str() == id)?;
    let is_note = |(position, item): &(usize, &SessionItem)| {
        let place = model.session.place(*position);
        matches!(item, SessionItem::Note(_)) && place.is_some_and(|place| place.group == index)
    };
    let note = model.session.items().iter().enumerate().find(is_note).map(|(position, _)| position);
    match note {
        Some(position) => model.go_to_item(position, false),
        None => item_screen(model, groups.get(index)?.items.first()?.as_str())?,
    }
    Some(())
}

fn article(model: &mut Model, index: usize) {
    let from = Box::new(Open::new(Screen::Welcome));
    model.go(Screen::Article(ArticleScreen { index, from }));
}

/// Shows a situation of guidance, with answers that bring it.
fn guidance(model: &mut Model, questionnaire: &Questionnaire, id: &str) -> Option<()> {
    let reached =
        prove(questionnaire).texts.into_iter().find(|text| text.table == "guidance" && text.id == id)?;
    let Way::Answers(answers) = reached.way else { return None };
    for (item, option) in answers {
        model.session.answer(&item, Answer::Chosen(option));
    }
    let part = model.session.results().guidance.iter().position(|matched| matched.text.id.as_str() == id)?;
    model.go(Screen::Results(ResultsScreen { page: Page::Guidance, part, whole: true }));
    Some(())
}
