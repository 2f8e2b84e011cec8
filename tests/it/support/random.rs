//! Numbers that are random enough for a test, and the same ones each time.

/// A generator (xorshift); what it begins with must not be 0.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// Returns a number below this one.
    pub(crate) fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }

    /// Returns one of some texts.
    pub(crate) fn of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.next(from.len())]
    }

    pub(crate) fn byte(&mut self) -> u8 {
        u8::try_from(self.next(256)).unwrap()
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.byte()).collect()
    }
}
