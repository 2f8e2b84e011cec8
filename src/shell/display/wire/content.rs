//! The content of a walkthrough as it is sent to a second screen: the texts of its files, so that both sides read the
//! same, and what the site has set that a client sees.
//!
//! No prompt for a counselor is in it, no protocol and no place where a file lies. A second screen reads no content of
//! its own: it may be another build of the program. The processes of a kiosk are one program, so what is built in is not
//! sent from one to another.

use super::fields::{Fields, WireError};
use crate::app::state::model::Setup;
use crate::domain::language::pseudo::PSEUDO;
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::draft::{Date, SupportKind, SupportLine};
use crate::engine::policy::Policy;
use crate::files::content::client_part::without_prompts;
use crate::shell::world::error::Failure;
use crate::shell::world::library::{File, Library, Tagged};
use serde_json::{Value, json};
use std::path::Path;

/// The most languages that are offered on a second screen.
const MOST_LANGUAGES: usize = 100;

/// The content that both sides have to have.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// Whether it is the content that is built in.
    pub built_in: bool,
    /// The questionnaire's file, without what only a counselor reads; `None` for what is built in, of a sender that is the
    /// same program. Then no other file is sent either.
    pub questionnaire: Option<File>,
    /// Its translations, in the same way.
    pub translations: Tagged,
    /// The site's own sentences.
    pub sentences: Tagged,
    /// The site's own support lines.
    pub support: Vec<SupportLine>,
    /// The languages that are offered, in order: a view names one by its position.
    pub offered: Vec<LanguageTag>,
}

/// What a second screen is told first.
#[derive(Clone, PartialEq, Eq)]
pub struct Hello {
    /// The version of the program on the walkthrough's side.
    pub version: String,
    /// The content.
    pub content: Content,
    /// What the clinic is called.
    pub clinic: Option<String>,
    /// The region whose support lines are shown first.
    pub region: String,
    /// The machine the walkthrough runs on, if its counselor sits at another one.
    pub remote_host: Option<String>,
}

impl Content {
    /// Takes from the content in use what a client may see; `offered` as [`Library::offered`] returns it.
    #[must_use]
    pub fn of(library: &Library, support: &[SupportLine], offered: Vec<LanguageTag>) -> Self {
        let tagged = |(tag, file): &(LanguageTag, File)| (tag.clone(), without_place(file));
        let cut = |(tag, file): &(LanguageTag, File)| (tag.clone(), for_clients(file));
        Self {
            built_in: library.built_in,
            questionnaire: Some(for_clients(&library.file)),
            translations: library.translations.iter().map(cut).collect(),
            sentences: library.sentences.iter().map(tagged).collect(),
            support: support.to_vec(),
            offered,
        }
    }

    /// Says to another process of this very program what content is in use; what is built in, both have.
    #[must_use]
    pub fn within(library: &Library, support: &[SupportLine], offered: Vec<LanguageTag>) -> Self {
        if !library.built_in {
            return Self::of(library, support, offered);
        }
        let (translations, sentences) = (Vec::new(), Vec::new());
        let support = support.to_vec();
        Self { built_in: true, questionnaire: None, translations, sentences, support, offered }
    }
}

