//! The modules of a crate as a compiler sees them: which file holds each, and which paths it names.
//!
//! It takes texts by the names of their files, so that a test can plant a fault without a disk. Code under `#[cfg(test)]`
//! is left out. It says nothing about what may be named: that is for the rules.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A path as it stands in the code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Named {
    /// Its names, `crate`, `self` and `super` among them; generic arguments are left out.
    pub(crate) names: Vec<String>,
    /// Whether it begins with `::`, so that the first name is that of a crate.
    pub(crate) from_crates: bool,
    /// Whether a `use` has it.
    pub(crate) used: bool,
    /// Its line in the module's file.
    pub(crate) line: usize,
}

/// A module of the crate.
#[derive(Default, Debug)]
pub(crate) struct Module {
    /// Its path without `crate`, as in `app::screens`; empty for the root.
    pub(crate) path: String,
    /// The file that holds it; that of the module around it if it stands inside that one.
    pub(crate) file: String,
    /// The module around it.
    pub(crate) parent: Option<usize>,
    /// The modules in it.
    pub(crate) children: BTreeMap<String, usize>,
    /// The names that its `use` declarations give to something.
    pub(crate) imports: BTreeMap<String, Vec<Named>>,
    /// What it imports with all that is in it.
    pub(crate) globs: Vec<Named>,
    /// The names of its own items.
    pub(crate) items: BTreeSet<String>,
    /// The names that stand in its macros, whose items they may be.
    pub(crate) made: BTreeSet<String>,
    /// Every path that it names.
    pub(crate) named: Vec<Named>,
}

/// Every module of a crate; the root is the first.
#[derive(Default, Debug)]
pub(crate) struct House {
    pub(crate) modules: Vec<Module>,
    /// The lines of each file that are there for its tests alone.
    pub(crate) test_lines: BTreeMap<String, Vec<RangeInclusive<usize>>>,
    /// What is wrong with the files: one that no module has, a module without a file, one that cannot be parsed.
    pub(crate) faults: Vec<String>,
}

impl House {
    /// Reads a crate from its root file, `lib.rs` or `main.rs`.
    pub(crate) fn read(files: &BTreeMap<String, String>, root: &str) -> Self {
        let mut house = Self::default();
        house.modules.push(Module { file: root.to_owned(), ..Module::default() });
        let mut reader = Reader { files, house, module: 0, folder: String::new() };
        reader.read_file(root);
        reader.house
    }

    /// Returns the files that are read: those that a module has, also one for tests alone.
    pub(crate) fn files(&self) -> BTreeSet<&str> {
        self.test_lines.keys().map(String::as_str).collect()
    }

    /// Returns the code of a file without what is there for its tests, line by line.
    pub(crate) fn code<'t>(&self, file: &str, text: &'t str) -> Vec<&'t str> {
        text.lines()
            .zip(1..)
            .filter(|(_, number)| !self.is_for_tests(file, *number))
            .map(|(line, _)| line)
            .collect()
    }

    /// Says whether a line of a file is there for its tests alone.
    pub(crate) fn is_for_tests(&self, file: &str, line: usize) -> bool {
        self.test_lines[file].iter().any(|lines| lines.contains(&line))
    }
}

/// Walks through a file and the files of the modules that it declares.
struct Reader<'f> {
    files: &'f BTreeMap<String, String>,
    house: House,
    /// The module that is being read.
    module: usize,
    /// Where the files of its modules lie, as in `app/screens/`.
    folder: String,
}

