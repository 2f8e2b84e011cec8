//! Which theme and signs are drawn with: what was asked for, what a site likes, what fits the terminal.
//!
//! It reads no environment and no settings; both are handed in.

use super::cli;
use super::environment::Environment;
use crate::app::state::qr_form::Form;
use crate::domain::site::Look;
use crate::view::theme::{Depth, GlyphSet, Theme, ThemeName};

/// Returns the theme and the signs that were asked for, else what the site likes, else what fits the terminal.
pub(super) fn theme(
    asked: (Option<cli::ThemeName>, Option<cli::GlyphSet>),
    site: Option<Look>,
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
pub(super) fn glyphs(asked: Option<cli::GlyphSet>, environment: &Environment) -> GlyphSet {
    asked.map_or_else(|| environment.glyphs(), GlyphSet::from)
}

/// Returns how a code is drawn with these signs: the fonts of a Linux console often lack half blocks, and a code that
/// is drawn with something else in their place cannot be read.
pub(super) fn form(glyphs: GlyphSet) -> Form {
    match glyphs {
        GlyphSet::Unicode => Form::HalfBlocks,
        GlyphSet::Ascii => Form::Blanks,
    }
}

impl From<cli::ThemeName> for ThemeName {
    fn from(name: cli::ThemeName) -> Self {
        match name {
            cli::ThemeName::Dark => Self::Dark,
            cli::ThemeName::Light => Self::Light,
            cli::ThemeName::HighContrast => Self::HighContrast,
            cli::ThemeName::Monochrome => Self::Monochrome,
        }
    }
}

impl From<Look> for ThemeName {
    fn from(look: Look) -> Self {
        match look {
            Look::Dark => Self::Dark,
            Look::Light => Self::Light,
            Look::HighContrast => Self::HighContrast,
            Look::Monochrome => Self::Monochrome,
        }
    }
}

impl From<cli::GlyphSet> for GlyphSet {
    fn from(set: cli::GlyphSet) -> Self {
        match set {
            cli::GlyphSet::Unicode => Self::Unicode,
            cli::GlyphSet::Ascii => Self::Ascii,
        }
    }
}