impl Hello {
    /// Greets with the content and with what a walkthrough was started with.
    #[must_use]
    pub fn new(content: Content, setup: &Setup) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            content,
            clinic: setup.clinic.clone(),
            region: setup.region.clone(),
            remote_host: setup.remote_host.clone(),
        }
    }

    /// Returns what a second screen is started with.
    ///
    /// # Errors
    /// Every problem of the content; or that a language is offered which it does not have.
    pub fn setup(self) -> Result<Setup, Failure> {
        let Content { built_in, questionnaire, translations, sentences, support, offered } = self.content;
        let library = match questionnaire {
            None => Library::built_in()?,
            Some(file) => Library::from_files(built_in, file, translations, sentences)?,
        };
        let library = library.with_own_support(support);
        let there = library.tags();
        if offered.iter().any(|tag| tag.as_str() != PSEUDO && !there.contains(tag)) {
            return Err(Failure::failed("A language is offered that is not there.", ""));
        }
        Ok(Setup {
            languages: library.in_order(&offered, 0)?,
            language: 0,
            policy: Policy::counselor(),
            region: self.region,
            clinic: self.clinic,
            folder: String::new(),
            remote_host: self.remote_host,
            public: None,
        })
    }

    /// Returns the greeting as the entries of a frame.
    pub(in crate::shell) fn to_json(&self) -> Value {
        let content = &self.content;
        let tagged = |files: &Tagged| files.iter().map(tagged).collect::<Vec<_>>();
        json!({
            "version": self.version,
            "built_in": content.built_in,
            "questionnaire": content.questionnaire.as_ref().map(file),
            "translations": tagged(&content.translations),
            "sentences": tagged(&content.sentences),
            "support": content.support.iter().map(support_line).collect::<Vec<_>>(),
            "offered": content.offered.iter().map(LanguageTag::as_str).collect::<Vec<_>>(),
            "clinic": self.clinic,
            "region": self.region,
            "remote_host": self.remote_host,
        })
    }

    /// Reads a greeting.
    pub(in crate::shell) fn read(fields: Fields<'_>) -> Result<Self, WireError> {
        let offered: Vec<_> = fields.list("offered", |tag| read_tag(tag.as_str(), "offered"))?;
        if offered.is_empty() || offered.len() > MOST_LANGUAGES {
            return Err(WireError::Malformed("offered"));
        }
        Ok(Self {
            version: fields.text("version")?,
            content: Content {
                built_in: fields.flag("built_in")?,
                questionnaire: match fields.get("questionnaire")? {
                    Value::Null => None,
                    _ => Some(read_file(fields.fields("questionnaire")?)?),
                },
                translations: fields.list("translations", read_tagged)?,
                sentences: fields.list("sentences", read_tagged)?,
                support: fields.list("support", read_support_line)?,
                offered,
            },
            clinic: fields.maybe_text("clinic")?,
            region: fields.text("region")?,
            remote_host: fields.maybe_text("remote_host")?,
        })
    }
}

/// Returns a file under its bare name: where it lies is nobody's business.
fn without_place(file: &File) -> File {
    let name = Path::new(&file.name).file_name().unwrap_or_default().to_string_lossy().into_owned();
    File { name, text: file.text.clone() }
}

fn for_clients(file: &File) -> File {
    File { text: without_prompts(&file.text).into(), ..without_place(file) }
}

fn file(file: &File) -> Value {
    json!({ "name": file.name, "text": file.text })
}

fn read_file(fields: Fields<'_>) -> Result<File, WireError> {
    Ok(File { name: fields.text("name")?, text: fields.raw("text")?.to_owned().into() })
}

fn tagged((tag, file): &(LanguageTag, File)) -> Value {
    json!({ "tag": tag.as_str(), "name": file.name, "text": file.text })
}

fn read_tagged(value: &Value) -> Result<(LanguageTag, File), WireError> {
    let fields = Fields::of(value, "languages")?;
    Ok((read_tag(Some(fields.raw("tag")?), "tag")?, read_file(fields)?))
}

fn read_tag(tag: Option<&str>, key: &'static str) -> Result<LanguageTag, WireError> {
    tag.and_then(LanguageTag::parse).ok_or(WireError::Malformed(key))
}

fn support_line(line: &SupportLine) -> Value {
    json!({
        "id": line.id.as_ref().map(|id| id.as_str()),
        "region": line.region,
        "kind": line.kind.as_str(),
        "name": line.name,
        "ways": line.ways,
        "hours": line.hours,
        "checked": [line.checked.year, u16::from(line.checked.month), u16::from(line.checked.day)],
        "checked_at": line.checked_at,
    })
}

fn read_support_line(value: &Value) -> Result<SupportLine, WireError> {
    let fields = Fields::of(value, "support")?;
    Ok(SupportLine {
        id: fields.maybe_text("id")?.map(|id| id.as_str().into()),
        region: fields.text("region")?,
        kind: fields.word("kind", &SupportKind::ALL)?,
        name: fields.text("name")?,
        ways: fields.texts("ways")?,
        hours: fields.text("hours")?,
        checked: read_day(
            &fields.list::<_, Vec<u64>>("checked", |part| {
                part.as_u64().ok_or(WireError::Malformed("checked"))
            })?,
        )?,
        checked_at: fields.text("checked_at")?,
    })
}

fn read_day(parts: &[u64]) -> Result<Date, WireError> {
    let malformed = || WireError::Malformed("checked");
    let [year, month, day] = parts else { return Err(malformed()) };
    Ok(Date {
        year: u16::try_from(*year).map_err(|_| malformed())?,
        month: u8::try_from(*month).map_err(|_| malformed())?,
        day: u8::try_from(*day).map_err(|_| malformed())?,
    })
}
