//! Caches the QR codes that were made last.
//!
//! Making codes is the most work that one key can cause, and a held key asks for the same codes again and again. The
//! cache must not outlive the session, because the codes hold answers.

use crate::domain::answers::handout::{Handout, HandoutPiece};

/// The codes that were made last, and the pieces and the size they were made from.
#[derive(Default)]
pub(super) struct MadeCodes(Option<(Vec<HandoutPiece>, u16, Handout)>);

impl MadeCodes {
    /// Returns the codes of these pieces, of so many modules a side at the most; calls `make` unless it has them.
    pub(super) fn of(
        &mut self,
        pieces: Vec<HandoutPiece>,
        modules: u16,
        make: impl FnOnce(&[HandoutPiece], u16) -> Handout,
    ) -> Handout {
        if let Some((of, at, handout)) = &self.0
            && (of, *at) == (&pieces, modules)
        {
            return handout.clone();
        }
        let handout = make(&pieces, modules);
        self.0 = Some((pieces, modules, handout.clone()));
        handout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thousand_times_the_same_are_made_once_and_anything_else_anew() {
        let piece = |text: &str| HandoutPiece {
            part: None,
            needed: false,
            rank: 0,
            short: text.into(),
            long: text.into(),
        };
        let (mut codes, mut made) = (MadeCodes::default(), 0);
        let mut asked = |text: &str, modules: u16| {
            let handout = codes.of(vec![piece(text)], modules, |pieces, modules| {
                made += 1;
                Handout { text: format!("{} {modules}", pieces[0].long), ..Handout::default() }
            });
            (handout.text, made)
        };
        for _ in 0..2000 {
            assert_eq!(asked("a", 37), ("a 37".into(), 1));
        }
        assert_eq!(asked("b", 37), ("b 37".into(), 2), "another selection");
        assert_eq!(asked("b", 85), ("b 85".into(), 3), "another window");
        assert_eq!(asked("b", 85), ("b 85".into(), 3));
    }
}
