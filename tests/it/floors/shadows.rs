//! Locals that have the name of the function that made them: below such a `let` the function is out of reach, and a reader
//! takes one for the other.

use super::house::House;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// Finds every `let` that binds the name of a function that its right side calls, a sentence each.
pub(crate) fn locals(house: &House, files: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for file in house.files() {
        let Ok(parsed) = syn::parse_file(&files[file]) else { continue };
        let mut lets = Lets::default();
        lets.visit_file(&parsed);
        let found_here = lets.0.into_iter().filter(|(line, _)| !house.is_for_tests(file, *line));
        found.extend(found_here.map(|(line, name)| {
            format!("src/{file}:{line} binds {name} to what comes of the function {name}")
        }));
    }
    found
}

/// The names that shadow, with their lines.
#[derive(Default)]
struct Lets(Vec<(usize, String)>);

impl Lets {
    fn look(&mut self, pattern: &syn::Pat, value: &syn::Expr) {
        let (mut bound, mut called) = (Bound::default(), Called::default());
        bound.visit_pat(pattern);
        called.visit_expr(value);
        let line = pattern.span().start().line;
        self.0.extend(bound.0.intersection(&called.0).map(|name| (line, name.clone())));
    }
}

impl<'ast> Visit<'ast> for Lets {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(value) = &local.init {
            self.look(&local.pat, &value.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_let(&mut self, condition: &'ast syn::ExprLet) {
        self.look(&condition.pat, &condition.expr);
        visit::visit_expr_let(self, condition);
    }
}

/// The names that a pattern binds.
#[derive(Default)]
struct Bound(BTreeSet<String>);

impl<'ast> Visit<'ast> for Bound {
    fn visit_pat_ident(&mut self, name: &'ast syn::PatIdent) {
        self.0.insert(name.ident.to_string());
        visit::visit_pat_ident(self, name);
    }
}

/// The functions that are called by their names alone.
#[derive(Default)]
struct Called(BTreeSet<String>);

impl Called {
    /// Takes what is called in a macro, whose arguments are no code yet.
    fn take(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let is_of_something = at.checked_sub(1).is_some_and(|before| is_of(&tokens[before]));
            match (token, tokens.get(at + 1)) {
                (TokenTree::Ident(name), Some(TokenTree::Group(group)))
                    if group.delimiter() == Delimiter::Parenthesis && !is_of_something =>
                {
                    self.0.insert(name.to_string());
                }
                (TokenTree::Group(group), _) => self.take(group.stream()),
                _ => {}
            }
        }
    }
}

/// Says whether a sign makes a method or a part of a path of the name behind it.
fn is_of(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(sign) if ['.', ':'].contains(&sign.as_char()))
}

impl<'ast> Visit<'ast> for Called {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(path) = &*call.func
            && let Some(name) = path.path.get_ident()
        {
            self.0.insert(name.to_string());
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.take(call.tokens.clone());
    }
}
