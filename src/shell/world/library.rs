//! The content in use: a questionnaire, its translations, and the program's sentences in each language.
//!
//! The content is built in or a site's own. A site puts translations beside its questionnaire in
//! `translations/TAG.toml`, and sentences of its own in `languages/TAG.toml`. This module must not check more than
//! reading does; `check` does the rest.

use super::beside::{ContentFile, LanguageFiles, Tagged};
use super::error::Failure;
use super::languages_there::{near, no_translation, there_is, to_translate};
use crate::domain::language::languages::{Language, LanguageEntry, Languages};
use crate::domain::language::pseudo::{PSEUDO, pseudo};
use crate::domain::language::tag::LanguageTag;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::site::{Site, SiteLine};
use crate::files::content::{builtin, language, prepared, questions, translation};
use crate::files::made_with::BUILT_IN;
use crate::files::text_file;
use crate::files::toml::diagnostic::Diagnostics;
use std::path::Path;
use std::sync::Arc;

/// A questionnaire and its languages.
#[derive(Clone, Debug)]
pub struct Library {
    /// Whether it is the content that is built in.
    pub built_in: bool,
    /// The questionnaire's file.
    pub file: ContentFile,
    /// The questionnaire's own language.
    pub own: LanguageTag,
    /// The questionnaire in its own language.
    pub questionnaire: Arc<Questionnaire>,
    /// Its translations, by their tags.
    pub translations: Tagged,
    /// The site's own sentences, by their tags.
    pub sentences: Tagged,
    /// Whether the build of the program has prepared these files, so that they are not parsed here.
    prepared: bool,
    /// Support lines of the site, which every language has.
    support: Vec<SiteLine>,
}

/// The languages of a session, and the position of the one it begins in.
pub type Choice = (Languages, usize);

impl Library {
    /// Opens the built-in content, or a site's own around its questionnaire.
    ///
    /// # Errors
    /// Every problem of the questionnaire, and what keeps a file from being read.
    pub fn open(named: Option<&Path>) -> Result<Self, Diagnostics> {
        let Some(path) = named else { return Self::built_in() };
        let file = ContentFile { name: text_file::name_of(path), text: text_file::read_named(path)?.into() };
        let (translations, sentences) = LanguageFiles::of(path)?.read()?;
        Self::from_files(false, file, translations, sentences)
    }

