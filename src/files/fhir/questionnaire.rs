//! Writes a questionnaire as a FHIR R4 `Questionnaire` that holds the whole logic: the questions, and the texts with the
//! answers that bring them, so that another program shows what `report` reports.
//!
//! A text stands in a group that is shown by the same rule; so does each reason for it. This module must not choose or
//! change a word: it holds those of the questionnaire and of the program.

use super::canonical::{Canonical, computable_name, fhir_id};
use super::enabling::{Enabling, reasons};
use super::own_page;
use super::texts::{EXTENSION, extension, plain, with_text};
use crate::domain::answers::own_words::OwnText;
use crate::domain::answers::sentences::reviewed_by;
use crate::domain::answers::talking_points::{PointKind, talking_point};
use crate::domain::id::LinkId;
use crate::domain::language::languages::Language;
use crate::domain::language::wording::{Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{DECLINED, Group, Item};
use crate::domain::questionnaire::markup::{Block, blocks};
use crate::domain::questionnaire::rules::Rule;
use crate::files::export::json::{Object, list, printed, some};
use crate::files::export::prose::{support_in_one, support_lead};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a FHIR resource is made from.
pub struct Source<'a> {
    /// The language of the resource.
    pub own: &'a Language,
    /// Languages whose texts stand beside it.
    pub beside: &'a [Language],
    /// The region of the support lines.
    pub region: &'a str,
    /// Where addresses begin; without it, at a place that nobody can own.
    pub base: Option<&'a str>,
    /// Who publishes the questionnaire, if the site has a name.
    pub publisher: Option<&'a str>,
}

/// Renders the questionnaire.
///
/// # Errors
/// A name that two parts of the resource would have. It can only come from the id of an item with a dot in it.
pub fn render(source: &Source<'_>) -> Result<String, String> {
    let questionnaire = &*source.own.questionnaire;
    let builder =
        Builder { source, questionnaire, canonical: Canonical::new(source.base, questionnaire.parts()) };
    let parts = builder.parts();
    match twice(&parts) {
        Some(name) => Err(name),
        None => Ok(printed(builder.head().with("item", parts))),
    }
}

/// Returns a `linkId` that stands there twice.
fn twice(parts: &[Value]) -> Option<String> {
    fn walk(parts: &[Value], seen: &mut BTreeSet<String>) -> Option<String> {
        parts.iter().find_map(|part| {
            let id = part.get("linkId").and_then(Value::as_str).unwrap_or_default().to_owned();
            if !seen.insert(id.clone()) {
                return Some(id);
            }
            part.get("item").and_then(Value::as_array).and_then(|parts| walk(parts, seen))
        })
    }
    walk(parts, &mut BTreeSet::new())
}

struct Builder<'a> {
    source: &'a Source<'a>,
    questionnaire: &'a Questionnaire,
    canonical: Canonical<'a>,
}

