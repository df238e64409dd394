import { expect, test } from 'vitest';
import { Telemetry, type TelemetryProps } from '../../../src/constructs/istio/telemetry.js';
import { manifestOf } from './one-object.js';

const selector = { matchLabels: { app: 'dashboard' } };
const literal = { value: 'eu' };

/** Checked by the compiler alone. */
export const refused: readonly TelemetryProps[] = [
  // @ts-expect-error a selector or targets
  { selector, targetRefs: [{ kind: 'Service', name: 'web' }] },
  // @ts-expect-error the deprecated field
  { targetRef: { kind: 'Service', name: 'web' } },
  // @ts-expect-error Istio ignores the second
  { tracing: [{ providers: [{ name: 'otel' }, { name: 'zipkin' }] }] },
  // @ts-expect-error a tag has one source
  { tracing: [{ customTags: { region: { literal, header: { name: 'x-region' } } } }] },
  // @ts-expect-error a tag has a source
  { tracing: [{ customTags: { region: {} } }] },
  // @ts-expect-error a tag has a source with a value
  { tracing: [{ customTags: { region: 'eu' } }] },
  // @ts-expect-error no such direction
  { tracing: [{ match: { mode: 'GATEWAY' } }] },
  // @ts-expect-error one of Istio's metrics, or another one
  { metrics: [{ overrides: [{ match: { metric: 'REQUEST_COUNT', customMetric: 'calls' } }] }] },
  // @ts-expect-error no metric of Istio
  { metrics: [{ overrides: [{ match: { metric: 'REQUESTS' } }] }] },
  // @ts-expect-error a tag that is set has a value
  { metrics: [{ overrides: [{ tagOverrides: { host: { operation: 'UPSERT' } } }] }] },
  // @ts-expect-error a tag is set, unless it says otherwise
  { metrics: [{ overrides: [{ tagOverrides: { host: {} } }] }] },
  // @ts-expect-error a tag that is removed has no value
  { metrics: [{ overrides: [{ tagOverrides: { host: { operation: 'REMOVE', value: 'request.host' } } }] }] },
  // @ts-expect-error a filter has an expression
  { accessLogging: [{ filter: {} }] },
];

const twins: readonly TelemetryProps[] = [
  { selector },
  { targetRefs: [{ kind: 'Service', name: 'web' }] },
  { tracing: [{ providers: [{ name: 'otel' }] }] },
  {
    tracing: [{ match: { mode: 'CLIENT' } }, { match: { mode: 'SERVER' }, providers: [{ name: 'zipkin' }] }],
  },
  { tracing: [{ customTags: { region: { literal } } }] },
  { metrics: [{ overrides: [{ match: { metric: 'REQUEST_COUNT', mode: 'CLIENT' } }] }] },
  { metrics: [{ overrides: [{ match: { customMetric: 'calls' } }] }] },
  { metrics: [{ overrides: [{ tagOverrides: { host: { operation: 'REMOVE' } } }] }] },
];

test.each(twins)('constructs %j', (props) => {
  const { spec } = manifestOf((chart, id) => new Telemetry(chart, id, props));
  expect(spec).toStrictEqual(props);
});
