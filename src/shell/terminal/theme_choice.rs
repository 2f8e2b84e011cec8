//! Which theme and signs are drawn with: what was asked for, what a site likes, what fits the terminal.
//!
//! It reads no environment and no settings; both are handed in.

use crate::app::state::qr_form::QrForm;
use crate::shell::cli::values::ThemeArgs;
use crate::shell::world::environment::Environment;
use crate::view::theme::{GlyphSet, Theme, ThemeName};

/// Returns the theme and the signs that were asked for, else what the site likes, else what fits the terminal.
pub(in crate::shell) fn theme(asked: ThemeArgs, site: Option<ThemeName>, environment: &Environment) -> Theme {
    // What a site likes goes before what the terminal is like, but never before what a person needs.
    let of_site = site.filter(|_| !environment.no_color);
    let name = asked.theme.or(of_site).unwrap_or_else(|| environment.theme());
    Theme::new(name, environment.depth(), glyphs(asked.glyphs, environment))
}

/// Returns the signs that were asked for, else what the terminal can show.
pub(in crate::shell) fn glyphs(asked: Option<GlyphSet>, environment: &Environment) -> GlyphSet {
    asked.unwrap_or_else(|| environment.glyphs())
}

/// Returns how a code is drawn with these signs: the fonts of a Linux console often lack half blocks, and a code that
/// is drawn with something else in their place cannot be read.
pub(in crate::shell) fn form(glyphs: GlyphSet) -> QrForm {
    match glyphs {
        GlyphSet::Unicode => QrForm::HalfBlocks,
        GlyphSet::Ascii => QrForm::Blanks,
    }
}
