//! The forms of what a site has written in its settings and a client reads: its name and its own support lines, each in
//! the languages it is written in.
//!
//! A second screen chooses the language itself, so that another one shows at once.

use super::fields::text;
use crate::domain::language::site_text::SiteText;
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::draft::{Date, SupportKind};
use crate::domain::site::SiteLine;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The form of a text in one language, or in every one.
#[derive(Serialize, Deserialize)]
struct LanguageTextForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
    #[serde(deserialize_with = "text")]
    text: String,
}

/// The form of a text of the site: what is written first comes first.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "Vec<LanguageTextForm>", into = "Vec<LanguageTextForm>")]
pub(super) struct SiteTextForm(pub(super) SiteText);

impl From<SiteTextForm> for Vec<LanguageTextForm> {
    fn from(SiteTextForm(text): SiteTextForm) -> Self {
        let form = |(tag, text): (Option<&LanguageTag>, &str)| LanguageTextForm {
            tag: tag.map(LanguageTag::to_string),
            text: text.to_owned(),
        };
        text.texts().map(form).collect()
    }
}

impl TryFrom<Vec<LanguageTextForm>> for SiteTextForm {
    type Error = &'static str;

    fn try_from(forms: Vec<LanguageTextForm>) -> Result<Self, Self::Error> {
        let tag = |tag: &String| LanguageTag::parse(tag).ok_or("no tag of a language");
        let mut forms = forms.into_iter();
        let first = forms.next().ok_or("no text")?;
        let language = first.tag.as_ref().map(tag).transpose()?;
        let other =
            |form: LanguageTextForm| Ok((tag(form.tag.as_ref().ok_or("no tag of a language")?)?, form.text));
        let others = forms.map(other).collect::<Result<_, Self::Error>>()?;
        Ok(Self(SiteText::new(language, first.text, others)))
    }
}

/// The form of a support line of the site.
#[derive(Serialize, Deserialize)]
pub(super) struct LineForm {
    #[serde(deserialize_with = "text")]
    region: String,
    kind: SupportKind,
    name: SiteTextForm,
    #[serde(default)]
    for_whom: Option<SiteTextForm>,
    ways: Vec<SiteTextForm>,
    hours: SiteTextForm,
    #[serde(with = "day")]
    checked: Date,
}

impl From<SiteLine> for LineForm {
    fn from(line: SiteLine) -> Self {
        Self {
            region: line.region,
            kind: line.kind,
            name: SiteTextForm(line.name),
            for_whom: line.for_whom.map(SiteTextForm),
            ways: line.ways.into_iter().map(SiteTextForm).collect(),
            hours: SiteTextForm(line.hours),
            checked: line.checked,
        }
    }
}

impl From<LineForm> for SiteLine {
    fn from(form: LineForm) -> Self {
        let text = |SiteTextForm(text): SiteTextForm| text;
        Self {
            region: form.region,
            kind: form.kind,
            name: text(form.name),
            for_whom: form.for_whom.map(text),
            ways: form.ways.into_iter().map(text).collect(),
            hours: text(form.hours),
            checked: form.checked,
        }
    }
}

/// The form of a day: year, month and day in a list.
mod day {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(day: &Date, out: S) -> Result<S::Ok, S::Error> {
        (day.year, day.month, day.day).serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(value: D) -> Result<Date, D::Error> {
        <(u16, u8, u8)>::deserialize(value).map(|(year, month, day)| Date { year, month, day })
    }
}