impl Reader<'_> {
    fn read_file(&mut self, file: &str) {
        if self.house.test_lines.insert(file.to_owned(), Vec::new()).is_some() {
            self.house.faults.push(format!("{file} is declared twice"));
            return;
        }
        let Some(text) = self.files.get(file) else { return };
        match syn::parse_file(text) {
            Ok(parsed) => self.visit_file(&parsed),
            Err(error) => {
                self.house.faults.push(format!("{file}:{}: {error}", error.span().start().line));
            }
        }
    }

    fn here(&mut self) -> &mut Module {
        &mut self.house.modules[self.module]
    }

    /// Notes the lines of something that is there for tests alone.
    fn leave_out(&mut self, item: &impl Spanned) {
        let (file, span) = (self.here().file.clone(), item.span());
        let lines = span.start().line..=span.end().line;
        self.house.test_lines.entry(file).or_default().push(lines);
    }

    /// Reads the file of a module that is declared and not written out; `None` if there is none.
    fn file_of(&mut self, name: &str, line: usize) -> Option<String> {
        let ways = [format!("{}{name}.rs", self.folder), format!("{}{name}/mod.rs", self.folder)];
        let found: Vec<_> = ways.iter().filter(|way| self.files.contains_key(*way)).cloned().collect();
        if let [file] = &found[..] {
            return Some(file.clone());
        }
        let file = self.here().file.clone();
        self.house.faults.push(format!("{file}:{line}: mod {name} has {} files", found.len()));
        None
    }

    fn enter(&mut self, name: &str, file: String, read: impl FnOnce(&mut Self)) {
        let (parent, at) = (self.module, self.house.modules.len());
        let path = match self.here().path.as_str() {
            "" => name.to_owned(),
            around => format!("{around}::{name}"),
        };
        self.here().children.insert(name.to_owned(), at);
        self.house.modules.push(Module { path, file, parent: Some(parent), ..Module::default() });
        let folder = format!("{}{name}/", self.folder);
        let around = std::mem::replace(&mut self.folder, folder);
        self.module = at;
        read(self);
        (self.module, self.folder) = (parent, around);
    }

    fn name(&mut self, names: Vec<String>, from_crates: bool, used: bool, line: usize) {
        self.here().named.push(Named { names, from_crates, used, line });
    }

    /// Takes a `use` apart into the paths that it names.
    fn take_use(&mut self, tree: &syn::UseTree, before: &[String], from_crates: bool) {
        let with = |ident: &syn::Ident| [before, &[ident.unraw().to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.take_use(&path.tree, &with(&path.ident), from_crates),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.take_use(tree, before, from_crates));
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                let known_as = before.last().cloned().unwrap_or_default();
                self.import(before.to_vec(), Some(known_as), from_crates, name.span().start().line);
            }
            syn::UseTree::Name(name) => {
                let known_as = name.ident.unraw().to_string();
                self.import(with(&name.ident), Some(known_as), from_crates, name.span().start().line);
            }
            syn::UseTree::Rename(rename) => {
                let names = if rename.ident == "self" { before.to_vec() } else { with(&rename.ident) };
                let known_as = rename.rename.unraw().to_string();
                self.import(names, Some(known_as), from_crates, rename.span().start().line);
            }
            syn::UseTree::Glob(glob) => {
                self.import(before.to_vec(), None, from_crates, glob.span().start().line);
            }
        }
    }

    /// Takes an import; without a name it is one of all that is in a module.
    fn import(&mut self, names: Vec<String>, known_as: Option<String>, from_crates: bool, line: usize) {
        let named = Named { names, from_crates, used: true, line };
        match known_as {
            Some(known_as) => self.here().imports.entry(known_as).or_default().push(named.clone()),
            None => self.here().globs.push(named.clone()),
        }
        self.here().named.push(named);
    }

    /// Takes the names that stand in a macro where it can make items.
    fn take_made(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => drop(self.here().made.insert(name.unraw().to_string())),
                TokenTree::Group(group) => self.take_made(group.stream()),
                _ => {}
            }
        }
    }

    /// Finds the paths in what a macro or an attribute is given, which is no code yet. `before` is what stands before a
    /// group, as in `crate::{..}`.
    fn take_tokens(&mut self, tokens: TokenStream, before: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Ident(first) => {
                    let from_crates = before.is_empty() && at >= 2 && is_colons(&tokens[at - 2..]);
                    let mut names = [before, &[first.unraw().to_string()]].concat();
                    let line = first.span().start().line;
                    at += 1;
                    while is_colons(&tokens[at..]) {
                        at += 2;
                        match tokens.get(at) {
                            Some(TokenTree::Ident(next)) => names.push(next.unraw().to_string()),
                            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                                self.take_tokens(group.stream(), &names);
                            }
                            _ => break,
                        }
                        at += 1;
                    }
                    self.name(names, from_crates, false, line);
                }
                TokenTree::Group(group) => {
                    self.take_tokens(group.stream(), &[]);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }
}

