//! What goes over the socket between a walkthrough and a second screen: frames of four bytes of length, the largest
//! first, and as many bytes of JSON.
//!
//! A second screen is sent a greeting, then views, then the end; it sends nothing. Both sides take the other for
//! anything: a frame is read as it comes, never past the length of its kind, and what it says is checked. It knows no
//! socket.

use super::content::Hello;
use super::fields::{Fields, WireError};
use super::view::{read_view, view};
use crate::app::state::client_view::ClientView;
use crate::domain::sanitize::clean;
use serde_json::{Value, json};
use std::io::{ErrorKind, Read};

/// The number of this protocol. It changes whenever a frame of one does not say to the other what it says here.
pub const PROTOCOL: u64 = 1;

/// The longest greeting, in bytes.
pub const LONGEST_HELLO: usize = 8 * 1024 * 1024;

/// The longest of all other frames, in bytes.
pub const LONGEST_VIEW: usize = 1024 * 1024;

/// How much room is made at once for what is announced.
const STEP: usize = 64 * 1024;

/// The longest version of a program that is repeated, in characters.
const LONGEST_VERSION: usize = 40;

/// What is sent to a second screen.
#[derive(Clone, PartialEq, Eq)]
pub enum Frame {
    /// The greeting; it comes first.
    Hello(Box<Hello>),
    /// What the client sees now.
    View(Box<ClientView>),
    /// What the client sees now is too long to be sent.
    Beyond,
    /// There are as many second screens as there may be; the connection ends.
    Full,
    /// The walkthrough has ended; the connection ends.
    Ended,
}

impl Frame {
    /// Returns the bytes of the frame, its length before them.
    ///
    /// # Errors
    /// If it is longer than its kind may be.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        match self {
            Self::Hello(hello) => encode_hello(hello),
            Self::View(shown) => encode_view(shown),
            Self::Beyond => framed("beyond", json!({}), LONGEST_VIEW),
            Self::Full => framed("full", json!({}), LONGEST_VIEW),
            Self::Ended => framed("ended", json!({}), LONGEST_VIEW),
        }
    }

    /// Reads a frame from its bytes, without its length.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let value: Value = serde_json::from_slice(bytes).map_err(|_| WireError::NotJson)?;
        let fields = Fields::of(&value, "frame")?;
        Ok(match fields.raw("is")? {
            "hello" => {
                same_protocol(fields)?;
                Self::Hello(Box::new(Hello::read(fields)?))
            }
            "view" => Self::View(Box::new(read_view(fields)?)),
            "beyond" => Self::Beyond,
            "full" => Self::Full,
            "ended" => Self::Ended,
            _ => return Err(WireError::Malformed("is")),
        })
    }
}

/// Returns the bytes of a greeting.
///
/// # Errors
/// If it is longer than [`LONGEST_HELLO`].
pub fn encode_hello(hello: &Hello) -> Result<Vec<u8>, WireError> {
    let mut value = hello.to_json();
    put(&mut value, "protocol", PROTOCOL.into());
    framed("hello", value, LONGEST_HELLO)
}

/// Returns the bytes of a view.
///
/// # Errors
/// If it is longer than [`LONGEST_VIEW`].
pub fn encode_view(shown: &ClientView) -> Result<Vec<u8>, WireError> {
    framed("view", view(shown), LONGEST_VIEW)
}

/// Reads one frame, without its length; `None` when nothing whole comes any more.
///
/// Room is made only for what has come, whatever length is announced.
///
/// # Errors
/// If it is announced to be longer than `longest`, or the connection fails.
pub fn read(from: &mut impl Read, longest: usize) -> Result<Option<Vec<u8>>, WireError> {
    let mut length = [0; 4];
    if !fill(from, &mut length)? {
        return Ok(None);
    }
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > longest {
        return Err(WireError::TooLong);
    }
    let mut bytes = Vec::new();
    while bytes.len() < length {
        let begun = bytes.len();
        bytes.resize(length.min(begun + STEP), 0);
        if !fill(from, bytes.get_mut(begun..).unwrap_or_default())? {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

/// Fills the room; `false` if the other side ends before that.
fn fill(from: &mut impl Read, room: &mut [u8]) -> Result<bool, WireError> {
    match from.read_exact(room) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(WireError::Io(error.kind())),
    }
}

/// Says in an error if the greeting is of another protocol, whatever else is in it.
fn same_protocol(fields: Fields<'_>) -> Result<(), WireError> {
    let number = fields.get("protocol")?.as_u64().ok_or(WireError::Malformed("protocol"))?;
    if number == PROTOCOL {
        return Ok(());
    }
    let version = clean(fields.raw("version")?).chars().take(LONGEST_VERSION).collect();
    Err(WireError::Protocol { number, version })
}

fn put(value: &mut Value, key: &str, entry: Value) {
    if let Some(entries) = value.as_object_mut() {
        entries.insert(key.to_owned(), entry);
    }
}

fn framed(is: &str, mut value: Value, longest: usize) -> Result<Vec<u8>, WireError> {
    put(&mut value, "is", is.into());
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, &value).map_err(|_| WireError::NotJson)?;
    let length = bytes.len() - 4;
    let announced = u32::try_from(length).ok().filter(|_| length <= longest).ok_or(WireError::TooLong)?;
    bytes.splice(..4, announced.to_be_bytes());
    Ok(bytes)
}
