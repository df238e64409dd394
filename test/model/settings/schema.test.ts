import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Json } from '../../../src/model/json.js';
import { parseSettings } from '../../../src/model/settings/read.js';
import { settingsSchema } from '../../../src/model/settings/schema.js';
import { EXAMPLE, exampleSchema } from './example.js';
import { accepts } from './json-schema.js';
import { mistakesIn } from './mistakes.js';

const schema = settingsSchema(exampleSchema);

function acceptedByEditor(text: string): boolean {
  return accepts(schema, parse(text) as Json);
}

describe('settingsSchema', () => {
  it('accepts what the reader accepts', () => {
    expect(parseSettings(EXAMPLE, 'example.yaml', exampleSchema)).toHaveProperty('name', 'staging');
    expect(acceptedByEditor(EXAMPLE)).toBe(true);
  });

  it.each([
    ['an unknown key', ['sso: true', 'sso: true\n  ssso: true']],
    ['an unknown key at the top', ['name: staging', 'name: staging\ncolour: red']],
    ['a missing key', ['name: staging', '']],
    ['a value that is not in the list', ['staging', 'stage']],
    ['a wrong type', ['sso: true', 'sso: yes']],
    ['a number out of range', ['ai-core: 2', 'ai-core: 0']],
    ['a fraction', ['ai-core: 2', 'ai-core: 0.5']],
    ['a form of the other mode', ['udp: 7882', 'start: 7882']],
    ['an unknown mode', ['hostPort', 'hostport']],
    ['an empty list', ['nodeCidrs:\n  - 10.20.0.0/16', 'nodeCidrs: []']],
    ['a key of the wrong form', ['  ai-core: 60s', '  AI: 60s']],
  ] as const)('refuses %s, as the reader does', (_, [from, to]) => {
    const text = EXAMPLE.replace(from, to);
    expect(text).not.toBe(EXAMPLE);
    expect(mistakesIn(text, exampleSchema)).not.toEqual([]);
    expect(acceptedByEditor(text)).toBe(false);
  });

  it('has what editors show', async () => {
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(schema).not.toHaveProperty('$id');
    expect(schema).toHaveProperty('properties.name.description', 'The environment');
    expect(schema).toHaveProperty('properties.features.properties.billing.default', false);
    expect(schema).toHaveProperty('properties.features.required', ['sso']);
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../../../__snapshots__/settings/example.schema.json',
    );
  });

  it('is the same every time', () => {
    expect(JSON.stringify(settingsSchema(exampleSchema))).toBe(JSON.stringify(schema));
  });

  it('does not speak of the limits of JavaScript', () => {
    expect(settingsSchema(z.int())).not.toHaveProperty('minimum');
    expect(settingsSchema(z.int().min(1))).toMatchObject({ type: 'integer', minimum: 1 });
    expect(settingsSchema(z.int().min(1))).not.toHaveProperty('maximum');
  });

  it('refuses what JSON Schema cannot say', () => {
    expect(() => settingsSchema(z.custom())).toThrow('cannot be represented');
  });
});
