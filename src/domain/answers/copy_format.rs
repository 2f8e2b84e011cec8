//! How a copy is written. A new format is one entry here; the compiler then asks for its renderer in `files/export`.

use crate::domain::language::wording::SaveWords;
use serde::{Deserialize, Serialize};

/// Declares the formats, each with its word on the command line, the help there, the usual ending of a file, and the
/// sentence that names it on the screen.
macro_rules! copy_formats {
    ($($(#[$doc:meta])* $name:ident: $word:literal, $help:literal, $ending:literal, $label:ident;)+) => {
        /// How a copy is written.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        pub enum CopyFormat {
            $($(#[$doc])* $name),+
        }

        impl CopyFormat {
            /// Every format, in the order they are offered.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Returns its word on the command line.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// Returns what the help of the command line says of it.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$name => $help),+ }
            }

            /// Returns the usual ending of a file, without the dot.
            #[must_use]
            pub fn ending(self) -> &'static str {
                match self { $(Self::$name => $ending),+ }
            }

            /// Returns what it is called on the screen.
            #[must_use]
            pub fn label(self, words: &SaveWords) -> &str {
                match self { $(Self::$name => &words.$label),+ }
            }
        }
    };
}

copy_formats! {
    /// Plain text.
    #[default]
    Text: "text", "Plain text, 66 columns wide", "txt", text;
    /// HTML.
    Html: "html", "One HTML page for a browser and for paper", "html", html;
    /// Markdown.
    Markdown: "markdown", "Markdown", "md", markdown;
    /// The answers alone, as a file that the program reads again.
    Answers: "json", "The answers as JSON, to go on with or to report", "json", answers;
}

impl CopyFormat {
    /// Says whether a person who opens the file sees its words and not what is written in it.
    #[must_use]
    pub fn is_page(self) -> bool {
        self == Self::Html
    }

    /// Returns the format that is offered after this one; after the last, the first.
    #[must_use]
    pub fn next(self) -> Self {
        let after = Self::ALL.iter().skip_while(|format| **format != self).nth(1);
        after.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::CopyFormat;

    #[test]
    fn whoever_goes_on_through_the_formats_meets_each_once_and_comes_back() {
        let mut format = CopyFormat::default();
        for expected in CopyFormat::ALL {
            assert_eq!(format, *expected);
            format = format.next();
        }
        assert_eq!(format, CopyFormat::default());
    }
}
