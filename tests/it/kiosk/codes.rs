//! What a phone reads off the whole screen, in every theme and at several sizes: pictures of what is drawn.
//!
//! The pictures stay in the target folder with what they say beside them; `.ci/run` has a standard reader read them.

use crate::support::answering::Answering;
use crate::support::guest::Guest;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fs;
use std::path::Path;
use stillpoint::app::state::screen::{CodeScreen, Screen};
use stillpoint::view::theme::{Depth, GlyphSet, Theme, ThemeName};

/// A cell as a terminal of usual size paints it, in pixels.
const CELL: (usize, usize) = (8, 16);

/// Returns how light a color is; a theme's own are as light as its ground and text are by and large.
fn light(color: Color, otherwise: u8) -> u8 {
    match color {
        Color::Black => 0,
        Color::White => 255,
        _ => otherwise,
    }
}

/// Paints one row of pixels of a cell.
fn paint(cell: &Cell, line: usize, (ground, text): (u8, u8), pixels: &mut [u8]) {
    let (mut front, mut back) = (light(cell.fg, text), light(cell.bg, ground));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut front, &mut back);
    }
    let upper = line < CELL.1 / 2;
    match cell.symbol() {
        " " => pixels.fill(back),
        "▄" => pixels.fill(if upper { back } else { front }),
        // Letters and frames: some strokes, whichever they are.
        _ => pixels
            .iter_mut()
            .enumerate()
            .for_each(|(x, pixel)| *pixel = if (x + line).is_multiple_of(4) { front } else { back }),
    }
}

fn picture(buffer: &Buffer, colors: (u8, u8)) -> (usize, usize, Vec<u8>) {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut pixels = vec![0; width * height];
    for (y, row) in pixels.chunks_mut(width).enumerate() {
        for (x, pixels) in row.chunks_mut(CELL.0).enumerate() {
            let (column, line) = (u16::try_from(x).unwrap(), u16::try_from(y / CELL.1).unwrap());
            paint(&buffer[(column, line)], y % CELL.1, colors, pixels);
        }
    }
    (width, height, pixels)
}

fn read((width, height, pixels): &(usize, usize, Vec<u8>)) -> String {
    let at = |x: usize, y: usize| pixels[y * width + x];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(*width, *height, at);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "codes on the screen");
    grids[0].decode().expect("the code can be read").1
}

fn keep(name: &str, (width, height, pixels): &(usize, usize, Vec<u8>), said: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("qr-pictures");
    fs::create_dir_all(&folder).unwrap();
    let head = format!("P5\n{width} {height}\n255\n");
    fs::write(folder.join(format!("{name}.pgm")), [head.as_bytes(), pixels].concat()).unwrap();
    fs::write(folder.join(format!("{name}.txt")), said).unwrap();
}

#[test]
fn a_phone_reads_the_code_off_the_screen_in_every_theme_at_80x24_and_larger() {
    let themes = [
        ("dark", ThemeName::Dark, (30, 220)),
        ("light", ThemeName::Light, (235, 40)),
        ("high-contrast", ThemeName::HighContrast, (0, 255)),
        ("monochrome", ThemeName::Monochrome, (20, 200)),
    ];
    for (width, height) in [(80, 24), (132, 43), (200, 60)] {
        let mut guest = Guest::begun(width, height);
        guest.answer_all().press("n 5 n 1 1").sees("Code 1 of");
        let Screen::Code(CodeScreen { handout, .. }) = guest.visitor.client.screen.what.clone() else {
            panic!("no code")
        };
        let mut all = String::new();
        for part in 0..handout.codes.len() {
            for (name, theme, colors) in themes {
                let depths = [Depth::Indexed, Depth::Sixteen];
                for depth in depths.into_iter().take(if height == 24 { 2 } else { 1 }) {
                    let buffer = guest.painted(Theme::new(theme, depth, GlyphSet::Unicode));
                    let picture = picture(&buffer, colors);
                    let said = read(&picture);
                    let name = format!("screen-{width}x{height}-{name}-{depth:?}-{part}");
                    keep(&name, &picture, &said);
                    if (theme, depth) == (ThemeName::Dark, Depth::Indexed) {
                        all.push_str(said.split_once(' ').unwrap().1);
                    }
                }
            }
            guest.press("Right");
        }
        assert!(all == handout.text, "all parts of {width}x{height} together are the text");
    }
}