    /// Opens the content in use: what the command line names, else what the site has set, else what is built in. The
    /// site's own support lines are before all others.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub(crate) fn in_use(asked: Option<&Path>, site: &Site) -> Result<Self, Diagnostics> {
        let library = match asked {
            Some(asked) if asked == Path::new(BUILT_IN) => Self::built_in()?,
            asked => Self::open(asked.or(site.questions.as_deref()))?,
        };
        Ok(library.with_own_support(site.support.clone()))
    }

    /// Opens the built-in content, as the build of the program has prepared it.
    ///
    /// # Errors
    /// If the program is damaged.
    pub(crate) fn built_in() -> Result<Self, Diagnostics> {
        let file = ContentFile { name: "questions.toml".to_owned(), text: builtin::QUESTIONS.into() };
        let translations = tagged(builtin::TRANSLATIONS, "translations");
        let questionnaire = prepared::questionnaire()?;
        Ok(Self { prepared: true, ..Self::of(true, file, questionnaire, translations, Vec::new()) })
    }

    /// Makes content from the texts of its files.
    ///
    /// # Errors
    /// Every problem of the questionnaire; the other files are read when they are needed.
    pub(crate) fn from_files(
        built_in: bool,
        file: ContentFile,
        translations: Tagged,
        sentences: Tagged,
    ) -> Result<Self, Diagnostics> {
        let questionnaire = questions::parse(&file.name, &file.text)?;
        Ok(Self::of(built_in, file, questionnaire, translations, sentences))
    }

    fn of(
        built_in: bool,
        file: ContentFile,
        questionnaire: Questionnaire,
        translations: Tagged,
        sentences: Tagged,
    ) -> Self {
        let own = LanguageTag::parse(&questionnaire.parts().language).unwrap_or_default();
        let questionnaire = Arc::new(questionnaire);
        let (prepared, support) = (false, Vec::new());
        Self { built_in, file, own, questionnaire, translations, sentences, prepared, support }
    }

    /// Returns the content with support lines of the site before all others.
    #[must_use]
    pub fn with_own_support(self, own: Vec<SiteLine>) -> Self {
        let lines = own.iter().map(|line| line.spoken(&self.own)).collect();
        let questionnaire = Arc::unwrap_or_clone(self.questionnaire).with_own_support(lines);
        Self { questionnaire: Arc::new(questionnaire), support: own, ..self }
    }

    /// Returns the languages of the content: the questionnaire's own, then its translations by name.
    #[must_use]
    pub fn tags(&self) -> Vec<LanguageTag> {
        std::iter::once(&self.own).chain(self.translations.iter().map(|(tag, _)| tag)).cloned().collect()
    }

    /// Returns one language. Sentences that a site's own file leaves out come from the questionnaire's language, or from
    /// English.
    ///
    /// # Errors
    /// Every problem of its files.
    pub fn language(&self, tag: &LanguageTag) -> Result<Language, Failure> {
        let wording = self.wording(tag)?;
        let Some((_, file)) = self.translations.iter().find(|(other, _)| other == tag) else {
            return Ok(Language {
                wording,
                questionnaire: Arc::clone(&self.questionnaire),
                reviewed_by: None,
            });
        };
        let (questionnaire, reviewed_by) = self.translated(tag, file)?;
        let lines = self.support.iter().map(|line| line.spoken(tag)).collect();
        let questionnaire = Arc::new(questionnaire.with_own_support(lines));
        Ok(Language { wording, questionnaire, reviewed_by: Some(reviewed_by) })
    }

    /// Returns the questionnaire in the language of a translation, and who has read that translation.
    fn translated(
        &self,
        tag: &LanguageTag,
        file: &ContentFile,
    ) -> Result<(Questionnaire, Vec<String>), Failure> {
        if self.prepared {
            return Ok(prepared::translated(tag.as_str())?);
        }
        let read = translation::parse(&file.name, &file.text)?;
        read.is_named_for_its_language(&file.name, &file.text)?;
        let translated = read.apply(&file.name, &self.questionnaire)?;
        Ok((translated.questionnaire, read.translation.reviewed_by))
    }

    /// Verifies that the language which somebody named is there, or a shorter tag of it. Whoever names one would not know
    /// why another is spoken.
    ///
    /// # Errors
    /// If it is not; with those that are.
    pub(in crate::shell) fn verify_named(&self, named: Option<&LanguageTag>) -> Result<(), Failure> {
        let tags = self.tags();
        let Some(missing) = named.filter(|tag| tag.as_str() != PSEUDO && tag.among(&tags).is_none()) else {
            return Ok(());
        };
        let meant = near(missing, &tags);
        let own = Some(Path::new(&self.file.name)).filter(|_| !self.built_in);
        let new = if meant.is_empty() { to_translate(missing, own) } else { String::new() };
        Err(Failure::usage(format!("There is no text in the language \"{missing}\" here."))
            .hint(format!("{meant}{} Name one of them with --lang.", there_is(&tags)))
            .hint(new))
    }

    /// Returns the first of the wanted languages that there is, a shorter tag included; the questionnaire's own if there
    /// is none of them.
    ///
    /// # Errors
    /// Every problem of its files.
    pub fn spoken(&self, wanted: &[Option<&LanguageTag>]) -> Result<Language, Failure> {
        let first =
            wanted.iter().flatten().find(|tag| tag.as_str() == PSEUDO || tag.among(&self.tags()).is_some());
        if first.is_some_and(|tag| tag.as_str() == PSEUDO) {
            return self.language(&self.own).map(|own| pseudo(&own));
        }
        self.language(&self.nearest(first.copied()))
    }

    /// Returns the file in which the texts of a language stand: a translation, else the questionnaire.
    #[must_use]
    pub(crate) fn file_in(&self, wanted: Option<&LanguageTag>) -> &ContentFile {
        let tag = self.nearest(wanted);
        self.translations.iter().find(|(other, _)| *other == tag).map_or(&self.file, |(_, file)| file)
    }

    fn nearest(&self, wanted: Option<&LanguageTag>) -> LanguageTag {
        let tags = self.tags();
        let position = wanted.and_then(|tag| tag.among(&tags)).unwrap_or(0);
        tags.into_iter().nth(position).unwrap_or_default()
    }

    /// Returns the languages to offer, and which of them to begin in: the one asked for, else the locale's, else the
    /// first.
    ///
    /// # Errors
    /// Every problem of their files; or that a language is to be offered which is not there.
    pub fn languages(
        &self,
        offered: &[LanguageTag],
        asked: Option<&LanguageTag>,
        locale: Option<&LanguageTag>,
    ) -> Result<Choice, Failure> {
        let tags = self.offered(offered, asked)?;
        let begin = [asked, locale].into_iter().flatten().find_map(|tag| tag.among(&tags)).unwrap_or(0);
        Ok((self.in_order(&tags, begin)?, begin))
    }

    /// Returns these languages, in this order; the one at the position `begin` is made at once.
    ///
    /// # Errors
    /// Every problem of their files, as far as they are read at once.
    pub(crate) fn in_order(&self, tags: &[LanguageTag], begin: usize) -> Result<Languages, Failure> {
        let spoken = Arc::new(match tags.get(begin) {
            Some(tag) if tag.as_str() == PSEUDO => pseudo(&self.language(&self.own)?),
            tag => self.language(tag.unwrap_or(&self.own))?,
        });
        let offer = |(position, tag): (usize, &LanguageTag)| match position {
            at if at == begin => Ok(LanguageEntry::from(Arc::clone(&spoken))),
            _ if tag.as_str() == PSEUDO => Ok(LanguageEntry::from(pseudo(&self.language(&self.own)?))),
            _ => self.offer(tag, &spoken),
        };
        let mut all = tags.iter().enumerate().map(offer);
        let first = all.next().unwrap_or_else(|| Ok(LanguageEntry::from(Arc::clone(&spoken))))?;
        Ok(Languages::new(first, all.collect::<Result<_, _>>()?))
    }

    /// Returns the tags of the languages to offer, in order: those that are wanted, else all; the one asked for among
    /// them, and the made language first if it is that one.
    ///
    /// # Errors
    /// If a language is to be offered which is not there.
    pub fn offered(
        &self,
        offered: &[LanguageTag],
        asked: Option<&LanguageTag>,
    ) -> Result<Vec<LanguageTag>, Failure> {
        let there = self.tags();
        if let Some(missing) = offered.iter().find(|tag| !there.contains(tag)) {
            return Err(no_translation(missing, &there));
        }
        let mut tags = if offered.is_empty() { there.clone() } else { offered.to_vec() };
        let made = asked.filter(|tag| tag.as_str() == PSEUDO);
        let asked = asked.and_then(|tag| tag.among(&there)).and_then(|at| there.get(at));
        if let Some(asked) = made.or(asked).filter(|asked| !tags.contains(asked)) {
            tags.insert(0, asked.clone());
        }
        Ok(tags)
    }

    /// Prepares a language that the person may switch to. A site's own files are read at once, so that a fault in them
    /// shows before the session begins. Built-in files were checked by the build, so they are read only when they are
    /// needed.
    fn offer(&self, tag: &LanguageTag, spoken: &Arc<Language>) -> Result<LanguageEntry, Failure> {
        let Some(name) = builtin::name(tag.as_str()).filter(|_| self.built_in) else {
            return self.language(tag).map(LanguageEntry::from);
        };
        let (library, tag, spoken) = (self.clone(), tag.clone(), Arc::clone(spoken));
        Ok(LanguageEntry::later(name, move || library.language(&tag).map_or(spoken, Arc::new)))
    }

    /// Returns the program's sentences in a language: the built-in ones, else the site's own over the nearest built-in
    /// ones. What the program says in a language that is built in, about safety above all, no site can take away.
    fn wording(&self, tag: &LanguageTag) -> Result<Wording, Failure> {
        let known = builtin::sentences(tag).map_or("en", |(known, _)| known);
        let base = prepared::wording(known)?;
        let own = self.sentences.iter().find(|(own, _)| own == tag && known != tag.as_str());
        match own {
            Some((_, own)) => {
                language::is_named_for_its_language(&own.name, &own.text)?;
                Ok(language::parse_over(&own.name, &own.text, &base)?.0)
            }
            None => Ok(base),
        }
    }
}

fn tagged(files: &'static [(&str, &str)], folder: &str) -> Tagged {
    let file = |(tag, text): &(&str, &'static str)| {
        let file = ContentFile { name: format!("{folder}/{tag}.toml"), text: (*text).into() };
        LanguageTag::parse(tag).map(|tag| (tag, file))
    };
    files.iter().filter_map(file).collect()
}
