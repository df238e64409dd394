#!/usr/bin/env node
import { exitCodeOf } from './commands.js';

process.exitCode = await exitCodeOf(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  color: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
});