/// Says whether tokens begin with `::`.
fn is_colons(tokens: &[TokenTree]) -> bool {
    let colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    matches!(tokens, [first, second, ..] if colon(first) && colon(second))
}

/// Says whether something is there for tests alone.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .any(|attribute| attribute.parse_args::<syn::Meta>().is_ok_and(|condition| needs_test(&condition)))
}

/// Says whether a condition holds in a build of the tests only.
fn needs_test(condition: &syn::Meta) -> bool {
    match condition {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("all") => {
            let parts = list
                .parse_args_with(syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated);
            parts.is_ok_and(|parts| parts.iter().any(needs_test))
        }
        _ => false,
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::ExternCrate(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::ForeignMod(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::TraitAlias(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Returns the name under which an item can be named.
fn own_name(item: &syn::Item) -> Option<&syn::Ident> {
    match item {
        syn::Item::Const(item) => Some(&item.ident),
        syn::Item::Enum(item) => Some(&item.ident),
        syn::Item::Fn(item) => Some(&item.sig.ident),
        syn::Item::Macro(item) => item.ident.as_ref(),
        syn::Item::Static(item) => Some(&item.ident),
        syn::Item::Struct(item) => Some(&item.ident),
        syn::Item::Trait(item) => Some(&item.ident),
        syn::Item::TraitAlias(item) => Some(&item.ident),
        syn::Item::Type(item) => Some(&item.ident),
        syn::Item::Union(item) => Some(&item.ident),
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if is_for_tests(attributes(item)) {
            self.leave_out(item);
            // A file for tests alone is one of the crate's all the same.
            if let syn::Item::Mod(module) = item
                && module.content.is_none()
                && let Some(file) =
                    self.file_of(&module.ident.unraw().to_string(), module.span().start().line)
            {
                let lines = self.files[&file].lines().count();
                self.house.test_lines.insert(file, vec![1..=lines]);
            }
            return;
        }
        if let Some(name) = own_name(item) {
            let name = name.unraw().to_string();
            self.here().items.insert(name);
        }
        if let syn::Item::Macro(call) = item {
            self.take_made(call.mac.tokens.clone());
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let (name, line) = (module.ident.unraw().to_string(), module.ident.span().start().line);
        module.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        let file = self.here().file.clone();
        if module.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
            self.house.faults.push(format!("{file}:{line}: mod {name} says its path, which is not followed"));
        } else if let Some((_, items)) = &module.content {
            self.enter(&name, file, |reader| items.iter().for_each(|item| reader.visit_item(item)));
        } else if let Some(file) = self.file_of(&name, line) {
            self.enter(&name, file.clone(), |reader| reader.read_file(&file));
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.take_use(&item.tree, &[], item.leading_colon.is_some());
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let name = item.ident.unraw().to_string();
        let known_as = item.rename.as_ref().map_or_else(|| name.clone(), |(_, rename)| rename.to_string());
        self.import(vec![name], Some(known_as), true, item.span().start().line);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
        self.name(names, path.leading_colon.is_some(), false, path.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.take_tokens(call.tokens.clone(), &[]);
        visit::visit_macro(self, call);
    }

    fn visit_meta_list(&mut self, list: &'ast syn::MetaList) {
        self.take_tokens(list.tokens.clone(), &[]);
        visit::visit_meta_list(self, list);
    }

    /// Where something can be seen is no use of what is named there.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let attributes = match item {
            syn::ImplItem::Const(item) => &item.attrs[..],
            syn::ImplItem::Fn(item) => &item.attrs,
            syn::ImplItem::Type(item) => &item.attrs,
            syn::ImplItem::Macro(item) => &item.attrs,
            _ => &[],
        };
        if is_for_tests(attributes) {
            self.leave_out(item);
        } else {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if is_for_tests(&field.attrs) {
            self.leave_out(field);
        } else {
            visit::visit_field(self, field);
        }
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        if is_for_tests(&variant.attrs) {
            self.leave_out(variant);
        } else {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if is_for_tests(&local.attrs) {
            self.leave_out(local);
        } else {
            visit::visit_local(self, local);
        }
    }
}
