import type { Format } from '../format.js';

// istio pkg/config/validation/validation.go, supportedRetryOnPolicies.
const CONDITIONS = [
  ...[
    '5xx',
    'gateway-error',
    'reset',
    'reset-before-request',
    'connect-failure',
    'retriable-4xx',
    'refused-stream',
  ],
  ...['retriable-status-codes', 'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure'],
  ...['cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable'],
];
// The codes that have a name in Go's net/http, which istiod asks.
const STATUS = /^\+?0*(?:10[0-3]|20[0-8]|226|30[0-5]|30[78]|4(?:0\d|1[0-8]|2[1-689]|31|51)|50[0-8]|51[01])$/;

/** When to retry: conditions of Envoy and HTTP status codes (istio `validation.go`, validateHTTPRetry). */
export const retryOn: Format = {
  expected: `conditions and HTTP status codes between commas, without spaces; conditions: ${CONDITIONS.join(', ')}`,
  accepts: (value) =>
    typeof value === 'string' &&
    value.split(',').every((part) => CONDITIONS.includes(part) || STATUS.test(part)),
};
