//! Draws the screen of a terminal emulator as a picture (SVG). It must not know anything about stillpoint.
//!
//! Each run of words begins at its column and is as wide as its cells, so that no font shifts it. Lines of boxes, circles and
//! underlines are shapes: they join in every font. The text of the screen is in the picture for those who do not see it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Width and height of a cell. Most fonts of one width are 0.6 of their size wide.
const CELL: (u16, u16) = (9, 20);
const FONT_SIZE: u16 = 15;
/// From the top of a row to the line on which letters stand.
const BASELINE: u16 = 15;
/// What is left free around the screen.
const MARGIN: u16 = 14;
const FONTS: &str = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

/// Red, green and blue.
pub(crate) type Rgb = [u8; 3];

/// The colors of a terminal where a program names none.
#[derive(Clone, Copy)]
pub(crate) struct Own {
    pub(crate) ground: Rgb,
    pub(crate) text: Rgb,
}

/// The sixteen colors of the Linux console, which are those of VGA.
const SIXTEEN: [Rgb; 16] = [
    [0, 0, 0],
    [0xaa, 0, 0],
    [0, 0xaa, 0],
    [0xaa, 0x55, 0],
    [0, 0, 0xaa],
    [0xaa, 0, 0xaa],
    [0, 0xaa, 0xaa],
    [0xaa, 0xaa, 0xaa],
    [0x55, 0x55, 0x55],
    [0xff, 0x55, 0x55],
    [0x55, 0xff, 0x55],
    [0xff, 0xff, 0x55],
    [0x55, 0x55, 0xff],
    [0xff, 0x55, 0xff],
    [0x55, 0xff, 0xff],
    [0xff, 0xff, 0xff],
];

/// Returns one of the 256 colors of xterm.
pub(crate) fn indexed(index: u8) -> Rgb {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match index {
        0..16 => SIXTEEN[usize::from(index)],
        16..232 => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(step),
        232.. => [8 + 10 * (index - 232); 3],
    }
}

/// How letters look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    ink: Rgb,
    bold: bool,
    italic: bool,
    dim: bool,
}

/// A cell with something in it, or a blank.
struct Seen<'s> {
    text: &'s str,
    column: u16,
    /// How many columns it takes.
    width: u16,
    look: Look,
    ground: Rgb,
    underlined: bool,
}

fn seen<'s>(cell: &'s vt100::Cell, column: u16, own: Own) -> Seen<'s> {
    let color = |color, own| match color {
        vt100::Color::Default => own,
        vt100::Color::Idx(index) => indexed(index),
        vt100::Color::Rgb(red, green, blue) => [red, green, blue],
    };
    let (mut ink, mut ground) = (color(cell.fgcolor(), own.text), color(cell.bgcolor(), own.ground));
    if cell.inverse() {
        (ink, ground) = (ground, ink);
    }
    Seen {
        text: cell.contents().trim(),
        column,
        width: if cell.is_wide() { 2 } else { 1 },
        look: Look { ink, bold: cell.bold(), italic: cell.italic(), dim: cell.dim() },
        ground,
        underlined: cell.underline(),
    }
}

/// The parts of a picture, by what they are drawn with.
#[derive(Default)]
struct Parts {
    grounds: String,
    /// Lines, by color and width.
    lines: BTreeMap<(Rgb, u16), String>,
    circles: String,
    words: BTreeMap<Look, String>,
}

