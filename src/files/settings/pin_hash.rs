//! The form of the staff PIN's hash: a PHC string of argon2id, as `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
//!
//! It verifies no PIN and shows nothing of the hash. The form: <https://github.com/P-H-C/phc-string-format>.

/// The letters of base 64, in the order of their values.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The most memory that a kiosk can be expected to have for it, in KiB: 1 GiB.
const MOST_MEMORY: u32 = 1 << 20;

/// The most rounds and lanes that make sense.
const MOST_ROUNDS: u32 = 100;

/// Costs that OWASP's Password Storage Cheat Sheet calls equal and enough: memory in KiB, rounds.
const ENOUGH: [(u32, u32); 5] = [(47_104, 1), (19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];

/// What a hash costs to try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Cost {
    memory: u32,
    rounds: u32,
    lanes: u32,
}

impl Cost {
    /// Says whether a stolen hash of a short PIN is tried out too quickly.
    pub(super) fn is_weak(self) -> bool {
        !ENOUGH.iter().any(|(memory, rounds)| self.memory >= *memory && self.rounds >= *rounds)
    }
}

/// Reads the form of a hash and returns what it costs; else says in a clause what is wrong with it.
pub(super) fn cost(phc: &str) -> Result<Cost, &'static str> {
    let mut parts = phc.split('$');
    if parts.next() != Some("") {
        return Err("it does not begin with argon2id between two dollar signs");
    }
    match parts.next() {
        Some("argon2id") => {}
        Some("argon2i" | "argon2d") => return Err("it is another kind of argon2 than argon2id"),
        _ => return Err("it does not begin with argon2id between two dollar signs"),
    }
    if parts.next() != Some("v=19") {
        return Err("the version is not \"v=19\"");
    }
    let cost = parts.next().and_then(costs).ok_or("the costs are not \"m=…,t=…,p=…\" within bounds")?;
    let salt = parts.next().and_then(bytes).ok_or("the salt is missing or not base 64 without \"=\"")?;
    let hash = parts.next().and_then(bytes).ok_or("the hash is missing or not base 64 without \"=\"")?;
    match (salt, hash, parts.next()) {
        (_, _, Some(_)) => Err("something follows the hash"),
        (8..=64, 16..=64, None) => Ok(cost),
        (8..=64, ..) => Err("the hash has fewer than 16 or more than 64 bytes"),
        _ => Err("the salt has fewer than 8 or more than 64 bytes"),
    }
}

fn costs(text: &str) -> Option<Cost> {
    let mut parts = text.split(',');
    let mut next = |name: &str| number(parts.next()?.strip_prefix(name)?);
    let cost = Cost { memory: next("m=")?, rounds: next("t=")?, lanes: next("p=")? };
    let bounded = cost.memory <= MOST_MEMORY && (1..=MOST_ROUNDS).contains(&cost.rounds);
    let lanes = (1..=MOST_ROUNDS).contains(&cost.lanes) && cost.memory >= cost.lanes.saturating_mul(8);
    (parts.next().is_none() && bounded && lanes).then_some(cost)
}

/// Reads a number in plain figures, without a sign or a zero before it.
fn number(text: &str) -> Option<u32> {
    let plain = text.chars().all(|c| c.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse().ok() } else { None }
}

/// Returns how many bytes a base 64 text without padding stands for, if it is one.
fn bytes(text: &str) -> Option<usize> {
    let value = |letter: char| LETTERS.chars().position(|known| known == letter);
    if text.is_empty() || !text.chars().all(|letter| value(letter).is_some()) {
        return None;
    }
    let last = text.chars().next_back().and_then(value).unwrap_or_default();
    // What the last letter holds beyond the last byte has to be 0.
    let whole = match text.len() % 4 {
        0 => true,
        2 => last.is_multiple_of(16),
        3 => last.is_multiple_of(4),
        _ => false,
    };
    whole.then_some(text.len() * 3 / 4)
}

#[cfg(test)]
mod tests {
    use super::cost;

    const GOOD: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NQ$MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI";

    #[test]
    fn a_hash_of_the_usual_form_is_accepted_and_its_cost_known() {
        assert!(!cost(GOOD).unwrap().is_weak());
        for weak in ["m=4096,t=3,p=1", "m=19456,t=1,p=1", "m=8,t=100,p=1"] {
            assert!(cost(&GOOD.replace("m=19456,t=2,p=1", weak)).unwrap().is_weak(), "{weak}");
        }
        for strong in ["m=65536,t=3,p=4", "m=12288,t=3,p=1", "m=1048576,t=1,p=1"] {
            assert!(!cost(&GOOD.replace("m=19456,t=2,p=1", strong)).unwrap().is_weak(), "{strong}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for (from, to) in [
            ("$argon2id", "argon2id"),
            ("argon2id", "argon2i"),
            ("argon2id", "2b"),
            ("v=19$", ""),
            ("v=19", "v=16"),
            ("m=19456", "m=019456"),
            ("m=19456", "m=+19456"),
            ("m=19456", "m=7"),
            ("m=19456", "m=1048577"),
            ("m=19456", "m=99999999999"),
            ("t=2", "t=0"),
            ("t=2", "t=101"),
            ("p=1", "p=0"),
            ("p=1", "p=1,x=2"),
            ("m=19456,t=2", "t=2,m=19456"),
            ("$c29tZXNhbHQxMjM0NQ", "$c29tZXNhbHQ="),
            ("$c29tZXNhbHQxMjM0NQ", "$c29t"),
            ("$c29tZXNhbHQxMjM0NQ", "$"),
            ("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTJ"),
            ("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI", "MTIz"),
            ("ODkwMTI", "ODkwMTI$x"),
        ] {
            assert!(GOOD.contains(from));
            assert!(cost(&GOOD.replacen(from, to, 1)).is_err(), "{from} -> {to}");
        }
        assert!(cost("").is_err() && cost("1234").is_err() && cost("$").is_err());
    }
}
