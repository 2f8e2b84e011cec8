//! The content of a walkthrough as it is sent to a second screen: the texts of its files, so that both sides read the
//! same, and what the site has set that a client sees.
//!
//! No prompt for a counselor is in it, no protocol and no place where a file lies. A second screen reads no content of
//! its own: it may be another build of the program. The processes of a kiosk are one program, so what is built in is not
//! sent from one to another.

use super::fields::{WireError, maybe_text, read, text};
use super::site_forms::{LineForm, SiteTextForm};
use crate::app::state::model::Setup;
use crate::domain::language::pseudo::PSEUDO;
use crate::domain::language::site_text::SiteText;
use crate::domain::language::tag::LanguageTag;
use crate::domain::site::SiteLine;
use crate::engine::policy::Policy;
use crate::files::content::client_part::without_prompts;
use crate::files::json::Json;
use crate::shell::world::beside::{ContentFile, Tagged};
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
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
    pub questionnaire: Option<ContentFile>,
    /// Its translations, in the same way.
    pub translations: Tagged,
    /// The site's own sentences.
    pub sentences: Tagged,
    /// The site's own support lines.
    pub support: Vec<SiteLine>,
    /// The languages that are offered, in order: a view names one by its position.
    pub offered: Vec<LanguageTag>,
}

/// What a second screen is told first.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "HelloForm", into = "HelloForm")]
pub struct Hello {
    /// The version of the program on the walkthrough's side.
    pub version: String,
    /// The content.
    pub content: Content,
    /// What the clinic is called.
    pub clinic: Option<SiteText>,
    /// The region whose support lines are shown first.
    pub region: String,
    /// The machine the walkthrough runs on, if its counselor sits at another one.
    pub remote_host: Option<String>,
}

impl Content {
    /// Takes from the content in use what a client may see; `offered` as [`Library::offered`] returns it.
    #[must_use]
    pub fn of(library: &Library, support: &[SiteLine], offered: Vec<LanguageTag>) -> Self {
        let tagged = |(tag, file): &(LanguageTag, ContentFile)| (tag.clone(), without_place(file));
        let cut = |(tag, file): &(LanguageTag, ContentFile)| (tag.clone(), for_clients(file));
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
    pub fn within(library: &Library, support: &[SiteLine], offered: Vec<LanguageTag>) -> Self {
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
            return Err(Failure::new("A language is offered that is not there."));
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

    /// Reads a greeting.
    pub(super) fn read(json: &Json) -> Result<Self, WireError> {
        // How many languages there are is looked at first: a second screen makes each of them ready.
        let _: Offered = read(json, "hello")?;
        read(json, "hello")
    }
}

/// The form of a greeting; its keys are written in this order.
#[derive(Serialize, Deserialize)]
struct HelloForm {
    #[serde(deserialize_with = "text")]
    version: String,
    built_in: bool,
    #[serde(default)]
    questionnaire: Option<NamedFile>,
    translations: Vec<TaggedForm>,
    sentences: Vec<TaggedForm>,
    support: Vec<LineForm>,
    #[serde(serialize_with = "write_tags", deserialize_with = "offered")]
    offered: Vec<LanguageTag>,
    #[serde(default)]
    clinic: Option<SiteTextForm>,
    #[serde(deserialize_with = "text")]
    region: String,
    #[serde(default, deserialize_with = "maybe_text")]
    remote_host: Option<String>,
}

impl From<Hello> for HelloForm {
    fn from(hello: Hello) -> Self {
        let Content { built_in, questionnaire, translations, sentences, support, offered } = hello.content;
        Self {
            version: hello.version,
            built_in,
            questionnaire: questionnaire.map(NamedFile),
            translations: translations.into_iter().map(TaggedForm::from).collect(),
            sentences: sentences.into_iter().map(TaggedForm::from).collect(),
            support: support.into_iter().map(LineForm::from).collect(),
            offered,
            clinic: hello.clinic.map(SiteTextForm),
            region: hello.region,
            remote_host: hello.remote_host,
        }
    }
}

impl From<HelloForm> for Hello {
    fn from(form: HelloForm) -> Self {
        Self {
            version: form.version,
            content: Content {
                built_in: form.built_in,
                questionnaire: form.questionnaire.map(|NamedFile(file)| file),
                translations: form.translations.into_iter().map(TaggedForm::file).collect(),
                sentences: form.sentences.into_iter().map(TaggedForm::file).collect(),
                support: form.support.into_iter().map(SiteLine::from).collect(),
                offered: form.offered,
            },
            clinic: form.clinic.map(|SiteTextForm(text)| text),
            region: form.region,
            remote_host: form.remote_host,
        }
    }
}

/// The part of a greeting that says which languages are offered.
#[derive(Deserialize)]
struct Offered {
    #[serde(rename = "offered", deserialize_with = "offered")]
    _offered: Vec<LanguageTag>,
}

fn offered<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<LanguageTag>, D::Error> {
    let tags = Vec::<String>::deserialize(value)?;
    if tags.is_empty() || tags.len() > MOST_LANGUAGES {
        return Err(D::Error::custom("no language, or too many"));
    }
    tags.iter().map(|text| parsed(text)).collect()
}

fn write_tags<S: Serializer>(tags: &[LanguageTag], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(tags.iter().map(LanguageTag::to_string))
}

fn write_tag<S: Serializer>(tag: &LanguageTag, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(tag)
}

fn tag<'de, D: Deserializer<'de>>(value: D) -> Result<LanguageTag, D::Error> {
    String::deserialize(value).and_then(|text| parsed(&text))
}

fn parsed<E: Error>(text: &str) -> Result<LanguageTag, E> {
    LanguageTag::parse(text).ok_or_else(|| E::custom("no tag of a language"))
}

/// A file by its form.
#[derive(Serialize, Deserialize)]
struct NamedFile(#[serde(with = "FileForm")] ContentFile);

/// The form of a file. Its text is read as it stands: it is checked as a file is.
#[derive(Serialize, Deserialize)]
#[serde(remote = "ContentFile")]
struct FileForm {
    #[serde(deserialize_with = "text")]
    name: String,
    text: Cow<'static, str>,
}

/// The form of a file of a language.
#[derive(Serialize, Deserialize)]
struct TaggedForm {
    #[serde(serialize_with = "write_tag", deserialize_with = "tag")]
    tag: LanguageTag,
    #[serde(deserialize_with = "text")]
    name: String,
    text: Cow<'static, str>,
}

impl From<(LanguageTag, ContentFile)> for TaggedForm {
    fn from((tag, ContentFile { name, text }): (LanguageTag, ContentFile)) -> Self {
        Self { tag, name, text }
    }
}

impl TaggedForm {
    fn file(self) -> (LanguageTag, ContentFile) {
        (self.tag, ContentFile { name: self.name, text: self.text })
    }
}

/// Returns a file under its bare name: where it lies is nobody's business.
fn without_place(file: &ContentFile) -> ContentFile {
    let name = Path::new(&file.name).file_name().unwrap_or_default().to_string_lossy().into_owned();
    ContentFile { name, text: file.text.clone() }
}

fn for_clients(file: &ContentFile) -> ContentFile {
    ContentFile { text: without_prompts(&file.text).into(), ..without_place(file) }
}