/// Draws a screen. `title` is its name.
pub(crate) fn svg(screen: &vt100::Screen, own: Own, title: &str) -> String {
    let (rows, columns) = screen.size();
    let mut parts = Parts::default();
    for row in 0..rows.get() {
        let cell = |column| Some((screen.cell(row, column)?, column));
        let cells = (0..columns.get()).filter_map(cell).filter(|(cell, _)| !cell.is_wide_continuation());
        parts.add_row(&cells.map(|(cell, column)| seen(cell, column, own)).collect::<Vec<_>>(), row, own);
    }
    let (width, height) = (columns.get() * CELL.0 + 2 * MARGIN, rows.get() * CELL.1 + 2 * MARGIN);
    let text: Vec<String> =
        screen.rows(0, columns.get()).map(|row| escaped(row.trim_end()).into_owned()).collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title\" aria-describedby=\"text\">\n<title id=\"title\">{}</title>\n<desc id=\"text\">\n{}\n</desc>\n",
        escaped(title),
        text.join("\n").trim_matches('\n'),
    );
    let _ = writeln!(svg, "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>", hex(own.ground));
    parts.write(&mut svg);
    svg + "</svg>\n"
}

impl Parts {
    fn add_row(&mut self, cells: &[Seen<'_>], row: u16, own: Own) {
        for run in cells.chunk_by(|a, b| a.ground == b.ground).filter(|run| run[0].ground != own.ground) {
            let (x, y, color) = (left(&run[0]), top(row), hex(run[0].ground));
            let _ = writeln!(
                self.grounds,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{color}\"/>",
                width(run),
                CELL.1
            );
        }
        let lined = |cell: &Seen<'_>| cell.underlined.then_some(cell.look.ink);
        for run in cells.chunk_by(|a, b| lined(a) == lined(b)).filter(|run| run[0].underlined) {
            let (x, y) = (left(&run[0]), top(row) + BASELINE + 3);
            let _ = write!(self.line(run[0].look.ink, 1), "M{x} {y}h{}", width(run));
        }
        for run in cells.chunk_by(|a, b| a.text == b.text && a.look == b.look) {
            self.add_signs(run, row);
        }
        let mut rest = cells;
        while let Some(start) = rest.iter().position(is_letter) {
            rest = &rest[start..];
            let (run, after) = rest.split_at(words(rest));
            let text =
                run.iter().map(|cell| if cell.text.is_empty() { " " } else { cell.text }).collect::<String>();
            let (x, y, text) = (left(&run[0]), top(row) + BASELINE, escaped(&text));
            let words = self.words.entry(run[0].look).or_default();
            let _ = writeln!(words, "<text x=\"{x}\" y=\"{y}\" textLength=\"{}\">{text}</text>", width(run));
            rest = after;
        }
    }

    /// Draws the same sign in some cells beside each other, if it is a line or a circle.
    fn add_signs(&mut self, run: &[Seen<'_>], row: u16) {
        let ink = run[0].look.ink;
        for (cells, from, to, thickness) in strokes(run) {
            let at = |(across, down): (u16, u16)| {
                (left(&cells[0]) + (width(cells) * across) / 2, top(row) + (CELL.1 * down) / 2)
            };
            let ((x, y), (to_x, to_y)) = (at(from), at(to));
            let line = self.line(ink, thickness);
            let _ = if y == to_y { write!(line, "M{x} {y}H{to_x}") } else { write!(line, "M{x} {y}V{to_y}") };
        }
        for cell in run.iter().filter(|cell| circle(cell.text).is_some()) {
            let (x, y, color) = (2 * left(cell) + CELL.0, top(row) + CELL.1 / 2, hex(ink));
            let fill = if circle(cell.text) == Some(true) { &*color } else { "none" };
            let _ = writeln!(
                self.circles,
                "<circle cx=\"{}.{}\" cy=\"{y}\" r=\"4\" fill=\"{fill}\" stroke=\"{color}\"/>",
                x / 2,
                x % 2 * 5
            );
        }
    }

    fn line(&mut self, ink: Rgb, thickness: u16) -> &mut String {
        self.lines.entry((ink, thickness)).or_default()
    }

    fn write(self, svg: &mut String) {
        svg.push_str(&self.grounds);
        for ((ink, thickness), line) in self.lines {
            // Thin lines meet in corners; all of them stand on whole pixels.
            let (color, ends) = (hex(ink), if thickness == 1 { "square" } else { "butt" });
            let _ = writeln!(
                svg,
                "<path fill=\"none\" stroke=\"{color}\" stroke-width=\"{thickness}\" stroke-linecap=\"{ends}\" transform=\"translate(.5 .5)\" d=\"{line}\"/>"
            );
        }
        svg.push_str(&self.circles);
        let _ = writeln!(
            svg,
            "<g font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" style=\"font-variant-ligatures:none\">"
        );
        for (look, words) in self.words {
            let bold = if look.bold { " font-weight=\"bold\"" } else { "" };
            let italic = if look.italic { " font-style=\"italic\"" } else { "" };
            let dim = if look.dim { " opacity=\".65\"" } else { "" };
            let _ = write!(svg, "<g fill=\"{}\"{bold}{italic}{dim}>\n{words}</g>\n", hex(look.ink));
        }
        svg.push_str("</g>\n");
    }
}

fn left(cell: &Seen<'_>) -> u16 {
    MARGIN + cell.column * CELL.0
}

fn top(row: u16) -> u16 {
    MARGIN + row * CELL.1
}

fn width(run: &[Seen<'_>]) -> u16 {
    run.iter().map(|cell| cell.width * CELL.0).sum()
}

/// Says whether a cell is drawn as text.
fn is_letter(cell: &Seen<'_>) -> bool {
    !cell.text.is_empty() && arms(cell.text).is_none() && circle(cell.text).is_none()
}

/// Returns how many cells from the first on are words of one look, with single blanks between them.
fn words(cells: &[Seen<'_>]) -> usize {
    let first = &cells[0];
    let fits = |cell: &Seen<'_>| is_letter(cell) && cell.look == first.look && cell.width == first.width;
    let mut length = 1;
    while let [next, rest @ ..] = &cells[length..] {
        let is_blank = next.text.is_empty() && first.width == 1;
        match rest.first() {
            _ if fits(next) => length += 1,
            Some(after) if is_blank && fits(after) => length += 2,
            _ => break,
        }
    }
    length
}

/// Says whether a sign is a circle, and a full one.
fn circle(sign: &str) -> Option<bool> {
    match sign {
        "●" => Some(true),
        "○" => Some(false),
        _ => None,
    }
}

/// Returns where the lines of a sign lead from the middle of its cell, as left, right, up and down, and how thick they are.
fn arms(sign: &str) -> Option<([bool; 4], u16)> {
    Some(match sign {
        "─" => ([true, true, false, false], 1),
        "━" => ([true, true, false, false], 3),
        "│" => ([false, false, true, true], 1),
        "┌" => ([false, true, false, true], 1),
        "┐" => ([true, false, false, true], 1),
        "└" => ([false, true, true, false], 1),
        "┘" => ([true, false, true, false], 1),
        _ => return None,
    })
}

/// A stroke: the cells it is in, where it begins and ends in halves of their width and height, and its thickness.
type Stroke<'r, 's> = (&'r [Seen<'s>], (u16, u16), (u16, u16), u16);

/// Returns the strokes of a run of one sign: one through all the cells, or those of each cell.
fn strokes<'r, 's>(run: &'r [Seen<'s>]) -> Vec<Stroke<'r, 's>> {
    match arms(run[0].text) {
        None => Vec::new(),
        Some(([true, true, ..], thickness)) => vec![(run, (0, 1), (2, 1), thickness)],
        Some((arms, thickness)) => {
            let ends = [(0, 1), (2, 1), (1, 0), (1, 2)];
            let ends = ends.into_iter().zip(arms).filter_map(|(end, is_there)| is_there.then_some(end));
            let ends: Vec<(u16, u16)> = ends.collect();
            run.chunks(1)
                .flat_map(|cell| ends.iter().map(move |end| (cell, (1, 1), *end, thickness)))
                .collect()
        }
    }
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(['&', '<', '>']) {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Own = Own { ground: [0x10; 3], text: [0xee; 3] };

    /// Draws what a terminal of 20 columns and 3 rows shows.
    fn drawn(written: &str) -> String {
        let (rows, columns) = (3.try_into().unwrap(), 20.try_into().unwrap());
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        terminal.process(written.as_bytes());
        svg(terminal.screen(), OWN, "Title & <more>")
    }

    fn must_have(svg: &str, parts: &[&str]) {
        for part in parts {
            assert!(svg.contains(part), "there is no {part} in\n{svg}");
        }
    }

    #[test]
    fn a_run_of_words_begins_at_its_column_and_is_as_wide_as_its_cells() {
        let words = [
            r#"<text x="14" y="29" textLength="63">one two</text>"#,
            r#"<text x="104" y="29" textLength="45">three</text>"#,
            // A sign of two columns, and what stands behind it.
            r#"<text x="14" y="49" textLength="36">心地</text>"#,
            r#"<text x="50" y="49" textLength="9">a</text>"#,
        ];
        must_have(&drawn("one two   three\r\n心地a"), &words);
    }

    #[test]
    fn lines_and_circles_are_shapes_that_join_in_every_font() {
        let svg = drawn("┌──┐\r\n│ ●│ ━━\r\n└─○┘");
        let shapes = [
            "M18 24H23M18 24V34M23 24H41M45 24H41M45 24V34",
            "M18 44V34M18 44V54",
            "M59 44H77",
            r##"<circle cx="36.5" cy="44" r="4" fill="#eeeeee" stroke="#eeeeee"/>"##,
            r##"<circle cx="36.5" cy="64" r="4" fill="none" stroke="#eeeeee"/>"##,
        ];
        must_have(&svg, &shapes);
        assert!(!svg.contains("<text "), "{svg}");
    }

    #[test]
    fn colors_and_looks_are_those_of_the_cells() {
        let looks = "\x1b[38;5;80mA\x1b[mB\x1b[94;41mC\x1b[38;2;1;2;3mD\x1b[m\r\n\x1b[7mE\x1b[m\x1b[1mF\x1b[m\x1b[2mG\x1b[m\x1b[3mH\x1b[m\x1b[4mI J\x1b[m";
        let parts = [
            "<g fill=\"#5fd7d7\">\n<text x=\"14\" y=\"29\" textLength=\"9\">A<",
            "<g fill=\"#5555ff\">\n<text x=\"32\" y=\"29\" textLength=\"9\">C<",
            "<g fill=\"#010203\">\n<text x=\"41\" y=\"29\" textLength=\"9\">D<",
            r##"<rect x="32" y="14" width="18" height="20" fill="#aa0000"/>"##,
            r##"<rect x="14" y="34" width="9" height="20" fill="#eeeeee"/>"##,
            "<g fill=\"#101010\">\n<text x=\"14\" y=\"49\" textLength=\"9\">E<",
            "<g fill=\"#eeeeee\" font-weight=\"bold\">\n<text x=\"23\" y=\"49\" textLength=\"9\">F<",
            "<g fill=\"#eeeeee\" opacity=\".65\">\n<text x=\"32\" y=\"49\" textLength=\"9\">G<",
            "<g fill=\"#eeeeee\" font-style=\"italic\">\n<text x=\"41\" y=\"49\" textLength=\"9\">H<",
            "M50 52h27",
        ];
        must_have(&drawn(looks), &parts);
    }

    #[test]
    fn the_text_is_there_for_who_does_not_see_it_and_is_never_markup() {
        let svg = drawn("</desc><script>\r\n\r\nb & c");
        let parts = [
            "role=\"img\" aria-labelledby=\"title\" aria-describedby=\"text\"",
            "<title id=\"title\">Title &amp; &lt;more&gt;</title>",
            "<desc id=\"text\">\n&lt;/desc&gt;&lt;script&gt;\n\nb &amp; c\n</desc>",
            ">&lt;/desc&gt;&lt;script&gt;</text>",
        ];
        must_have(&svg, &parts);
        assert!(!svg.contains("<script"), "{svg}");
    }
}
