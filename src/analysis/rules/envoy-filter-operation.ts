import { patchesOf } from '../envoy-filters/patches.js';
import { defineRule } from '../rule.js';

const MERGES = ['MERGE', 'MERGE_AND_REPLACE_LIST'];
const INSERTS = ['INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST'];

/** What istiod does to each part (istio `pilot/pkg/networking/core/envoyfilter/*_patch.go`); it passes over the rest. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  LISTENER: ['ADD', 'REMOVE', ...MERGES],
  FILTER_CHAIN: ['ADD', 'REMOVE', ...MERGES],
  LISTENER_FILTER: ['ADD', 'REMOVE', 'REPLACE', 'MERGE', ...INSERTS],
  NETWORK_FILTER: ['ADD', 'REMOVE', 'REPLACE', 'MERGE', ...INSERTS],
  HTTP_FILTER: ['ADD', 'REMOVE', 'REPLACE', 'MERGE', ...INSERTS],
  ROUTE_CONFIGURATION: MERGES,
  VIRTUAL_HOST: ['ADD', 'REMOVE', 'REPLACE', ...MERGES],
  HTTP_ROUTE: ['ADD', 'REMOVE', ...MERGES, ...INSERTS],
  CLUSTER: ['ADD', 'REMOVE', ...MERGES],
  EXTENSION_CONFIG: ['ADD'],
};

export const envoyFilterOperation = defineRule({
  id: 'envoy-filter-operation',
  severity: 'error',
  what: 'A patch of an EnvoyFilter has an operation that istiod does not do to what it applies to.',
  why: 'The patch is passed over without a word, so the proxies are as they were.',
  fix: 'Use an operation that there is.',
  equivalent: ['IST0152', 'IST0153', 'IST0154'],
  differs:
    'istioctl reports ADD and REMOVE of an HTTP_ROUTE and REPLACE of a LISTENER_FILTER, which istiod does; and it does not report INSERT where there is no order.',
  kinds: ['networking.istio.io/EnvoyFilter'],

  *check(manifest) {
    for (const { applyTo, operation, path } of patchesOf(manifest)) {
      const known = OPERATIONS[applyTo];
      if (known === undefined || operation === 'INVALID' || known.includes(operation)) continue;
      yield {
        path: [...path, 'patch', 'operation'],
        message: `${operation} does nothing to a ${applyTo}`,
        fix: `${known.join(', ')} ${known.length === 1 ? 'is' : 'are'} done`,
      };
    }
  },
});