impl Builder<'_> {
    fn head(&self) -> Object {
        let parts = self.questionnaire.parts();
        let status = if parts.reviewed_by.is_empty() { "draft" } else { "active" };
        let id = fhir_id(&parts.id).then(|| parts.id.clone());
        let object = Object::default()
            .with("resourceType", "Questionnaire")
            .with_some("id", id)
            .with("language", &*parts.language)
            .with("url", self.canonical.url())
            .with("version", self.canonical.version())
            .with("name", computable_name(&parts.id));
        let object = self.with_text(object, "title", |language| language.questionnaire.parts().title.clone());
        let object = object.with("status", status).with("subjectType", vec![Value::from("Patient")]);
        let object = object
            .with_some("date", parts.date.map(|date| date.to_string()))
            .with_some("publisher", parts.publisher.as_deref().or(self.source.publisher).map(plain));
        let object = self
            .with_text(object, "description", |language| language.questionnaire.parts().description.clone());
        object.with_some("copyright", parts.copyright.as_deref().map(plain))
    }

    fn parts(&self) -> Vec<Value> {
        let mut parts = vec![self.before()];
        parts.extend(self.questionnaire.groups().iter().map(|group| self.group(group)));
        parts.push(self.own());
        parts.push(self.finished());
        parts
    }

    /// The page that is read first: what it is and is not, who has reviewed it, and that help is at its end.
    fn before(&self) -> Value {
        let parts = vec![
            self.display("disclaimer.what", |language| Some(language.wording.form.what.clone())),
            self.display("disclaimer.review", |language| Some(reviewed(language))),
            self.display("disclaimer.safety", |language| Some(language.wording.form.safety.clone())),
        ];
        self.page("disclaimer.page", |l| Some(l.wording.form.before.clone()), parts)
    }

    fn group(&self, group: &Group) -> Value {
        let questionnaire = self.questionnaire;
        let find = |language: &Language| language.questionnaire.group(&group.id).cloned();
        let first = group.items.iter().find(|id| questionnaire.item(id).is_some_and(|item| item.sensitive));
        let mut parts = Vec::new();
        for id in &group.items {
            if Some(id) == first && group.note.is_some() {
                parts.push(self.display(&format!("groups.{}.note", group.id.as_str()), |l| find(l)?.note));
            }
            if let Some(item) = questionnaire.item(id) {
                parts.push(self.question(item));
                parts.extend(self.after_question(item));
            }
        }
        self.page(&format!("groups.{}", group.id.as_str()), |l| Some(find(l)?.title), parts)
    }

    /// A group on a page of its own. Every part at the top has to be one: other programs turn pages only then.
    fn page(&self, id: &str, title: impl Fn(&Language) -> Option<String>, parts: Vec<Value>) -> Value {
        let page = self.object(id, "group", title);
        page.with("extension", vec![control("page")]).with("item", parts).into()
    }

    fn question(&self, item: &Item) -> Value {
        let find = |language: &Language| language.questionnaire.item(&item.id).cloned();
        let system = self.canonical.options(&item.options);
        let choices = self.questionnaire.choices(item).into_iter().map(|option| {
            let text =
                |language: &Language| Some(language.questionnaire.option(item, &option.id)?.text.clone());
            self.coding(&system, option.id.as_str(), text)
        });
        let declined =
            self.coding(&self.canonical.declined(), DECLINED, |l| Some(l.wording.item.declined.clone()));
        let controls = vec![
            control("radio-button"),
            extension("questionnaire-choiceOrientation", "valueCode", "vertical"),
        ];
        let object = Object::default().with("linkId", item.id.as_str()).with("extension", controls);
        let object = self.with_text(object, "text", |language| Some(find(language)?.text));
        object
            .with("type", "choice")
            .with("required", false)
            .with("repeats", false)
            .with("answerOption", choices.chain([declined]).collect::<Vec<_>>())
            .with_some("item", some(self.help(item).into_iter().collect()))
            .into()
    }

    /// The help for a question, in it. It says in both ways that R4 has what it is: some programs know one, some the other.
    fn help(&self, item: &Item) -> Option<Value> {
        item.help.as_ref()?;
        let find = |language: &Language| language.questionnaire.item(&item.id)?.help.clone();
        let help = self.object(&format!("{}.help", item.id.as_str()), "display", find);
        let category =
            coded("questionnaire-displayCategory", "questionnaire-display-category", "instructions");
        Some(help.with("extension", vec![control("help"), category]).into())
    }

    /// The caution and the note that belong to a question. They follow it, because not every program shows what is in it.
    fn after_question(&self, item: &Item) -> Vec<Value> {
        let find = |language: &Language| language.questionnaire.item(&item.id).cloned();
        let id = item.id.as_str();
        let caution =
            item.caution.as_ref().map(|_| self.display(&format!("{id}.caution"), |l| find(l)?.caution));
        let guard = item.guard.as_ref().map(|guard| {
            self.display(&format!("{id}.guard"), |language| {
                let section = language.questionnaire.section(guard)?;
                let title = fill(&language.wording.item.guard, &[("title", &section.title)]);
                Some(format!("{title}. {}", paragraphs(&section.text).join(" ")))
            })
        });
        caution.into_iter().chain(guard).collect()
    }

    /// The page on which a person writes what they want to bring up.
    fn own(&self) -> Value {
        let field = |text: OwnText| {
            let heading = |l: &Language| Some((*l.wording.bring.own().get(text)).to_owned());
            self.object(&own_page::link(text), "text", heading).with("required", false).into()
        };
        let fields = OwnText::ALL.map(field).into();
        self.page(own_page::PAGE, |l| Some(l.wording.results.bring.clone()), fields)
    }

    fn coding(&self, system: &str, code: &str, display: impl Fn(&Language) -> Option<String>) -> Value {
        let coding = Object::default().with("system", system).with("code", code);
        Object::default().with("valueCoding", self.with_text(coding, "display", display)).into()
    }

    /// The page that is read when the questions are answered.
    fn finished(&self) -> Value {
        let lead = self.display("finished.lead", |l| Some(l.wording.results.lead.clone()));
        let sections =
            self.list_of("finished.sections", |wording| &wording.results.sections, self.sections());
        let guidance =
            self.list_of("finished.guidance", |wording| &wording.results.guidance, self.guidance());
        let last = self.display("finished.last", |l| Some(l.wording.form.last.clone()));
        let parts = [Some(lead), sections, guidance, Some(self.support()), Some(last)];
        let parts = parts.into_iter().flatten().collect();
        self.page("finished.page", |l| Some(l.wording.form.finished.clone()), parts)
    }

    fn sections(&self) -> Vec<Value> {
        let sections = self.questionnaire.sections().iter().filter_map(|section| {
            let find = |l: &Language| l.questionnaire.section(&section.id).cloned();
            let id = format!("sections.{}", section.id.as_str());
            let parts = self.paragraphs(&id, |language| Some(find(language)?.text));
            Some(self.brought(&id, section.show.as_ref()?, |l| Some(find(l)?.title), parts))
        });
        sections.collect()
    }

    fn guidance(&self) -> Vec<Value> {
        let guidance = self.questionnaire.guidance().iter().map(|guidance| {
            let find = |l: &Language| {
                l.questionnaire.guidance().iter().find(|other| other.id == guidance.id).cloned()
            };
            let id = format!("guidance.{}", guidance.id.as_str());
            let mut parts = self.paragraphs(&id, |language| Some(find(language)?.text));
            parts.push(self.display(&format!("{id}.next_step"), |language| {
                Some(format!("{}: {}", language.wording.results.next_step, find(language)?.next_step))
            }));
            for kind in PointKind::ALL {
                parts.extend(kind.of(guidance).iter().enumerate().map(|(n, _)| {
                    self.display(&format!("{id}.{}.{n}", kind.key()), |language| {
                        let found = find(language)?;
                        Some(talking_point(&language.wording, kind, kind.of(&found).get(n)?))
                    })
                }));
            }
            self.brought(&id, &guidance.show, |l| Some(find(l)?.title), parts)
        });
        guidance.collect()
    }

    /// A text that a rule brings, with its reasons before it.
    fn brought(
        &self,
        id: &str,
        rule: &Rule,
        title: impl Fn(&Language) -> Option<String>,
        parts: Vec<Value>,
    ) -> Value {
        let questionnaire = self.questionnaire;
        let because = reasons(questionnaire, rule).into_iter().map(|item| {
            let name = format!("{id}.because.{}", item.as_str());
            let remark = self.object(&name, "display", |language| because_of(language, &item));
            let enabling = Enabling::because(questionnaire, rule, &item);
            enabling.put(self.canonical, questionnaire, remark).into()
        });
        let parts: Vec<Value> = because.chain(parts).collect();
        let group = self.object(id, "group", title);
        Enabling::of(questionnaire, rule).put(self.canonical, questionnaire, group).with("item", parts).into()
    }

    fn support(&self) -> Value {
        let region = self.source.region;
        let lead = self.display("support.lead", |language| {
            let page = language.questionnaire.support(region);
            Some(support_lead(&language.wording, &page, region))
        });
        let count = self.questionnaire.support(region).groups().len();
        let entries = (0..count).map(|n| {
            self.display(&format!("support.{n}"), |language| {
                let page = language.questionnaire.support(region);
                let group = page.groups().into_iter().nth(n)?;
                Some(support_in_one(&language.wording.support, &group, false))
            })
        });
        let parts: Vec<Value> = [lead].into_iter().chain(entries).collect();
        self.object("finished.support", "group", |l| Some(l.wording.results.support.clone()))
            .with("item", parts)
            .into()
    }

    fn list_of(&self, id: &str, title: impl Fn(&Wording) -> &String, parts: Vec<Value>) -> Option<Value> {
        let group = self.object(id, "group", |language| Some(title(&language.wording).clone()));
        (!parts.is_empty()).then(|| group.with("item", parts).into())
    }

    /// The paragraphs of a text. A language that has another number of them is left out.
    fn paragraphs(&self, id: &str, text: impl Fn(&Language) -> Option<String>) -> Vec<Value> {
        let count = text(self.source.own).map_or(0, |text| paragraphs(&text).len());
        let all = (0..count).map(|n| {
            self.display(&format!("{id}.text.{n}"), |language| {
                let all = paragraphs(&text(language)?);
                (all.len() == count).then(|| all.get(n).cloned()).flatten()
            })
        });
        all.collect()
    }

    fn with_text(&self, object: Object, key: &str, say: impl Fn(&Language) -> Option<String>) -> Object {
        with_text((self.source.own, self.source.beside), object, key, say)
    }

    fn display(&self, id: &str, text: impl Fn(&Language) -> Option<String>) -> Value {
        self.object(id, "display", text).into()
    }

    fn object(&self, id: &str, of: &str, text: impl Fn(&Language) -> Option<String>) -> Object {
        self.with_text(Object::default().with("linkId", id), "text", text).with("type", of)
    }
}

/// Says which answer is a reason for a text.
fn because_of(language: &Language, item: &LinkId) -> Option<String> {
    let question = language.questionnaire.item(item)?;
    Some(fill(&language.wording.form.because, &[("question", plain(&question.text).trim_end_matches('.'))]))
}

/// Says who has reviewed the questionnaire.
fn reviewed(language: &Language) -> String {
    reviewed_by(&language.wording, &language.questionnaire.parts().reviewed_by)
}

fn paragraphs(text: &str) -> Vec<String> {
    let block = |block| match block {
        Block::Paragraph(words) | Block::Entry(words) => words,
    };
    blocks(text).into_iter().map(block).collect()
}

fn control(code: &str) -> Value {
    coded("questionnaire-itemControl", "questionnaire-item-control", code)
}

/// Returns an extension of FHIR itself whose value is a code of one of its own systems.
fn coded(name: &str, system: &str, code: &str) -> Value {
    let coding = Object::default().with("system", format!("http://hl7.org/fhir/{system}")).with("code", code);
    let concept = Object::default().with("coding", list([coding], Value::from));
    Object::default().with("url", format!("{EXTENSION}/{name}")).with("valueCodeableConcept", concept).into()
}
