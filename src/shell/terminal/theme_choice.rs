//! Which theme and signs are drawn with: what was asked for, what a site likes, what fits the terminal.
//!
//! It reads no environment and no settings; both are handed in.

use crate::app::state::qr_form::QrForm;
use crate::domain::site::SiteTheme;
use crate::shell::cli::args;
use crate::shell::world::environment::Environment;
use crate::view::theme::{Depth, GlyphSet, Theme, ThemeName};

/// Returns the theme and the signs that were asked for, else what the site likes, else what fits the terminal.
pub(in crate::shell) fn theme(
    asked: (Option<args::ThemeName>, Option<args::GlyphSet>),
    site: Option<SiteTheme>,
    environment: &Environment,
) -> Theme {
    // What a site likes goes before what the terminal is like, but never before what a person needs.
    let of_site = site.filter(|_| !environment.no_color).map(ThemeName::from);
    let named = asked.0.map(ThemeName::from).or(of_site);
    let name = named.unwrap_or_else(|| environment.theme());
    let depth: Depth = environment.depth();
    Theme::new(name, depth, glyphs(asked.1, environment))
}

/// Returns the signs that were asked for, else what the terminal can show.
pub(in crate::shell) fn glyphs(asked: Option<args::GlyphSet>, environment: &Environment) -> GlyphSet {
    asked.map_or_else(|| environment.glyphs(), GlyphSet::from)
}

/// Returns how a code is drawn with these signs: the fonts of a Linux console often lack half blocks, and a code that
/// is drawn with something else in their place cannot be read.
pub(in crate::shell) fn form(glyphs: GlyphSet) -> QrForm {
    match glyphs {
        GlyphSet::Unicode => QrForm::HalfBlocks,
        GlyphSet::Ascii => QrForm::Blanks,
    }
}

impl From<args::ThemeName> for ThemeName {
    fn from(name: args::ThemeName) -> Self {
        match name {
            args::ThemeName::Dark => Self::Dark,
            args::ThemeName::Light => Self::Light,
            args::ThemeName::HighContrast => Self::HighContrast,
            args::ThemeName::Monochrome => Self::Monochrome,
        }
    }
}

impl From<SiteTheme> for ThemeName {
    fn from(look: SiteTheme) -> Self {
        match look {
            SiteTheme::Dark => Self::Dark,
            SiteTheme::Light => Self::Light,
            SiteTheme::HighContrast => Self::HighContrast,
            SiteTheme::Monochrome => Self::Monochrome,
        }
    }
}

impl From<args::GlyphSet> for GlyphSet {
    fn from(set: args::GlyphSet) -> Self {
        match set {
            args::GlyphSet::Unicode => Self::Unicode,
            args::GlyphSet::Ascii => Self::Ascii,
        }
    }
}
