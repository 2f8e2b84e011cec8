//! Turns roles into colors and signs: the palettes and the two sets of glyphs.
//!
//! A theme is passed to what draws; there is no global one. A color must not stand for an answer, and must not be the
//! only sign of anything, because people see colors differently.

use crate::app::sheet::lines::{Glyph, Role};
use ratatui::style::{Color, Modifier, Style};
use std::borrow::Cow;

pub use crate::domain::site::ThemeName;

/// How many colors the terminal has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// The sixteen of the Linux console.
    Sixteen,
    /// The 256 of xterm and its kin.
    Indexed,
}

/// Which signs are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GlyphSet {
    /// Unicode's.
    Unicode,
    /// ASCII's, for terminals with few glyphs.
    Ascii,
}

/// A palette, each color with what it is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Palette {
    /// The ground.
    pub ground: Color,
    /// Ordinary reading, headings and the focus.
    pub text: Color,
    /// What may be overlooked.
    pub muted: Color,
    /// The one calm color.
    pub accent: Color,
    /// A failure to save.
    pub attention: Color,
}

/// Roles and glyphs as they are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// The colors; `None` draws in the terminal's own.
    pub palette: Option<Palette>,
    /// How the row looks where the person is.
    pub focus: Modifier,
    /// The signs.
    pub glyphs: GlyphSet,
}

impl GlyphSet {
    /// Every set.
    pub const ALL: [Self; 2] = [Self::Unicode, Self::Ascii];
}

impl Theme {
    /// Makes a theme.
    #[must_use]
    pub fn new(name: ThemeName, depth: Depth, glyphs: GlyphSet) -> Self {
        let focus = match name {
            ThemeName::Dark | ThemeName::Light => Modifier::UNDERLINED,
            ThemeName::HighContrast | ThemeName::Monochrome => Modifier::REVERSED,
        };
        Self { palette: palette(name, depth), focus, glyphs }
    }

    /// Returns the style of the ground.
    #[must_use]
    pub fn ground(&self) -> Style {
        self.palette.map_or_else(Style::new, |palette| Style::new().fg(palette.text).bg(palette.ground))
    }

    /// Returns the style of a role, over the ground.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let color = |pick: fn(&Palette) -> Color| match &self.palette {
            Some(palette) => Style::new().fg(pick(palette)),
            None => Style::new(),
        };
        match role {
            Role::Text => color(|p| p.text),
            Role::Strong => color(|p| p.text).add_modifier(Modifier::BOLD),
            Role::Muted => color(|p| p.muted),
            Role::Accent => color(|p| p.accent),
            Role::Attention => color(|p| p.attention).add_modifier(Modifier::BOLD),
            Role::Focus => color(|p| p.text).add_modifier(self.focus),
        }
    }

    /// Returns a sign of three columns.
    #[must_use]
    pub fn sign(&self, glyph: Glyph) -> &'static str {
        match (self.glyphs, glyph) {
            (GlyphSet::Unicode, Glyph::Chosen) => " ● ",
            (GlyphSet::Unicode, Glyph::Open) => " ○ ",
            (GlyphSet::Ascii, Glyph::Chosen) => "(*)",
            (GlyphSet::Ascii, Glyph::Open) => "( )",
            (_, Glyph::Ticked) => "[x]",
            (_, Glyph::Unticked) => "[ ]",
        }
    }

    /// Returns a text of the program in the signs of this set. Each replaced sign keeps its one column, so that nothing
    /// moves.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.glyphs {
            GlyphSet::Unicode => Cow::Borrowed(text),
            GlyphSet::Ascii => text.chars().map(ascii).collect(),
        }
    }
}

/// Returns the ASCII sign for a sign. Letters stay as they are.
fn ascii(sign: char) -> char {
    match sign {
        '›' | '→' => '>',
        '←' => '<',
        '↑' => '^',
        '↓' => 'v',
        '━' => '=',
        '─' => '-',
        '│' => '|',
        '┌' | '┐' | '└' | '┘' => '+',
        '·' | '•' => '.',
        '⚑' => '*',
        '‖' => '=',
        '…' => '~',
        '“' | '”' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        other => other,
    }
}

/// Returns the colors of a theme. Of 256 colors it uses only 16 to 255, which people cannot redefine, so that the
/// contrast is known. Of 16 colors only the first eight are a ground, because consoles have no more for that.
fn palette(name: ThemeName, depth: Depth) -> Option<Palette> {
    use Color::{Black, Blue, Gray, Indexed, LightCyan, LightYellow, White};
    let of =
        |ground, text, muted, accent, attention| Some(Palette { ground, text, muted, accent, attention });
    match (name, depth) {
        (ThemeName::Monochrome, _) => None,
        (ThemeName::Dark, Depth::Indexed) => {
            of(Indexed(234), Indexed(253), Indexed(248), Indexed(80), Indexed(215))
        }
        (ThemeName::Light, Depth::Indexed) => {
            of(Indexed(255), Indexed(235), Indexed(240), Indexed(23), Indexed(94))
        }
        (ThemeName::HighContrast, Depth::Indexed) => {
            of(Indexed(16), Indexed(231), Indexed(252), Indexed(51), Indexed(226))
        }
        (ThemeName::Dark, Depth::Sixteen) => of(Black, White, Gray, LightCyan, LightYellow),
        (ThemeName::Light, Depth::Sixteen) => of(Gray, Black, Black, Blue, Blue),
        (ThemeName::HighContrast, Depth::Sixteen) => of(Black, White, White, LightCyan, LightYellow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sheet::signs;

    /// The sixteen colors of the Linux console and of VGA.
    fn console(color: Color) -> Option<[u8; 3]> {
        Some(match color {
            Color::Black => [0, 0, 0],
            Color::Blue => [0, 0, 0xaa],
            Color::Gray => [0xaa, 0xaa, 0xaa],
            Color::White => [0xff, 0xff, 0xff],
            Color::LightCyan => [0x55, 0xff, 0xff],
            Color::LightYellow => [0xff, 0xff, 0x55],
            _ => return None,
        })
    }

    fn rgb(color: Color) -> [u8; 3] {
        let Color::Indexed(index) = color else { return console(color).expect("a console color") };
        let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        match index {
            232.. => [8 + 10 * (index - 232); 3],
            16.. => [step((index - 16) / 36), step((index - 16) / 6 % 6), step((index - 16) % 6)],
            _ => panic!("{index} is not fixed"),
        }
    }

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(color: Color) -> f64 {
        let channel = |byte: u8| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = rgb(color).map(channel);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn every_palette_can_be_read() {
        for name in [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast] {
            for depth in [Depth::Indexed, Depth::Sixteen] {
                let p = palette(name, depth).unwrap();
                let least = [(p.text, 7.0), (p.muted, 4.5), (p.accent, 4.5), (p.attention, 4.5)];
                for (color, least) in least {
                    let found = contrast(color, p.ground);
                    assert!(found >= least, "{name:?} {depth:?}: {color:?} has {found:.1}, not {least}");
                }
            }
        }
    }

    #[test]
    fn the_ascii_set_has_a_twin_for_every_sign_of_the_program() {
        let theme = Theme::new(ThemeName::Dark, Depth::Indexed, GlyphSet::Ascii);
        for sign in signs::ALL.into_iter().flatten() {
            assert!(theme.text(sign).is_ascii() && theme.text(sign).len() == 1, "{sign}");
        }
        assert!(theme.sign(Glyph::Chosen).is_ascii() && theme.sign(Glyph::Open).is_ascii());
    }
}
