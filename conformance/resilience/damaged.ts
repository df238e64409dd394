import { isJsonObject, type JsonObject } from '../../src/model/json.js';

/** A file with one mistake. */
export interface Damaged {
  readonly what: string;
  readonly text: string;
}

/** Every file with one mistake that a strict reader has to refuse: each field in turn, missing, misspelled, or no value. */
export function* damaged(file: JsonObject): Iterable<Damaged> {
  const [root] = Object.keys(file);
  const calls = root === undefined ? undefined : file[root];
  if (root === undefined || !isJsonObject(calls)) throw new Error('the file has no calls');
  yield { what: 'nothing', text: '{}' };
  yield { what: 'a second root', text: JSON.stringify({ ...file, extra: {} }) };
  for (const [name, call] of Object.entries(calls)) {
    if (!isJsonObject(call)) continue;
    const withCall = (changed: JsonObject): string =>
      JSON.stringify({ [root]: { ...calls, [name]: changed } });
    yield { what: `${name}.extra`, text: withCall({ ...call, extra: {} }) };
    for (const [part, policy] of Object.entries(call)) {
      if (!isJsonObject(policy)) continue;
      for (const [change, changed] of changes(policy))
        yield { what: `${name}.${part}: ${change}`, text: withCall({ ...call, [part]: changed }) };
    }
  }
}

function* changes(policy: JsonObject): Iterable<readonly [string, JsonObject]> {
  yield ['extra', { ...policy, extra: 1 }];
  for (const [field, value] of Object.entries(policy)) {
    const { [field]: _, ...rest } = policy;
    yield [`no ${field}`, rest];
    yield [`${field} in capitals`, { ...rest, [field.toUpperCase()]: value }];
    yield [`${field} null`, { ...policy, [field]: null }];
    yield [`${field} of another type`, { ...policy, [field]: typeof value === 'string' ? 1 : '60s' }];
  }
}
