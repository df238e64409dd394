import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EXAMPLE, exampleSchema } from './example.js';
import { errorOf } from './mistakes.js';

/** The example with one part written otherwise. */
function but(from: string, to: string): string {
  if (!EXAMPLE.includes(from)) throw new Error(`the example has no ${from}`);
  return EXAMPLE.replace(from, () => to);
}

const TEXTS: Readonly<Record<string, string>> = {
  'unknown-key': but('dashboard: 3', 'dashbord: 3'),
  'wrong-value': but('name: staging', 'name: stagging'),
  'several-missing': 'name: dev\nmedia: { mode: hostPort }\n',
  'image-without-tag': but('webrtc:1.9.1', 'webrtc'),
  'secret-value': but('key: password', 'key: password\n  value: hunter2'),
  syntax: but('sso: true', 'sso: "true'),
  twice: but('memory: 1Gi', 'memory: 1Gi\nmemory: 2Gi'),
  'long-line': but('mode: hostPort', `mode: hostPort, remark: "${'very '.repeat(30)}long"`),
  'wide-and-tab': but('dashboard: 30s', '"ダッシュボード":\t30 s # ダッシュボード'),
  empty: '',
  everything: EXAMPLE.replace('staging', 'test')
    .replace('auralink/dashboard:2.4.1', '2.4')
    .replace('min: 2, max: 6', 'min: 7, max: 6')
    .replace('1Gi', '1 GB')
    .replace('sso: true', 'sso: yes')
    .replace('udp: 7882', 'udp: 78820')
    .replace('60s', '60')
    .replace('10.20.0.0/16', '10.20.0.0')
    .replace('  key: password\n', ''),
};

describe('a mistake as it is shown', () => {
  it.each(Object.entries(TEXTS))('%s', async (name, text) => {
    const error = errorOf(text, exampleSchema);
    await expect(
      `${error.message.replaceAll('test.yaml', 'environments/staging.yaml')}\n`,
    ).toMatchFileSnapshot(`../../../__snapshots__/settings/${name}.txt`);
  });

  it('has the look that users know', () => {
    const names = ['ai-core', 'communication', 'dashboard', 'webrtc'];
    const schema = z.strictObject({
      replicas: z.strictObject(Object.fromEntries(names.map((name) => [name, z.int().optional()]))),
    });
    expect(errorOf(`${'\n'.repeat(29)}replicas:\n  dashbord: 3\n`, schema).message).toBe(
      [
        'test.yaml:31:3  replicas.dashbord: unknown key',
        '   30 │ replicas:',
        ' > 31 │   dashbord: 3',
        '      │   ^^^^^^^^ did you mean dashboard? known: ai-core, communication, dashboard, …',
      ].join('\n'),
    );
  });
});
