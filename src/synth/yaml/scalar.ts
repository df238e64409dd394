import { isPlain, PRINTED } from './plain.js';

const HIDDEN = new RegExp(`[^${PRINTED}]`, 'gu');
const BLOCK = new RegExp(`^(?![ \\t\\n])[\\t\\n${PRINTED}]+$`, 'u');
const BLANK_LINE = /^[ \t]+$/m;

/** A string on one line: plain where that is safe, in double quotes otherwise. */
export function inlineString(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

/** Double quotes, with the escapes that JSON and YAML share. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return json.replace(HIDDEN, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** True if a literal block holds the text as it is: several lines, all of it visible, no indentation to guess. */
export function fitsLiteral(text: string): boolean {
  return text.includes('\n') && BLOCK.test(text) && !BLANK_LINE.test(text);
}

/** The text as a literal block, from the `|` on, with its lines at `indent`. */
export function literal(text: string, indent: string): string {
  const ends = text.endsWith('\n');
  const chomping = !ends ? '-' : text.endsWith('\n\n') ? '+' : '';
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  return `|${chomping}\n${lines.map((line) => (line === '' ? '\n' : `${indent}${line}\n`)).join('')}`;
}

/**
 * A number that every reader takes for the same number: YAML 1.1 wants a point before an exponent.
 * @throws RangeError for what JSON cannot say
 */
export function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number that JSON and YAML share`);
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
