//! The types of a crate by their names, so that no name stands for two.
//!
//! What macros make is found where a rule names it after `struct`, `enum`, `union` or `trait`, and where a call hands a name
//! to such a rule. Types that a trait demands, as in `type Error = ..`, have their names from the trait and are left out.

use super::house::House;
use proc_macro2::{Ident, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::ext::IdentExt;
use syn::visit::{self, Visit};

/// Finds the names that are given to more than one type, a sentence each.
pub(crate) fn given_twice(house: &House, files: &BTreeMap<String, String>) -> Vec<String> {
    let mut types = Types::default();
    for file in house.files() {
        if let Ok(parsed) = syn::parse_file(&files[file]) {
            types.file = file;
            types.visit_file(&parsed);
        }
    }
    let handed = types.handed.iter().filter(|(name, _)| types.makers.contains(name));
    types.given.extend(handed.map(|(_, given)| given.clone()));
    let mut places: BTreeMap<&str, BTreeSet<(&str, usize)>> = BTreeMap::new();
    for given in types.given.iter().filter(|given| !house.is_for_tests(given.file, given.line)) {
        places.entry(&given.name).or_default().insert((given.file, given.line));
    }
    let twice = places.into_iter().filter(|(_, places)| places.len() > 1);
    twice.map(|(name, places)| said(name, &places)).collect()
}

fn said(name: &str, places: &BTreeSet<(&str, usize)>) -> String {
    let places: Vec<String> = places.iter().map(|(file, line)| format!("src/{file}:{line}")).collect();
    format!("{name} is the name of {} types: {}", places.len(), places.join(", "))
}

/// A name that is given to a type, and where.
#[derive(Clone)]
struct Given<'f> {
    name: String,
    file: &'f str,
    line: usize,
}

#[derive(Default)]
struct Types<'f> {
    /// The file that is being read.
    file: &'f str,
    given: Vec<Given<'f>>,
    /// The macros that make a type of a name that they are handed.
    makers: BTreeSet<String>,
    /// What could be the name of a type in the call of a macro, with the name of the macro.
    handed: Vec<(String, Given<'f>)>,
}

impl<'f> Types<'f> {
    fn given(&self, name: &Ident) -> Given<'f> {
        Given { name: name.unraw().to_string(), file: self.file, line: name.span().start().line }
    }

    fn take(&mut self, name: &Ident) {
        self.given.push(self.given(name));
    }

    /// Takes the types that a rule of a macro makes.
    fn take_rules(&mut self, of: &Ident, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match (token, tokens.get(at + 1)) {
                (TokenTree::Group(group), _) => self.take_rules(of, group.stream()),
                (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if makes_a_type(word) => {
                    self.take(name);
                }
                (TokenTree::Ident(word), Some(TokenTree::Punct(_))) if makes_a_type(word) => {
                    self.makers.insert(of.to_string());
                }
                _ => {}
            }
        }
    }
}

/// Says whether a type is made by a word; `type` is none of them, for in a rule it can be what a trait demands.
fn makes_a_type(word: &Ident) -> bool {
    ["struct", "enum", "union", "trait"].iter().any(|known| word == known)
}

impl<'ast> Visit<'ast> for Types<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Enum(item) => self.take(&item.ident),
            syn::Item::Struct(item) => self.take(&item.ident),
            syn::Item::Trait(item) => self.take(&item.ident),
            syn::Item::TraitAlias(item) => self.take(&item.ident),
            syn::Item::Type(item) => self.take(&item.ident),
            syn::Item::Union(item) => self.take(&item.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        let tokens = item.mac.tokens.clone();
        if let Some(name) = &item.ident {
            return self.take_rules(name, tokens);
        }
        let Some(called) = item.mac.path.segments.last() else { return };
        for token in tokens {
            if let TokenTree::Ident(name) = token
                && name.to_string().starts_with(char::is_uppercase)
            {
                let given = self.given(&name);
                self.handed.push((called.ident.to_string(), given));
            }
        }
    }
}
