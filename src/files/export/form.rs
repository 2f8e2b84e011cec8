//! Writes the blank form of a questionnaire: the questions for paper, with boxes to tick and room for own words.
//!
//! It must not hold a text that depends on an answer, because nobody has answered yet. What it says is in the order of
//! the screens: what it is, the questions with their notes, own words, what is for everybody, who can be reached.

use super::outline::{self, HeadingLevel, OutlineWriter, Together};
use super::{html, markdown, prose, text};
use crate::domain::answers::results::results;
use crate::domain::answers::sentences;
use crate::domain::answers::talking_points::{PointKind, TalkingPoint, point_heading};
use crate::domain::id::{LinkId, SectionId};
use crate::domain::language::languages::Language;
use crate::domain::language::wording::fill;
use crate::domain::questionnaire::draft::{Item, Section};
use crate::domain::questionnaire::markup;
use crate::engine::policy::Policy;
use crate::engine::session::{Session, SessionItem};
use std::sync::Arc;

/// How many lines there are for own words.
const LINES_FOR_WORDS: usize = 7;
/// How many lines there are for since when.
const LINES_FOR_SINCE: usize = 1;
/// How many lines there are for a step.
const LINES_FOR_STEP: usize = 2;
/// How many lines there are for questions.
const LINES_FOR_QUESTIONS: usize = 3;

/// What a blank form is made from.
pub struct BlankForm<'a> {
    /// The questionnaire and the program's sentences.
    pub language: &'a Language,
    /// The region of the support lines.
    pub region: &'a str,
    /// What the clinic is called that hands it out.
    pub clinic: Option<&'a str>,
}

/// Renders the form as plain text.
#[must_use]
pub fn as_text(form: &BlankForm<'_>) -> String {
    text::page(|page| write(form, page))
}

/// Renders the form as Markdown.
#[must_use]
pub fn as_markdown(form: &BlankForm<'_>) -> String {
    markdown::page(|page| write(form, page))
}

/// Renders the form as an HTML page.
#[must_use]
pub fn as_html(form: &BlankForm<'_>) -> String {
    html::page(&form.language.questionnaire.parts().language, |page| write(form, page))
}

fn write(form: &BlankForm<'_>, page: &mut dyn OutlineWriter) {
    let session = Session::new(Arc::clone(&form.language.questionnaire), &Policy::personal());
    let mut sheet = FormPage { language: form.language, session: &session, page };
    sheet.head(form.clinic);
    for position in 0..session.items().len() {
        sheet.at(position);
    }
    sheet.own_words();
    sheet.for_everybody();
    sheet.support(form.region);
    sheet.origin();
}

/// The form as far as it is written.
struct FormPage<'a> {
    language: &'a Language,
    /// The way through the questions, which is that of a person alone.
    session: &'a Session,
    page: &'a mut dyn OutlineWriter,
}

