import { FAILSAFE_SCHEMA, Type, type Schema } from 'js-yaml';
import { readNumber, readPlain } from './plain-scalar.js';

let schema: Schema | undefined;

/**
 * The values that kubectl reads in YAML: those of sigs.k8s.io/yaml, whose scalars are of YAML 1.1 as go-yaml 2 has
 * them (resolve.go). `yes`, `on` and `y` are true, `0777` is 511, `1e3` is a thousand, dates and `1:30` are texts.
 */
export function kubeSchema(): Schema {
  schema ??= FAILSAFE_SCHEMA.extend({
    implicit: [
      scalar('int', (text) => readNumber(text)),
      scalar('bool', (text) => booleanOf(text)),
      scalar('null', (text) => (readPlain(text) === null ? null : undefined)),
      scalar('float', (text) => (text.startsWith('.') || text.startsWith('-.') ? numberOf(text) : undefined)),
      new Type('tag:yaml.org,2002:merge', {
        kind: 'scalar',
        resolve: (text: string | null) => text === '<<',
      }),
    ],
    explicit: [
      new Type('tag:yaml.org,2002:binary', {
        kind: 'scalar',
        construct: (text: string) => Buffer.from(text, 'base64').toString('utf8'),
      }),
      new Type('tag:yaml.org,2002:timestamp', { kind: 'scalar', construct: (text: string) => text }),
      ...(['scalar', 'sequence', 'mapping'] as const).map(
        (kind) => new Type('!', { kind, multi: true, construct: (value: unknown) => value }),
      ),
    ],
  });
  return schema;
}

function scalar(name: string, read: (text: string) => number | boolean | null | undefined): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    // The parser gives null for a place where nothing is written.
    resolve: (text: string | null) => read(text ?? '') !== undefined,
    construct: (text: string | null) => read(text ?? ''),
  });
}

function booleanOf(text: string): boolean | undefined {
  const value = readPlain(text);
  return typeof value === 'boolean' ? value : undefined;
}

function numberOf(text: string): number | undefined {
  const value = readPlain(text);
  return typeof value === 'number' ? value : undefined;
}
