import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { FieldPath } from '../field-path.js';

/** Offsets in the text: where it begins, and where what follows it begins. */
export type TextRange = readonly [start: number, end: number];

/** A value of a YAML document, and where it is written. */
export interface YamlValue {
  readonly data: unknown;
  readonly range: TextRange;
  /** A list or a mapping in lines of its own, whose range has no one place to point at. */
  readonly isBlock: boolean;
  /** Of scalars: as it is written. */
  readonly source?: string;
  /** By key or index. */
  readonly children: ReadonlyMap<string | number, YamlField>;
  /** Number of values in it, those of aliases counted each time. */
  readonly size: number;
}

/** A value in a mapping or a list. */
export interface YamlField {
  /** Not in lists. */
  readonly key?: TextRange;
  readonly value: YamlValue;
}

/** No value at all, as in an empty file. */
export const ABSENT: YamlValue = {
  data: null,
  range: [0, 0],
  isBlock: false,
  source: '',
  children: new Map(),
  size: 1,
};

/** What sort of mistake it is. */
export type YamlProblemCode = 'syntax' | 'nesting' | 'alias' | 'duplicate-key' | 'key';

/** What is wrong with the YAML itself. */
export interface YamlProblem {
  readonly code: YamlProblemCode;
  readonly path: FieldPath;
  readonly range: TextRange;
  readonly message: string;
  readonly hint?: string;
}

/** So many values may come from aliases, before a file counts as an attack. */
export const MAX_ALIASED = 10_000;

/** What readers of YAML do differently. */
export interface YamlDialect {
  /**
   * The key that a plain scalar stands for, as it is written; `undefined` if it can be none.
   * @default - only texts are keys
   */
  readonly keyOf?: (source: string) => string | undefined;
  /** Whether `<<` takes over the fields of another mapping.
   *  @default false */
  readonly merge?: boolean;
  /** Whether tags that nobody knows are passed over.
   *  @default false */
  readonly anyTag?: boolean;
  /** Lines of the file before the text.
   *  @default 0 */
  readonly linesBefore?: number;
}

/** Turns the nodes of a document into data and places. Aliases are followed within bounds. */
export class YamlTree {
  readonly problems: YamlProblem[] = [];
  private readonly anchors = new Map<string, YamlValue | 'open'>();
  private aliased = 0;

  constructor(
    private readonly lineOf: (offset: number) => number,
    private readonly dialect: YamlDialect = {},
  ) {}

  read(document: Document.Parsed): YamlValue {
    return this.value(document.contents, [], [0, 0]);
  }

  private value(node: Node | null, path: FieldPath, emptyAt: TextRange): YamlValue {
    if (node === null) return { ...ABSENT, range: emptyAt };
    if (isAlias(node)) return this.alias(node.source, path, rangeOf(node));
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, 'open');
    const value = this.plain(node, path);
    if (anchor !== undefined) this.anchors.set(anchor, value);
    return value;
  }

  private plain(node: Node, path: FieldPath): YamlValue {
    const range = rangeOf(node);
    if (isMap(node)) return this.mapping(node, path, range);
    if (isSeq(node)) {
      const items = node.items.map((item, i) => this.value(item as Node | null, [...path, i], range));
      return {
        data: items.map(({ data }) => data),
        range,
        isBlock: node.flow !== true,
        children: new Map(items.map((value, i) => [i, { value }])),
        size: items.reduce((sum, { size }) => sum + size, 1),
      };
    }
    const scalar = isScalar(node) ? node : undefined;
    return { ...ABSENT, data: scalar?.value, range, source: scalar?.source ?? '' };
  }

  private mapping(node: YAMLMap, path: FieldPath, range: TextRange): YamlValue {
    const data: Record<string, unknown> = {};
    const children = new Map<string, YamlField & { readonly key: TextRange }>();
    const inherited: YamlValue[] = [];
    let size = 1;
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const at = rangeOf(pair.key);
      const key = this.key(pair.key, path, at);
      const value = this.value(pair.value, key === undefined ? path : [...path, key], [at[1], at[1]]);
      size += value.size;
      if (key === undefined) {
        if (this.isMerge(pair.key)) inherited.push(value);
        continue;
      }
      const first = children.get(key);
      if (first === undefined) {
        data[key] = value.data;
        children.set(key, { key: at, value });
      } else {
        const message = `given twice, first in line ${this.lineOf(first.key[0])}`;
        this.problems.push({ code: 'duplicate-key', path: [...path, key], range: at, message });
      }
    }
    if (inherited.length === 0) return { data, range, isBlock: node.flow !== true, children, size };
    const all = new Map<string | number, YamlField>(children);
    for (const [name, field] of inherited.flatMap(merged)) if (!all.has(name)) all.set(name, field);
    return { data, range, isBlock: node.flow !== true, children: all, size };
  }

  private isMerge(node: Node): boolean {
    return this.dialect.merge === true && isScalar(node) && node.source === '<<' && node.type === 'PLAIN';
  }

  /** `undefined`, and a problem, for what JSON has no key for. */
  private key(node: Node, path: FieldPath, range: TextRange): string | undefined {
    const refuse = (message: string, hint?: string) => {
      this.problems.push({ code: 'key', path, range, message, ...(hint === undefined ? {} : { hint }) });
    };
    const plain = isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
    if (plain !== undefined && this.dialect.keyOf !== undefined) {
      if (this.isMerge(node)) return undefined;
      const read = this.dialect.keyOf(plain);
      if (read === undefined) refuse(`expected a text as key, found ${plain}`, `in quotes: '${plain}'`);
      else if (read !== plain)
        refuse(`the key ${plain} is read as ${JSON.stringify(read)}`, `in quotes: '${plain}'`);
      return read;
    }
    const name = isScalar(node) ? node.value : undefined;
    if (name === '__proto__') {
      refuse('__proto__ cannot be a key');
    } else if (name === '<<') {
      refuse('expected a key, found the merge key << of YAML 1.1, which is not read', 'write the fields out');
    } else if (typeof name === 'string') {
      return name;
    } else if (isScalar(node) && node.source !== undefined && node.source !== '') {
      refuse(`expected a text as key, found ${node.source}`, `in quotes: '${node.source}'`);
    } else {
      refuse('expected a text as key');
    }
    return undefined;
  }

  private alias(name: string, path: FieldPath, range: TextRange): YamlValue {
    const target = this.anchors.get(name);
    const code = 'alias';
    if (target === 'open') {
      this.problems.push({ code, path, range, message: `the alias *${name} contains itself` });
    } else if (target === undefined) {
      this.problems.push({
        code,
        path,
        range,
        message: `the alias *${name} has no anchor &${name} before it`,
      });
    } else if (this.aliased <= MAX_ALIASED) {
      this.aliased += target.size;
      if (this.aliased <= MAX_ALIASED) return target;
      const message = `with the alias *${name} the aliases of this file stand for more than ${MAX_ALIASED} values`;
      this.problems.push({ code, path, range, message });
    }
    return { ...ABSENT, range, source: `*${name}` };
  }
}

/** The fields of a mapping, or of a list of mappings of which the first ones count more. */
function merged(value: YamlValue): readonly (readonly [string | number, YamlField])[] {
  if (!Array.isArray(value.data)) return [...value.children];
  return [...value.children.values()].flatMap((item) => [...item.value.children]);
}

function rangeOf(node: Node): TextRange {
  const [start, end] = node.range ?? [0, 0];
  return [start, end];
}
