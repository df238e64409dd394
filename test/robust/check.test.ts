import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ISTIO_KINDS, KUBERNETES_KINDS } from '../../imports/kinds.js';
import type { Json } from '../../src/model/json.js';
import { checked } from './checked.js';
import { edited, edits, ODD_TEXTS } from './oddities.js';
import { sources } from './sources.js';

const RUNS = Number(process.env['ROBUST_RUNS'] ?? 400);
const SEED = { seed: Number(process.env['ROBUST_SEED'] ?? 11) };
const sets = sources();

const changes = fc.array(fc.tuple(fc.nat(), fc.array(fc.nat(20), { minLength: 1, maxLength: 10 }), edits), {
  minLength: 1,
  maxLength: 6,
});

/** The texts of a set of which some places are something else. */
const texts = fc.tuple(fc.constantFrom(...sets), changes).map(([manifests, all]) => {
  const objects: Json[] = [...manifests];
  for (const [which, steps, edit] of all) {
    const index = which % objects.length;
    objects[index] = edited(objects[index] ?? null, steps, edit) ?? null;
  }
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
});

describe('whatever the manifests are, check says what is wrong with them', () => {
  it('has objects of every kind with a schema to begin with', () => {
    const kinds = new Set(sets.flat().map(({ kind }) => kind));
    const known = [...ISTIO_KINDS.map(({ kind }) => kind), ...Object.values(KUBERNETES_KINDS).flat()];
    expect(known.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('where anything is in the place of something else', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(checked({ 'a.yaml': text })).toBeDefined();
      }),
      { numRuns: RUNS, ...SEED },
    );
  });

  it('where an odd text is in the place of every text at once', { timeout: 120_000 }, () => {
    const replaced = (value: Json, odd: string): Json =>
      JSON.parse(
        JSON.stringify(value, (key, inner: unknown) =>
          typeof inner === 'string' && !['apiVersion', 'kind'].includes(key) ? odd : inner,
        ),
      ) as Json;
    for (const [i, odd] of ODD_TEXTS.entries()) {
      const some = sets.filter((_, at) => at % ODD_TEXTS.length === i).flat();
      expect(
        checked({ 'a.yaml': some.map((object) => JSON.stringify(replaced(object, odd))).join('\n---\n') }),
      ).toBeDefined();
    }
  });

  it('where the files have any text', () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...[
          'apiVersion: v1\n',
          'kind: ConfigMap\n',
          'metadata: {name: a}\n',
          'data:\n',
          'rtc: {tcp_port: 1}\n',
        ],
        ...[
          'aic_protocol:\n',
          '---\n',
          '...\n',
          '  a: |\n',
          '    ',
          '- ',
          '? ',
          '&a ',
          '*a',
          '<<: ',
          '{{ .x }}',
          '\t',
        ],
        ...[
          '[',
          ']',
          '{',
          '}',
          "'",
          '"',
          '!!set ',
          '%YAML 1.1\n',
          '\r\n',
          '\ufeff',
          '#',
          ': ',
          '\u0000',
          '\ud800',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const file = fc.constantFrom(
      'a.yaml',
      'livekit.yaml',
      'aic_protocol.yaml',
      'aic-config.yaml',
      'aic-config.json',
    );
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
    fc.assert(
      fc.property(file, text, (name, any) => {
        expect(checked({ [name]: any })).toBeDefined();
        const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { [name]: any } };
        expect(checked({ 'map.yaml': JSON.stringify(map) })).toBeDefined();
      }),
      { numRuns: RUNS, ...SEED },
    );
  });

  it('where a configuration of LiveKit or AIC has anything in any place', () => {
    const keys = [
      'rtc',
      'keys',
      'turn',
      'redis',
      'aic_protocol',
      'modes',
      'adaptive',
      'toString',
      '0',
      'port',
      'room',
    ];
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom<Json>(null, true, -1, 0.5, '', 'yes', '5s', ...ODD_TEXTS.slice(0, 40)),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('json'), { maxKeys: 6 }),
      ),
    }));
    const files = ['livekit.yaml', 'aic_protocol.yaml', 'aic-config.yaml', 'aic-config.json'];
    const base: Record<string, Json> = { port: 1, rtc: { tcp_port: 1 } };
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), json), (value) => {
        for (const name of files)
          expect(
            checked({ [name]: JSON.stringify(name === 'livekit.yaml' ? { ...base, ...value } : value) }),
          ).toBeDefined();
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
});
