import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { clean, oneOf, rare } from './pick.js';
import { namespace } from './places.js';

const HOSTS = [
  'api.a.svc.cluster.local',
  'api',
  'api.b.svc.cluster.local',
  'out.example.com',
  'nowhere',
] as const;

const where = fc
  .record({
    host: oneOf(...HOSTS),
    port: oneOf(9000, 9000, 7000, 9443, undefined),
    subset: rare(oneOf('v1', 'v3'), 5),
  })
  .map(({ host, port, subset }) =>
    clean({ destination: { host, port: port === undefined ? undefined : { number: port }, subset } }),
  );

const destinations = fc.oneof(
  { weight: 4, arbitrary: where.map((one) => [one]) },
  {
    weight: 1,
    arbitrary: fc.tuple(where, where, oneOf(0, 30)).map(([one, other, weight]) => [
      { ...one, weight },
      { ...other, weight: 100 - weight },
    ]),
  },
);

const condition = fc
  .record({
    port: rare(oneOf(9000, 7000, 443, 31400), 2),
    sourceLabels: rare(oneOf({ app: 'web' }, { app: 'api' }), 5),
    sourceNamespace: rare(namespace, 6),
    gateways: rare(oneOf(['mesh'], ['a/bytes'], ['bytes']), 6),
  })
  .map(clean);

/** A route of connections. */
export const tcpRoute: fc.Arbitrary<JsonObject> = fc
  .record({
    match: rare(fc.array(condition, { minLength: 1, maxLength: 2 }), 2),
    route: destinations,
  })
  .map(clean);

/** A route of connections by their server name. */
export const tlsRoute: fc.Arbitrary<JsonObject> = fc
  .record({
    match: fc.array(
      fc
        .tuple(
          oneOf(
            ['app.example.com'],
            ['*.example.com'],
            ['x.app.example.com', 'api.example.com'],
            ['out.example.com'],
            ['API.example.com'],
          ),
          condition,
        )
        .map(([sniHosts, more]) => clean({ ...more, sniHosts })),
      { minLength: 1, maxLength: 2 },
    ),
    route: destinations,
  })
  .map(clean);
