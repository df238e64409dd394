import { expect, it } from 'vitest';
import { rulePlaces } from '../../src/mesh/rule-places.js';

const taken = (client: string, exportTo?: readonly string[]) =>
  rulePlaces(client, 'shop', 'istio-system').flatMap(({ namespace, takes }) =>
    takes(exportTo, false) ? [namespace] : [],
  );

// istio pilot/pkg/model/push_context.go, destinationRule.
it('a client takes its own rules first, one of the root namespace only private ones', () => {
  expect(taken('web')).toEqual(['web', 'shop', 'istio-system']);
  expect(taken('istio-system')).toEqual(['shop', 'istio-system']);
  expect(taken('istio-system', ['.'])).toEqual(['istio-system', 'istio-system']);
  expect(taken('web', ['.'])).toEqual(['web']);
  expect(taken('web', ['web'])).toEqual(['web', 'shop', 'istio-system']);
});
