import type { LoadProblem } from './problem.js';

/** The text of a file without its byte order mark, and what is wrong with its bytes. */
export function textOf(bytes: Uint8Array, file: string): { text: string; problems: readonly LoadProblem[] } {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { text: '', problems: [atStart(file, 'is UTF-16, expected UTF-8')] };
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return decoded(bytes.subarray(3), file, [atStart(file, 'begins with a byte order mark')]);
  return decoded(bytes, file, []);
}

function decoded(bytes: Uint8Array, file: string, problems: readonly LoadProblem[]) {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), problems };
  } catch {
    // kubectl puts a replacement character there; so do we, to read the rest.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return { text, problems: [...problems, notUtf8(text, file)] };
  }
}

function atStart(file: string, message: string): LoadProblem {
  return { rule: 'file-encoding', file, line: 1, column: 1, endColumn: 2, message };
}

function notUtf8(text: string, file: string): LoadProblem {
  const at = text.indexOf('\ufffd');
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const message = 'is not UTF-8; the API server gets a replacement character';
  return { rule: 'file-encoding', file, line: before.length, column, endColumn: column + 1, message };
}
