//! The thin binary: it will only parse, run, print an error and choose the exit status.

fn main() {}
