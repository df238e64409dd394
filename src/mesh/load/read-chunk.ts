import { load } from 'js-yaml';
import type { YamlProblemCode } from '../../model/settings/yaml-tree.js';
import { kubeSchema } from './kube-schema.js';
import { excessOf } from './measure.js';
import { keyOf } from './plain-scalar.js';
import { placed, type PlacedDocument } from './placed.js';
import type { LoadProblem, LoadRule } from './problem.js';
import type { Chunk } from './split-documents.js';

/** What a document says, if it can be read, and what is wrong with it. */
export interface ReadChunk {
  readonly value?: unknown;
  readonly problems: readonly LoadProblem[];
}

/**
 * Reads one document as kubectl does. The quick parser is asked first; only what it refuses, or may have read in
 * another way than it is written, is read again by the one that knows places.
 */
export function readChunk(chunk: Chunk, file: string): ReadChunk {
  const { text } = chunk;
  const quick = attempt(text, false);
  const isSuspect =
    quick === undefined ||
    text.includes('\n...') ||
    hasOddKey(text) ||
    excessOf(quick.value, text.length) !== undefined;
  if (!isSuspect) return { value: quick.value, problems: [] };
  return readSlowly(chunk, file, quick);
}

interface Attempt {
  readonly value: unknown;
}

function attempt(text: string, json: boolean): Attempt | undefined {
  try {
    return { value: load(text, { schema: kubeSchema(), json }) };
  } catch {
    // Whatever it is, the other parser says it with a place. Deep nesting exhausts the stack: a RangeError.
    return undefined;
  }
}

function readSlowly(chunk: Chunk, file: string, quick: Attempt | undefined): ReadChunk {
  const ended = endOf(chunk.text);
  const text = ended === undefined ? chunk.text : chunk.text.slice(0, ended);
  const document = placed({ ...chunk, text }, file);
  const problems = document.yaml.problems.map(({ code, range, message, hint }) => ({
    rule: RULES[code],
    file,
    ...document.yaml.spanOf(range),
    message,
    hint,
  }));
  const lost = ended === undefined ? undefined : afterEnd(chunk, ended, file);
  const all = lost === undefined ? problems : [...problems, lost];
  const isLost = problems.some(({ rule }) => rule !== 'yaml-duplicate-key' && rule !== 'yaml-key');
  if (isLost || !document.yaml.isReadable) return { problems: all };
  // With duplicate keys, of which kubectl takes the last one.
  const value = ended === undefined && quick !== undefined ? quick : attempt(text, true);
  if (value !== undefined && excessOf(value.value, text.length) === undefined)
    return { value: value.value, problems: all };
  return { problems: all.length > 0 ? all : [unreadable(document, file, value === undefined)] };
}

const RULES: Readonly<Record<YamlProblemCode, LoadRule>> = {
  syntax: 'yaml-syntax',
  nesting: 'yaml-nesting',
  alias: 'yaml-alias',
  'duplicate-key': 'yaml-duplicate-key',
  key: 'yaml-key',
};

function unreadable(document: PlacedDocument, file: string, isSyntax: boolean): LoadProblem {
  return {
    rule: isSyntax ? 'yaml-syntax' : 'yaml-alias',
    file,
    ...document.yaml.spanOf(document.yaml.root.range),
    message: isSyntax ? 'not valid YAML' : 'the aliases of this document stand for too many values',
  };
}

/** Where the document is ended by `...`: kubectl does not look at what follows. */
function endOf(text: string): number | undefined {
  const found = /^\.\.\.(?=\s|$)/m.exec(text)?.index;
  return found === undefined || text.slice(found + 3).trim() === '' ? undefined : found;
}

function afterEnd(chunk: Chunk, ended: number, file: string): LoadProblem {
  const line = chunk.linesBefore + chunk.text.slice(0, ended).split('\n').length;
  return {
    rule: 'yaml-after-end',
    file,
    line,
    column: 1,
    endColumn: 4,
    message: 'what follows ... is not read',
    hint: 'separate documents by ---',
  };
}

const KEY =
  /(?:^|[{,?])[ \t]*(?:- +)*([-+.]?\d[-+.\w]*|\.\w+|~|null|Null|NULL|[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|True|TRUE|False|FALSE)[ \t]*:(?=[\s,}]|$)/gm;
const COMPLEX_KEY = /^[ \t]*(?:- +)*\?(?:\s|$)|[\]}][ \t]*:\s/m;

/** A key that stands for another text than the one that is written. */
function hasOddKey(text: string): boolean {
  if (COMPLEX_KEY.test(text)) return true;
  for (const [, key = ''] of text.matchAll(KEY)) if (keyOf(key) !== key) return true;
  return false;
}
