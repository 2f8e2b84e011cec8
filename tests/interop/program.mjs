// The program that is looked at. It runs without settings, so that it says the same everywhere.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

let path = '';

/// Names the program. Everything else here runs it.
export function use(program) {
  path = program;
}

/// What the program prints. It throws what the program says if it refuses.
export function prints(...args) {
  return execFileSync(path, [...args, '--no-settings'], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] });
}

/// What the program prints as JSON.
export function prints_json(...args) {
  return JSON.parse(prints(...args));
}

/// What the program prints as JSON on a resource or a set of answers.
export function reports(given, ...args) {
  writeFileSync('given.json', JSON.stringify(given));
  return prints_json('report', 'given.json', ...args);
}
