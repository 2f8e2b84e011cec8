//! A `Debug` that prints the name of a type and nothing that it holds.
//!
//! What a person wrote or answered must not reach a log or a message of a test through `Debug`. A type of another kind
//! derives it.

/// Implements `Debug` for types so that it prints their names alone. A type with a lifetime is written as `Name<'_>`.
macro_rules! silent {
    ($($name:ident $(<$lifetime:lifetime>)?),+) => {$(
        impl ::std::fmt::Debug for $name $(<$lifetime>)? {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )+};
}

pub(crate) use silent;
