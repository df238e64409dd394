import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { clean, oneOf, rare } from './pick.js';

/** Where a route leads: also to hosts, ports and subsets that are not there. */
export const destination: fc.Arbitrary<JsonObject> = fc
  .record({
    host: oneOf(
      'web',
      'api',
      'api',
      'api.b.svc.cluster.local',
      'api.a.svc.cluster.local',
      'api.a.svc.cluster.local',
      'API.a.svc.cluster.local',
      'web.a.svc.cluster.local',
      'raw.b.svc.cluster.local',
      'pods.a.svc.cluster.local',
      'api.b',
      'alias.a.svc.cluster.local',
      'out.example.com',
      'nowhere.a.svc.cluster.local',
    ),
    port: rare(oneOf({ number: 80 }, { number: 80 }, { number: 8080 }, { number: 81 }, { number: 7000 }), 2),
    subset: rare(oneOf('v1', 'v2', 'v3'), 3),
  })
  .map(clean);

/** Several destinations, of which some may have no weight. */
export const weighted: fc.Arbitrary<JsonObject[]> = fc
  .array(
    fc
      .record({ destination, weight: oneOf(undefined, 0, 0, 1, 50, 100) })
      .map(({ destination: to, weight }) => clean({ destination: to, weight })),
    { minLength: 2, maxLength: 3 },
  )
  .filter((list) => list.some(({ weight }) => typeof weight === 'number' && weight > 0));
