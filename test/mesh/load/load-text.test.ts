import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadText } from '../../../src/mesh/load/load-text.js';
import { textOf } from '../../../src/mesh/load/text-of.js';

const ONE = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n';
const TWO = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: two}\n';

const names = (text: string): readonly string[] =>
  loadText(text, 'f.yaml').manifests.map(({ manifest }) => manifest.metadata.name);

/** The one problem of a text, `line:column rule message`. */
function problem(text: string): string {
  const { problems } = loadText(text, 'f.yaml');
  expect(problems).toHaveLength(1);
  return problems.map(({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`).join();
}

describe('what is wrong with one document', () => {
  // What kubectl 1.37.2 does with each is said behind it.
  test.each([
    ['a tab', 'data:\n\ta: b\n', /^5:1 yaml-syntax expected spaces/], // "found character that cannot start any token"
    ['no anchor', 'data: *b\n', /^4:7 yaml-alias the alias \*b has no anchor/], // "unknown anchor"
    ['a quote', 'data: "a\n', /^4:7 yaml-syntax .*never closed/], // refuses
    ['a list as key', 'data: {[a]: b}\n', /^4:8 yaml-key expected a text as key/], // "invalid map key"
    ['null as key', 'data: {~: b}\n', /^4:8 yaml-key expected a text as key, found ~/], // "unsupported map key"
    ['the same key twice', 'data: {a: b}\ndata: {c: d}\n', /^5:1 yaml-duplicate-key given twice/], // takes the last
    ['a key that changes', 'data: {on: b}\n', /^4:8 yaml-key the key on is read as "true"/], // takes "true"
    ['more than a document', '...\nfoo: bar\n', /^4:1 yaml-after-end what follows/], // ignores the rest
    ['text after ---', '--- {foo: bar}\n', /^4:\d+ yaml-syntax/], // "invalid Yaml document separator"
    ['%YAML 1.2', '...\n%YAML 1.2\n', /^4:1 yaml-after-end/],
  ])('%s: is said once, and the next document is read', (_, lines, expected) => {
    const text = `${ONE}${lines}---\n${TWO}`;
    expect(problem(text)).toMatch(expected);
    expect(names(text)).toContain('two');
  });

  test('places and lines in messages are those of the file', () => {
    expect(problem(`${TWO}---\n${ONE}data:\n  a: b\n  a: c\n`)).toBe(
      '10:3 yaml-duplicate-key given twice, first in line 9',
    );
  });

  test('of duplicate keys the last one counts, as for kubectl', () => {
    const { manifests } = loadText(`${ONE}data: {a: b, a: c}\n`, 'f.yaml');
    expect(manifests[0]?.manifest['data']).toEqual({ a: 'c' });
  });

  test('deep nesting', () => {
    expect(problem(`${ONE}data: ${'['.repeat(20_000)}\n`)).toMatch(/^4:\d+ yaml-nesting/);
    expect(problem(`${ONE}data: ${'['.repeat(150)}${']'.repeat(150)}\n`)).toMatch(/yaml-nesting/);
  });

  test('aliases that stand for a billion values', () => {
    const levels = Array.from({ length: 9 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [x]'
        : `a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`,
    );
    expect(problem(`${ONE}${levels.join('\n')}\n`)).toMatch(/yaml-alias .*stand for more than 10000 values/);
    expect(problem(`${ONE}data: &a [*a]\n`)).toMatch(/yaml-alias/);
  });

  test.each(['kind: ConfigMap\nmetadata: {name: x}', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: }'])(
    'no identity: %j',
    (text) => {
      expect(problem(text)).toMatch(/^\d+:\d+ manifest-identity/);
    },
  );
});

describe('what is no problem', () => {
  test('comments at the separator, CRLF, empty documents, numeric keys, anchors, unknown tags', () => {
    const text = `# first\n--- # a comment\n${ONE}data: &a {8080: b, 'on': c}\nmore: {<<: *a, x: !any y}\n---\n# nothing\n---\n${TWO}`;
    for (const written of [text, text.replaceAll('\n', '\r\n')]) {
      expect(loadText(written, 'f')).toMatchObject({ problems: [], notes: [] });
      expect(names(written)).toEqual(['one', 'two']);
    }
  });

  test('lists, also in lists, and JSON', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- apiVersion: v1\n  kind: PodList\n  items: [{apiVersion: v1, kind: Pod, metadata: {name: b}}]\n`;
    expect(names(list)).toEqual(['a', 'b']);
    const { manifests } = loadText('{apiVersion: v1, kind: PodList, items: [{metadata: {name: c}}]}', 'f');
    expect(manifests[0]?.manifest).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'c' } });
    const json = JSON.stringify(
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a\ud83d\ude00/' } },
      null,
      '\t',
    );
    expect(names(json)).toEqual(['a\ud83d\ude00/']);
  });

  test('other YAML is noted and skipped', () => {
    expect(loadText('replicas: 3\n', 'values.yaml').notes).toEqual([
      { file: 'values.yaml', line: 1, message: 'is no Kubernetes object' },
    ]);
    const { notes, problems } = loadText(`${ONE}data:\n  {{- toYaml .Values.x | nindent 2 }}\n`, 't.yaml');
    expect({ notes, problems }).toEqual({
      notes: [{ file: 't.yaml', line: 1, message: 'is a Helm template: render it first' }],
      problems: [],
    });
  });
});

test('every field has a place, in lists and behind other documents too', () => {
  const text = `${ONE}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: s}\n  spec:\n    ports:\n    - port: 80\n`;
  const service = loadText(text, 'f.yaml').manifests[1];
  const at = (...path: (string | number)[]) => service?.locate(path);
  expect(at('spec', 'ports', 0, 'port')).toEqual({ file: 'f.yaml', line: 13, column: 13, endColumn: 15 });
  expect(at('metadata', 'name')).toMatchObject({ line: 10, column: 20 });
  expect(at('spec', 'missing')).toMatchObject({ line: 11, column: 3 });
});

test('bytes: a byte order mark, UTF-16, and what is not UTF-8', () => {
  const bytes = (text: string, encoding: BufferEncoding) => textOf(Buffer.from(text, encoding), 'f');
  expect(bytes('a: b', 'utf8').problems).toEqual([]);
  expect(bytes('\ufeffa: b', 'utf8')).toMatchObject({ text: 'a: b', problems: [{ rule: 'file-encoding' }] });
  expect(bytes('\ufeffa: b', 'utf16le').problems).toMatchObject([{ message: 'is UTF-16, expected UTF-8' }]);
  expect(bytes('x: y\na: \u00e9', 'latin1').problems).toMatchObject([{ line: 2, column: 4 }]);
});

test('no text makes it fail', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '  ',
      '&a ',
      '*a',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '---\n',
      '...\n',
      '\t',
      '? ',
    ],
    ...['<<: *a', ONE, '!x ', '!!int ', '%YAML 1.2\n', '#', '\r\n', ',', '~', 'on: ', '\u0000', '\ufeff'],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (any) => {
      const { manifests } = loadText(any, 'f.yaml');
      for (const { locate } of manifests) locate(['metadata', 'name']);
    }),
    { numRuns: 1000 },
  );
});