impl FormPage<'_> {
    /// Writes the title, and what this is and is not.
    fn head(&mut self, clinic: Option<&str>) {
        let (wording, parts) = (&self.language.wording, self.language.questionnaire.parts());
        let words = &wording.form;
        let title = parts.title.as_ref().unwrap_or(&wording.welcome.heading);
        self.page.heading(HeadingLevel::Title, title);
        if let Some(clinic) = clinic {
            self.page.paragraph(clinic);
        }
        let description = parts.description.as_deref().unwrap_or_default();
        self.page.paragraph(&format!("{description} {}", words.what));
        self.page.paragraph(&format!("{} {}", words.how, words.found));
        self.page.open(Together::Note);
        self.page.paragraph(&words.safety);
        self.page.close();
        self.page.paragraph(&fill(&words.adults, &[("support", &wording.copy.support)]));
    }

    /// Writes what is at a position on the way: a question, or the note before sensitive ones.
    fn at(&mut self, position: usize) {
        let Some(place) = self.session.place(position) else { return };
        let before = position.checked_sub(1).and_then(|before| self.session.place(before));
        let group = self.language.questionnaire.groups().get(place.group);
        if before.is_none_or(|before| before.group != place.group)
            && let Some(group) = group
        {
            self.page.heading(HeadingLevel::Part, &group.title);
        }
        match self.session.item_at(position) {
            Some(SessionItem::Note(_)) => self.note(position, group.and_then(|group| group.note.as_deref())),
            Some(SessionItem::Question(id)) => self.question(position, id),
            None => {}
        }
    }

    /// Writes a content note, and where to go on for whoever leaves out what it announces.
    fn note(&mut self, position: usize, note: Option<&str>) {
        let wording = &self.language.wording;
        let after = position + 1 + self.session.part(position).len();
        let goes_on = if after < self.session.items().len() {
            let number = (self.session.questions_before(after) + 1).to_string();
            fill(&wording.form.skip_to, &[("n", &number)])
        } else {
            fill(&wording.form.skip_rest, &[("heading", &wording.bring.words_heading)])
        };
        self.page.open(Together::Note);
        self.page.label(&wording.note.heading);
        self.page.paragraph(&format!("{} {goes_on}", note.unwrap_or_default()));
        self.page.close();
    }

    fn question(&mut self, position: usize, id: &LinkId) {
        let (questionnaire, wording) = (&self.language.questionnaire, &self.language.wording);
        let Some(item) = questionnaire.item(id) else { return };
        let number = self.number(position);
        let question = fill(&wording.form.question, &[("n", &number), ("question", &item.text)]);
        self.page.open(Together::Piece);
        self.page.heading(HeadingLevel::Question, &question);
        if let Some(help) = &item.help {
            self.page.paragraph(help);
        }
        if let Some(caution) = &item.caution {
            self.page.label(caution);
        }
        let options = questionnaire.choices(item).into_iter().map(|option| &*option.text);
        self.page.choices(&options.chain([&*wording.item.declined]).collect::<Vec<_>>());
        self.page.close();
        self.guard(position, item);
    }

    /// Writes the text that stands beside a question; where it is there already, the number of the question that it is
    /// under.
    fn guard(&mut self, position: usize, item: &Item) {
        let (questionnaire, wording) = (&self.language.questionnaire, &self.language.wording);
        let Some(Section { id, title, text, .. }) =
            item.guard.as_ref().and_then(|guard| questionnaire.section(guard))
        else {
            return;
        };
        match self.first_guarded(id).filter(|first| *first < position) {
            Some(first) => {
                let places = [("title", &**title), ("n", &*self.number(first))];
                self.page.paragraph(&fill(&wording.form.guard_above, &places));
            }
            None => {
                let title = wording.about.lower_first(title);
                self.page.open(Together::Note);
                let places = [("title", &*title), ("n", &*self.number(position))];
                self.page.label(&fill(&wording.form.guard, &places));
                self.content(text);
                self.page.close();
            }
        }
    }

    /// Returns the position of the first question that a section stands beside.
    fn first_guarded(&self, section: &SectionId) -> Option<usize> {
        let guarded = |entry: &SessionItem| match entry {
            SessionItem::Question(id) => {
                self.language.questionnaire.item(id).is_some_and(|item| item.guard.as_ref() == Some(section))
            }
            SessionItem::Note(_) => false,
        };
        self.session.items().iter().position(guarded)
    }

    /// Returns the number of the question at a position, from 1 through all groups.
    fn number(&self, position: usize) -> String {
        (self.session.questions_before(position) + 1).to_string()
    }

    fn own_words(&mut self) {
        let words = &self.language.wording.bring;
        self.room(&words.words_heading, LINES_FOR_WORDS, &[]);
        self.room(&words.since_heading, LINES_FOR_SINCE, &[]);
        self.room(&words.step_heading, LINES_FOR_STEP, &[]);
    }

    /// Writes a heading, what stands under it, and lines to write on.
    fn room(&mut self, heading: &str, lines: usize, entries: &[String]) {
        self.page.open(Together::Piece);
        self.page.heading(HeadingLevel::Part, heading);
        for entry in entries {
            self.page.entry(entry);
        }
        self.page.lines(lines);
        self.page.close();
    }

    /// Writes what is shown whatever is answered: guidance, questions one could ask, texts.
    fn for_everybody(&mut self) {
        let (questionnaire, wording) = (&*self.language.questionnaire, &self.language.wording);
        let found = results(questionnaire, self.session.response());
        if !found.guidance.is_empty() {
            self.page.heading(HeadingLevel::Part, &wording.results.guidance);
        }
        for text in found.guidance.iter().map(|matched| matched.text) {
            self.page.heading(HeadingLevel::Piece, &text.title);
            self.content(&text.text);
            self.page.paragraph(&format!("{}: {}", wording.results.next_step, text.next_step));
        }
        self.points(&found.talking_points());
        let parts = questionnaire.parts();
        if parts.sections.is_empty() && parts.terms.is_empty() {
            return;
        }
        self.page.heading(HeadingLevel::Part, &wording.more.heading);
        for text in found.sections.iter().map(|matched| matched.text) {
            self.page.heading(HeadingLevel::Piece, &text.title);
            self.content(&text.text);
        }
        self.page.paragraph(&fill(&wording.form.more, &[("heading", &wording.more.heading)]));
    }

    /// Writes what can be brought up at a visit, with room for questions of one's own.
    fn points(&mut self, points: &[TalkingPoint<'_>]) {
        for kind in PointKind::ALL {
            let texts: Vec<String> = points
                .iter()
                .filter(|point| point.kind == kind)
                .map(|point| sentences::upper_first(point.text))
                .collect();
            let lines = if kind == PointKind::Question { LINES_FOR_QUESTIONS } else { 0 };
            if lines > 0 || !texts.is_empty() {
                self.room(point_heading(&self.language.wording.bring, kind), lines, &texts);
            }
        }
    }

    fn content(&mut self, text: &str) {
        for block in markup::blocks(text) {
            self.page.content(&block);
        }
    }

    fn support(&mut self, region: &str) {
        let (questionnaire, wording) = (&self.language.questionnaire, &self.language.wording);
        self.page.heading(HeadingLevel::Part, &wording.copy.support);
        let lines = questionnaire.support(region);
        outline::support_lines(wording, &lines, region, self.page);
        self.page.paragraph(&wording.form.last);
    }

    /// Writes what the form was made from, and who has read its texts.
    fn origin(&mut self) {
        let (made_from, review) = prose::origin(&self.language.questionnaire, &self.language.wording);
        let native = self.language.native_review().unwrap_or_default();
        self.page.rule();
        self.page.paragraph(&format!("{made_from} {review} {native}"));
    }
}
