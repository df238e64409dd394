import { expect, test } from 'vitest';
import type { RegistryService } from '../../../src/mesh/registry.js';
import { aliasesOf } from '../../../src/simulate/request/aliases.js';

function service(host: string, alias?: string): RegistryService {
  return {
    host,
    namespace: 'shop',
    source: 'kubernetes',
    ref: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: host },
    ports: [],
    addresses: [],
    clusterIp: true,
    exportTo: [],
    external: false,
    passthrough: false,
    ...(alias === undefined ? {} : { alias }),
  };
}

// Istio `pilot/pkg/model/push_context.go`, resolveServiceAliases.
test('a further name stands for what the last name of its chain stands for', () => {
  const found = aliasesOf([service('web'), service('one', 'web'), service('two', 'one')]);
  expect(found).toEqual(new Map([['web', ['one', 'two']]]));
});

test('names in a circle, and those that lead into one, stand for nothing', () => {
  expect(aliasesOf([service('a', 'b'), service('b', 'a'), service('c', 'a')])).toEqual(new Map());
});
