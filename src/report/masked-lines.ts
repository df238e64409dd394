import type { Finding } from '../analysis/finding.js';

/**
 * The lines of a file without the values that are to stay secret: those that findings point at as such, and what the
 * Secrets of the file have. Each character becomes a star, so that columns stay what they are.
 */
export function maskedLines(lines: readonly string[], findings: readonly Finding[]): readonly string[] {
  const masked = [...lines];
  for (const { location, isSecret = false, secretLines = 0 } of findings) {
    if (!isSecret || location === undefined) continue;
    const { line, column, endColumn } = location;
    maskFrom(masked, line - 1, column - 1, endColumn - 1);
    for (let i = line; i < line + secretLines; i++) masked[i] = stars(masked[i] ?? '');
  }
  maskSecrets(masked);
  return masked;
}

/** A value, and the lines below that it goes on in: those that are indented deeper than the one where it begins. */
function maskFrom(lines: string[], at: number, from: number, to: number): void {
  const line = lines[at];
  if (line === undefined) return;
  const isLast = line.slice(to).trim() === '';
  lines[at] = line.slice(0, from) + stars(line.slice(from, to)) + line.slice(to);
  if (isLast) maskBelow(lines, at, indentOf(line));
}

function maskBelow(lines: string[], at: number, indent: number): void {
  for (let i = at + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() !== '' && indentOf(line) <= indent) return;
    lines[i] = stars(line);
  }
}

const START = /^---(?:\s|$)/;
const SECRET = /^\s*"?kind"?\s*:\s*["']?Secret["']?\s*,?\s*(?:#.*)?$/;
const DATA = /^(\s*)"?(?:stringData|data)"?\s*:/;

/** What stands below `data` and `stringData` in a document with a Secret. */
function maskSecrets(lines: string[]): void {
  let start = 0;
  for (let i = 0; i <= lines.length; i++) {
    if (i < lines.length && !START.test(lines[i] ?? '')) continue;
    if (lines.slice(start, i).some((line) => SECRET.test(line))) maskData(lines, start, i);
    start = i + 1;
  }
}

function maskData(lines: string[], start: number, end: number): void {
  let data: number | undefined;
  for (let i = start; i < end; i++) {
    const line = lines[i] ?? '';
    const indent = indentOf(line);
    if (data !== undefined && line.trim() !== '' && indent <= data) data = undefined;
    const opened = DATA.exec(line)?.[1]?.length;
    const colon = line.indexOf(':');
    if (data !== undefined)
      lines[i] = colon === -1 ? stars(line) : line.slice(0, colon + 1) + stars(line.slice(colon + 1));
    else if (opened !== undefined) {
      data = opened;
      lines[i] = line.slice(0, colon + 1) + stars(line.slice(colon + 1));
    }
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function stars(text: string): string {
  return text.replaceAll(/[^\s|>"']/gu, '*');
}
