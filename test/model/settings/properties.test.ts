import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { parseSettings } from '../../../src/model/settings/read.js';
import { suggest } from '../../../src/model/suggest.js';
import { exampleSchema } from './example.js';
import { errorOf } from './mistakes.js';

const port = fc.integer({ min: 1, max: 65_535 });
const replicas = fc.oneof(
  fc.integer({ min: 1, max: 100 }),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9)).map(([min, more]) => ({ min, max: min + more })),
);
const image = fc.tuple(
  fc.stringMatching(/^[a-z]{1,8}(\/[a-z0-9]{1,8})?$/),
  fc.stringMatching(/^[0-9]\.[0-9a-z]{1,4}$/),
);

const settings = fc.record({
  name: fc.constantFrom('dev', 'staging', 'production'),
  images: fc.record({
    dashboard: image.map(([a, b]) => `${a}:${b}`),
    webrtc: image.map(([a, b]) => `${a}:${b}`),
  }),
  replicas: fc.record({ 'ai-core': replicas, communication: replicas, dashboard: replicas }),
  memory: fc.constantFrom('1Gi', '1e3', '0.5', '250m'),
  features: fc.record({ sso: fc.boolean(), billing: fc.boolean() }),
  media: fc.oneof(
    fc.record({ mode: fc.constant('hostNetwork'), start: port, end: port }),
    fc.record({ mode: fc.constant('hostPort'), udp: port }),
  ),
  timeouts: fc.dictionary(
    fc.stringMatching(/^[a-z-]{1,6}$/),
    fc.integer({ min: 1, max: 99 }).map((s) => `${s}s`),
  ),
  nodeCidrs: fc.array(
    fc.nat(255).map((n) => `10.${n}.0.0/16`),
    { minLength: 1, maxLength: 3 },
  ),
  password: fc.record({
    name: fc.constant('redis'),
    key: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{2,8}$/),
  }),
});

const layout = fc.record({
  indent: fc.integer({ min: 2, max: 4 }),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
  collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
});

it('what is valid is read as it was written, however it is laid out', () => {
  fc.assert(
    fc.property(settings, layout, (data, options) => {
      expect(parseSettings(stringify(data, options), 'x.yaml', exampleSchema)).toEqual(data);
    }),
  );
});

it('any data is read as it was written', () => {
  const anything = z.record(z.string(), z.unknown());
  const key = fc.string().filter((text) => text !== '<<' && text !== '__proto__');
  const data = fc.dictionary(
    key,
    fc.jsonValue({ maxDepth: 4 }).filter((value) => !/"(?:<<|__proto__)":|-0/.test(show(value))),
  );
  fc.assert(
    fc.property(data, layout, (value, options) => {
      expect(parseSettings(stringify(value, options), 'x.yaml', anything)).toEqual(value);
    }),
  );
});

/** `JSON.stringify` does not show a negative zero, which YAML has no way to write. */
function show(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (Object.is(item, -0) ? '-0' : item));
}

/** All paths to keys that the schema requires or names. */
const KEYS = [
  ['name'],
  ['images'],
  ['images', 'dashboard'],
  ['replicas', 'ai-core'],
  ['replicas', 'communication'],
  ['features', 'billing'],
  ['nodeCidrs'],
  ['password', 'name'],
] as const;

type Edit = (key: string, at: number) => string;
const drop: Edit = (key, at) => key.slice(0, at) + key.slice(at + 1);
const swap: Edit = (key, at) => key.slice(0, at) + (key[at + 1] ?? '') + (key[at] ?? '') + key.slice(at + 2);
const double: Edit = (key, at) => key.slice(0, at + 1) + key.slice(at);

it('a misspelt key is found where it is, and nothing else is wrong', () => {
  fc.assert(
    fc.property(
      settings,
      fc.constantFrom(...KEYS),
      fc.constantFrom(drop, swap, double),
      fc.nat(20),
      (data, path, edit, n) => {
        const key = path.at(-1) ?? '';
        const typo = edit(key, n % (key.length - 1));
        fc.pre(typo !== key);
        const text = stringify(data, { collectionStyle: 'any' });
        const lines = text.split('\n');
        const section = path.length === 1 ? -1 : lines.indexOf(`${path[0]}:`);
        const at = lines.findIndex((line, i) => i > section && line.trimStart().startsWith(`${key}:`));
        lines[at] = lines[at]?.replace(`${key}:`, `${typo}:`) ?? '';

        const { problems } = errorOf(lines.join('\n'), exampleSchema);
        const indent = path.length === 1 ? 0 : 2;
        expect(problems).toMatchObject([
          {
            line: at + 1,
            column: indent + 1,
            endColumn: indent + typo.length + 1,
            path: [...path.slice(0, -1), typo],
            message: 'unknown key',
          },
        ]);
        expect(problems[0]?.hint).toContain(`did you mean ${key}?`);
        expect(suggest(typo, [key])).toBe(key);
      },
    ),
  );
});
