import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { destination, weighted } from './destination.js';
import { clean, often, oneOf, rare } from './pick.js';

const redirect = fc
  .record({
    target: oneOf<object>(
      {},
      { uri: '/new' },
      { uri: '/new?a=b' },
      { prefixRewrite: '/p' },
      { prefixRewrite: '/' },
    ),
    authority: rare(oneOf('new.example.com', 'new.example.com:8443'), 2),
    scheme: rare(oneOf('https', 'http'), 3),
    redirectCode: rare(oneOf(302, 303, 307, 308), 2),
    port: rare(
      oneOf<object>(
        { port: 80 },
        { port: 443 },
        { port: 8443 },
        { derivePort: 'FROM_REQUEST_PORT' },
        { derivePort: 'FROM_PROTOCOL_DEFAULT' },
      ),
      3,
    ),
  })
  .map(({ target, port, ...rest }) => clean({ ...target, ...port, ...rest }))
  .filter((one) => Object.keys(one).length > 0)
  .map((one) => ({ redirect: one }));

const answer = fc
  .record({ status: oneOf(200, 404, 418, 503), body: rare(oneOf({ string: 'no' }, { string: '' }), 2) })
  .map((directResponse) => clean({ directResponse }));

/** What a route does with a request. */
export const action: fc.Arbitrary<JsonObject> = fc.oneof(
  often(
    8,
    destination.map((one) => clean({ route: [{ destination: one }] })),
  ),
  often(
    3,
    weighted.map((route) => clean({ route })),
  ),
  often(2, redirect),
  often(1, answer),
);
