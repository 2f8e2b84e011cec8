//! The map of the house: each floor is a module here.
