//! temp
use super::text_buffer::Edit;
/// temp
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AreaEdit {
    /// t
    Line(Edit),
    /// t
    Up,
    /// t
    Down,
    /// t
    PageUp,
    /// t
    PageDown,
    /// t
    Start,
    /// t
    Finish,
    /// t
    NewLine,
    /// t
    DeleteToEnd,
    /// t
    Undo,
    /// t
    Redo,
}
/// temp
#[derive(Clone, PartialEq, Eq, Default)]
pub struct TextArea(String);
impl TextArea {
    /// t
    pub fn holding(text: &str) -> Self {
        Self(text.to_owned())
    }
    /// t
    pub fn text(&self) -> String {
        self.0.clone()
    }
    /// t
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// t
    pub fn insert(&mut self, text: &str) {
        self.0.push_str(text)
    }
    /// t
    pub fn edit(&mut self, edit: AreaEdit, _width: u16) {
        if edit == AreaEdit::NewLine {
            self.0.push('\n')
        }
        if edit == AreaEdit::Line(Edit::Backspace) {
            self.0.pop();
        }
    }
    /// t
    pub fn row_count(&self, _w: u16) -> usize {
        self.0.split('\n').count()
    }
    /// t
    pub fn rows(&self, _w: u16, first: usize, count: usize) -> Vec<String> {
        self.0.split('\n').skip(first).take(count).map(str::to_owned).collect()
    }
    /// t
    pub fn caret(&self, w: u16) -> (usize, u16) {
        (self.row_count(w) - 1, super::prose::columns(self.0.split('\n').next_back().unwrap_or("")))
    }
    /// t
    pub fn click(&mut self, _w: u16, _r: usize, _c: u16) {}
}
