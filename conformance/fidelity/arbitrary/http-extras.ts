import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { clean, oneOf, rare } from './pick.js';

const rewrite = fc.oneof(
  oneOf('/', '/new', '/new/', '/api/v9').map((uri) => ({ uri })),
  oneOf<object>(
    { authority: 'inside.example.com' },
    { authority: 'inside.example.com', uri: '/both' },
    { uriRegexRewrite: { match: '^/api/(v[0-9]+)', rewrite: '/\\1/x' } },
    { uriRegexRewrite: { match: 'a', rewrite: 'b' } },
    { uriRegexRewrite: { match: '/([^/]*)/([^/]*)', rewrite: '/\\2/\\1' } },
    { uriRegexRewrite: { match: '.*', rewrite: '/all' } },
  ),
);

const fault = oneOf<object>(
  { abort: { httpStatus: 418, percentage: { value: 100 } } },
  { abort: { httpStatus: 503, percentage: { value: 100 } } },
  { abort: { httpStatus: 500 } },
  { abort: { httpStatus: 500, percentage: {} } },
  { abort: { httpStatus: 500, percentage: { value: 0 } } },
  { abort: { httpStatus: 400, percentage: { value: 50 } } },
  { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 100 } } },
  { delay: { fixedDelay: '0.01s', percentage: { value: 100 } } },
);

const corsPolicy = oneOf<object>(
  { allowOrigins: [{ exact: 'https://ok.example.com' }], allowMethods: ['GET'] },
  { allowOrigins: [{ exact: '*' }] },
  { allowOrigins: [{ regex: 'https://.*' }], allowCredentials: true },
  { allowOrigins: [{ prefix: 'https://ok' }, { exact: 'https://two.example.com' }] },
  { allowOrigins: [{ exact: 'https://OK.example.com' }], unmatchedPreflights: 'FORWARD' },
  { allowOrigins: [{ exact: 'https://ok.example.com' }], unmatchedPreflights: 'IGNORE' },
  {},
);

const headers = oneOf<object>(
  { request: { set: { 'x-user': 'alice' } } },
  { request: { add: { 'x-user': 'bob' } } },
  { request: { remove: ['x-user'] } },
  { request: { remove: ['X-Role'], set: { 'x-user': 'admin' } } },
  { request: { set: { Host: 'set.example.com' } } },
  { request: { set: { ':authority': 'set.example.com' } } },
  { request: { add: { host: 'added.example.com' } } },
  { response: { set: { 'x-answer': 'yes' } } },
);

/** What else a route says. */
export const extras: fc.Arbitrary<JsonObject> = fc
  .record({
    rewrite: rare(rewrite, 4),
    fault: rare(fault, 8),
    corsPolicy: rare(corsPolicy, 6),
    headers: rare(headers, 5),
    retries: rare(
      oneOf<object>(
        { attempts: 0 },
        { attempts: 1, retryOn: '5xx' },
        { attempts: 2, perTryTimeout: '5s', retryOn: 'connect-failure,403' },
      ),
      6,
    ),
    timeout: rare(oneOf('10s', '0s'), 6),
    mirror: rare(oneOf<object>({ host: 'web', port: { number: 80 } }, { host: 'nowhere' }), 10),
  })
  .map(clean);
