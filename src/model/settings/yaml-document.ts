import { LineCounter, parseDocument } from 'yaml';
import type { FieldPath } from '../field-path.js';
import type { Span } from './code-frame.js';
import { syntaxProblems } from './yaml-syntax.js';
import { MAX_DEPTH, tooDeepAt } from './nesting.js';
import {
  ABSENT,
  YamlTree,
  type TextRange,
  type YamlDialect,
  type YamlField,
  type YamlProblem,
  type YamlValue,
} from './yaml-tree.js';

/** What part of a field is meant: its key, its value, or, where it is missing, what it is missing in. */
export type Part = 'key' | 'value' | 'parent';

/** A YAML file as data that knows where each part of it is written. */
export interface YamlDocument {
  readonly root: YamlValue;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly YamlProblem[];
  /** Whether the data can be relied on although there are problems. */
  readonly isReadable: boolean;
  spanOf(range: TextRange): Span;
  /** The value at a path, `undefined` if there is none. */
  find(path: FieldPath): YamlValue | undefined;
  /** Where a part of the field at a path is written, or the nearest thing around it. */
  locate(path: FieldPath, part: Part): TextRange;
}

/**
 * Reads one document in the core schema of YAML 1.2, whatever a directive in it says: `yes`, `no`, `on`, `off`, `y` and
 * `n` are texts, `012` is twelve, there are no dates and no merge keys. A dialect may have other keys.
 */
export function parseYaml(text: string, dialect: YamlDialect = {}): YamlDocument {
  const spanOf = spans(text, dialect.linesBefore ?? 0);
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const problem = {
      code: 'nesting',
      path: [],
      range: [deep, deep + 1],
      message: `nested more than ${MAX_DEPTH} levels deep`,
    } as const;
    return { problems: [problem], isReadable: false, spanOf, ...navigation(ABSENT) };
  }
  const document = parseDocument(text, OPTIONS);
  const lineOf = (offset: number) => spanOf([offset, offset]).line;
  const syntax = syntaxProblems(document, text, lineOf, dialect);
  if (document.errors.some(({ code }) => code !== 'TAG_RESOLVE_FAILED' || dialect.anyTag !== true))
    return { problems: syntax, isReadable: false, spanOf, ...navigation(ABSENT) };
  const tree = new YamlTree(lineOf, dialect);
  const root = tree.read(document);
  return { problems: [...syntax, ...tree.problems], isReadable: true, spanOf, ...navigation(root) };
}

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  // Dates, binaries and sets of YAML 1.1 stay unknown.
  resolveKnownTags: false,
  // The tree tells where a key was given first.
  uniqueKeys: false,
  prettyErrors: false,
} as const;

function navigation(root: YamlValue): Pick<YamlDocument, 'root' | 'find' | 'locate'> {
  const field = (path: FieldPath): YamlField | undefined => {
    let at: YamlField | undefined = { value: root };
    for (const part of path) at = at?.value.children.get(part);
    return at;
  };
  const locate = (path: FieldPath, part: Part): TextRange => {
    const found = field(path);
    if (found === undefined) return path.length === 0 ? startOf(root) : locate(path.slice(0, -1), 'key');
    const { key, value } = found;
    if (part === 'key') return key ?? startOf(value);
    return value.isBlock ? (key ?? startOf(value)) : value.range;
  };
  return { root, find: (path) => field(path)?.value, locate };
}

function startOf({ range: [start] }: YamlValue): TextRange {
  return [start, start];
}

function spans(text: string, linesBefore: number): (range: TextRange) => Span {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) counter.addNewLine(index + 1);
  // A document in one line has many places in it.
  const lengths = new Map<number, number>();
  const lengthFrom = (lineStart: number): number => {
    let length = lengths.get(lineStart);
    if (length === undefined) {
      const end = /[\r\n]/g;
      end.lastIndex = lineStart;
      length = (end.exec(text)?.index ?? text.length) - lineStart;
      lengths.set(lineStart, length);
    }
    return length;
  };
  return ([start, end]) => {
    const { line, col } = counter.linePos(Math.min(start, text.length));
    const lineStart = start - col + 1;
    const rest = lengthFrom(lineStart);
    return {
      line: line + linesBefore,
      column: col,
      endColumn: Math.max(col + 1, Math.min(end - lineStart, rest) + 1),
    };
  };
}
