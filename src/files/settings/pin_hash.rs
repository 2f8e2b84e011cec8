//! Checks the hash of the staff's PIN: a PHC string of argon2id, such as `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
//! The format: <https://github.com/P-H-C/phc-string-format>.
//!
//! It uses the parser of the crate that verifies PINs, so that it accepts no hash which that crate cannot read later. The
//! bounds of the costs are our own. This module must not verify a PIN, or show anything of a hash.

use argon2::password_hash::phc::{Error, Output, ParamsString, PasswordHash, Salt};

/// The fewest bytes of a hash.
const LEAST_HASH: usize = 16;

/// The most memory that a kiosk can be expected to have for it, in KiB: 1 GiB.
const MOST_MEMORY: u32 = 1 << 20;

/// The most rounds and lanes that are accepted.
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
    /// Says whether somebody who has the hash could try out all short PINs quickly.
    pub(super) fn is_weak(self) -> bool {
        !ENOUGH.iter().any(|(memory, rounds)| self.memory >= *memory && self.rounds >= *rounds)
    }
}

/// How a hash begins: the kind of argon2, and its version.
const BEGINNING: &str = "$argon2id$v=19$";

const NO_SALT: &str = "the salt is missing or not base 64 without \"=\"";
const NO_HASH: &str = "the hash is missing or not base 64 without \"=\"";
const SALT_SIZE: &str = "the salt has fewer than 8 or more than 48 bytes";
const HASH_SIZE: &str = "the hash has fewer than 16 or more than 64 bytes";
const COSTS: &str = "the costs are not \"m=…,t=…,p=…\" within bounds";

/// Returns the costs of a hash, or a clause that says what is wrong with it.
pub(super) fn cost(phc: &str) -> Result<Cost, &'static str> {
    begins(phc)?;
    let parts = PasswordHash::new(phc).map_err(|error| clause(error, phc))?;
    let cost = costs(&parts.params).ok_or(COSTS)?;
    match (parts.salt, parts.hash) {
        (None, _) => Err(NO_SALT),
        (_, None) => Err(NO_HASH),
        (_, Some(hash)) if hash.len() < LEAST_HASH => Err(HASH_SIZE),
        _ => Ok(cost),
    }
}

/// Returns a clause on the fault of the beginning of a hash. Most wrong texts can be recognized there.
fn begins(phc: &str) -> Result<(), &'static str> {
    if phc.starts_with(BEGINNING) {
        Ok(())
    } else if phc.starts_with("$argon2id$") {
        Err("the version is not \"v=19\"")
    } else if phc.starts_with("$argon2i$") || phc.starts_with("$argon2d$") {
        Err("it is another kind of argon2 than argon2id")
    } else {
        Err("it does not begin with argon2id between two dollar signs")
    }
}

/// Returns a clause on the fault of a hash that begins correctly and cannot be parsed.
fn clause(error: Error, phc: &str) -> &'static str {
    let mut last = phc.split('$').skip(4);
    let (salt, hash) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    match error {
        Error::TrailingData => "something follows the hash",
        Error::SaltTooShort | Error::SaltTooLong => SALT_SIZE,
        Error::OutputSize { .. } => HASH_SIZE,
        // The error does not say which of the two it is about; the parser reads the salt first.
        Error::Base64(_) if salt.parse::<Salt>().is_err() => NO_SALT,
        // The parser calls a value that is too long invalid base 64. Four letters are three bytes.
        Error::Base64(_) if hash.len() * 3 / 4 > Output::MAX_LENGTH => HASH_SIZE,
        Error::Base64(_) => NO_HASH,
        _ => COSTS,
    }
}

/// Reads the costs: these three, in the order of the standard, and no others.
fn costs(params: &ParamsString) -> Option<Cost> {
    let mut parts = params.iter();
    let mut next = |name: &str| {
        let (known, value) = parts.next()?;
        (known.as_str() == name).then(|| value.decimal().ok())?
    };
    let cost = Cost { memory: next("m")?, rounds: next("t")?, lanes: next("p")? };
    let bounded = cost.memory <= MOST_MEMORY && (1..=MOST_ROUNDS).contains(&cost.rounds);
    let lanes = (1..=MOST_ROUNDS).contains(&cost.lanes) && cost.memory >= cost.lanes.saturating_mul(8);
    (parts.next().is_none() && bounded && lanes).then_some(cost)
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

    #[test]
    fn what_is_wrong_is_said_of_the_part_that_is_wrong() {
        let salt = "c29tZXNhbHQxMjM0NQ";
        let hash = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI";
        let (long_salt, long_hash) = ("c29tZXNhbHQx".repeat(6), "MTIzNDU2Nzg5".repeat(8));
        for (from, to, clause) in [
            ("argon2id", "scrypt", "it does not begin with argon2id between two dollar signs"),
            ("argon2id", "argon2d", "it is another kind of argon2 than argon2id"),
            ("v=19$", "", "the version is not \"v=19\""),
            ("p=1", "p=0", "the costs are not \"m=…,t=…,p=…\" within bounds"),
            ("m=19456,t=2,p=1$", "", "the costs are not \"m=…,t=…,p=…\" within bounds"),
            (salt, "c2-tZXNhbHQxMjM0NQ", "the salt is missing or not base 64 without \"=\""),
            (salt, "c29t", "the salt has fewer than 8 or more than 48 bytes"),
            (salt, &long_salt, "the salt has fewer than 8 or more than 48 bytes"),
            (hash, "MTIz_DU2Nzg5MDEyMzQ1Njc4OTA", "the hash is missing or not base 64 without \"=\""),
            (hash, "MTIzNDU2Nzg5MDEyMzQ1", "the hash has fewer than 16 or more than 64 bytes"),
            (hash, &long_hash, "the hash has fewer than 16 or more than 64 bytes"),
            ("ODkwMTI", "ODkwMTI$x", "something follows the hash"),
        ] {
            assert_eq!(cost(&GOOD.replacen(from, to, 1)), Err(clause), "{from} -> {to}");
        }
    }
}
