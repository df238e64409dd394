import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { FieldPath } from '../field-path.js';
import type { Span } from './code-frame.js';
import { MAX_DEPTH, tooDeepAt } from './nesting.js';
import {
  ABSENT,
  YamlTree,
  type TextRange,
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
 * `n` are texts, `012` is twelve, there are no dates and no merge keys.
 */
export function parseYaml(text: string): YamlDocument {
  const spanOf = spans(text);
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const problem = {
      path: [],
      range: [deep, deep + 1],
      message: `nested more than ${MAX_DEPTH} levels deep`,
    } as const;
    return { problems: [problem], isReadable: false, spanOf, ...navigation(ABSENT) };
  }
  const document = parseDocument(text, {
    ...CORE_SCHEMA,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const syntax = [...document.errors, ...document.warnings].map(syntaxProblem);
  if (document.directives.yaml.version !== '1.2') syntax.push(otherVersion(text));
  if (document.errors.length > 0)
    return { problems: syntax, isReadable: false, spanOf, ...navigation(ABSENT) };
  const tree = new YamlTree((offset) => spanOf([offset, offset]).line);
  const root = tree.read(document);
  return { problems: [...syntax, ...tree.problems], isReadable: true, spanOf, ...navigation(root) };
}

const CORE_SCHEMA = { version: '1.2', schema: 'core', merge: false } as const;

function navigation(root: YamlValue): Pick<YamlDocument, 'root' | 'find' | 'locate'> {
  const field = (path: FieldPath): YamlField | undefined => {
    let at: YamlField | undefined = { value: root };
    for (const part of path) at = at?.value.children.get(part);
    return at;
  };
  const locate = (path: FieldPath, part: Part): TextRange => {
    const found = part === 'parent' ? undefined : field(path);
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

function spans(text: string): (range: TextRange) => Span {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) counter.addNewLine(index + 1);
  return ([start, end]) => {
    const { line, col } = counter.linePos(Math.min(start, text.length));
    const lineStart = start - col + 1;
    const rest = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0].length ?? 0;
    return { line, column: col, endColumn: Math.max(col + 1, Math.min(end - lineStart, rest) + 1) };
  };
}

const OWN_WORDS: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'expected spaces as indentation, found a tab',
  MULTIPLE_DOCS: 'expected one document, found several',
};

function syntaxProblem({ code, message, pos }: YAMLError): YamlProblem {
  const words = OWN_WORDS[code] ?? `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  return { path: [], range: pos, message: words };
}

function otherVersion(text: string): YamlProblem {
  const start = text.indexOf('%YAML');
  return {
    path: [],
    range: [start, start + '%YAML 1.1'.length],
    message: 'expected YAML 1.2, found another version',
  };
}
