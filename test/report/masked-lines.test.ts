import { describe, expect, it } from 'vitest';
import { analyzeText } from '../analysis/fixtures.js';
import { checkText } from '../../src/report/check-text.js';
import { checkJson } from '../../src/report/check-json.js';

/** The reports of a check of a text. */
function reports(text: string): { found: readonly string[]; out: string } {
  const { findings, objects, suppressed } = analyzeText(text);
  const lines = text.split('\n');
  const set = { name: '', objects, findings, suppressed, known: 0, notes: [], linesOf: () => lines };
  return {
    found: findings.map(({ rule }) => rule),
    out: checkText([set], { rules: 1 }) + checkJson([set]),
  };
}

const pod = (env: string) => `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - name: a
      image: a:1
      env:
${env}`;

describe('no report shows a secret', () => {
  it.each([
    ['a variable', '        - name: DB_PASSWORD\n          value: hunter2-xyz\n'],
    ['a quoted one', '        - name: DB_PASSWORD\n          value: "hunter2-xyz" # old\n'],
    ['one of a flow mapping', '        - {name: DB_PASSWORD, value: hunter2-xyz}\n'],
    ['a URL', '        - name: DB\n          value: postgres://cart:hunter2-xyz@db.example.com/cart\n'],
    ['a block', '        - name: DB_PASSWORD\n          value: |-\n            hunter2-xyz\n'],
  ])('%s', (_, env) => {
    const { found, out } = reports(pod(env));
    expect(found).toEqual(['secret-in-clear']);
    expect(out).not.toContain('hunter2');
  });

  it('a file in a ConfigMap', () => {
    const { found, out } = reports(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.ini: |\n    [db]\n    password = hunter2-xyz\n    user = a\n',
    );
    expect(found).toEqual(['secret-in-clear']);
    expect(out).not.toContain('hunter2');
  });

  it.each([
    ['several of a file', 'password = hunter2-xyz\n    user = a\n    admin_password: "hunter2-abc"\n', 2],
    ['a URL in a file', 'a = 1\n    url = postgres://cart:hunter2-xyz@db.example.com/cart\n', 1],
    [
      'a key of several lines',
      `key: a\n    -----BEGIN PRIVATE KEY-----\n    ${'hunter2A'.repeat(8)}\n    hunter2\n    -----END PRIVATE KEY-----\n    b\n`,
      1,
    ],
  ])('%s, each at its own line', (_, file, count) => {
    const { found, out } = reports(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.ini: |\n    ${file}`,
    );
    expect(found).toEqual(Array.from({ length: count }, () => 'secret-in-clear'));
    expect(out).not.toContain('hunter2');
  });

  it('the neighbours of another finding', () => {
    const { found, out } = reports(
      pod('        - name: DB_PASSWORD\n          value: hunter2-xyz\n          vaule: a\n'),
    );
    expect(found).toEqual(['secret-in-clear', 'field-known']);
    expect(out).not.toContain('hunter2');
  });

  it('what a Secret has beside what is wrong with it', () => {
    const { found, out } = reports(
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  password: hunter2-xyz\n  user: changeme\n  other: hunter2-abc\n',
    );
    expect(found).toEqual(['secret-placeholder']);
    expect(out).not.toContain('hunter2');
  });

  it('a value of a Secret that the API server refuses', () => {
    const { found, out } = reports(
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  password: "hunter2!"\n  size: 5\n',
    );
    expect(found).toEqual(['field-value', 'field-type']);
    expect(out).not.toContain('hunter2');
    expect(out).toContain('expected base64');
  });
});
