import type { PolicyTargets } from '../../../../src/constructs/istio/target-ref.js';
import type {
  AccessLogging,
  TelemetryFields,
  TelemetryProps,
} from '../../../../src/constructs/istio/telemetry.js';
import type { Metrics, MetricsOverride } from '../../../../src/constructs/istio/telemetry-metrics.js';
import type { Tracing, TracingTag } from '../../../../src/constructs/istio/telemetry-tracing.js';

const tracing: Required<Tracing> = {
  match: { mode: 'CLIENT' },
  providers: [{ name: 'otel' }],
  randomSamplingPercentage: 0,
  disableSpanReporting: false,
  disableContextPropagation: false,
  customTags: {
    cluster: { literal: { value: 'eu' } },
    pod: { environment: { name: 'POD_NAME', defaultValue: '' } },
    tenant: { header: { name: 'x-tenant', defaultValue: 'none' } },
    sni: { formatter: { value: '%REQUESTED_SERVER_NAME%' } },
  },
  enableIstioTags: true,
  useRequestIdForTraceSampling: false,
};

const override: Required<MetricsOverride> = {
  match: { metric: 'REQUEST_COUNT', mode: 'SERVER' },
  disabled: false,
  tagOverrides: {
    host: { operation: 'UPSERT', value: 'request.host' },
    method: { value: 'request.method' },
    response_flags: { operation: 'REMOVE' },
  },
};

const metrics: Required<Metrics> = {
  providers: [{ name: 'prometheus' }],
  overrides: [
    override,
    { match: { customMetric: 'calls_total' } },
    { match: { mode: 'CLIENT' }, disabled: true },
  ],
  reportingInterval: '10s',
};

const accessLogging: Required<AccessLogging> = {
  match: { mode: 'CLIENT_AND_SERVER' },
  providers: [{ name: 'envoy' }],
  disabled: false,
  filter: { expression: 'response.code >= 400 || "x-debug" in request.headers' },
};

export const allProps: Required<TelemetryFields> & Pick<PolicyTargets, 'selector'> = {
  name: 'web',
  namespace: 'shop',
  labels: { team: 'web' },
  annotations: { 'example.com/owner': 'web' },
  selector: { matchLabels: { app: 'dashboard' } },
  tracing: [tracing],
  metrics: [metrics],
  accessLogging: [accessLogging],
};

/** Targets instead of a selector. */
export const targetProps: TelemetryProps = {
  targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
  accessLogging: [{ providers: [{ name: 'envoy' }] }],
};

const tag = (value: TracingTag): TelemetryProps => ({ tracing: [{ customTags: { tag: value } }] });

/** What istiod's webhook refuses too. */
export const refusedByIstio: Readonly<Record<string, TelemetryProps>> = {
  'a tracing provider without name': { tracing: [{ providers: [{ name: '' }] }] },
  'a metrics provider without name': { metrics: [{ providers: [{ name: '' }] }] },
  'a log provider without name': { accessLogging: [{ providers: [{ name: '' }] }] },
  'more than every request': { tracing: [{ randomSamplingPercentage: 100.5 }] },
  'less than none': { tracing: [{ randomSamplingPercentage: -1 }] },
  'a tag without name': { tracing: [{ customTags: { '': { literal: { value: 'a' } } } }] },
  'an empty literal': tag({ literal: { value: '' } }),
  'a header without name': tag({ header: { name: '' } }),
  'a variable without name': tag({ environment: { name: '' } }),
  'a tag without value': { metrics: [{ overrides: [{ tagOverrides: { host: { value: '' } } }] }] },
  'a metric without name': { metrics: [{ overrides: [{ match: { customMetric: '' } }] }] },
  'no interval': { metrics: [{ reportingInterval: 'often' }] },
  'an empty expression': { accessLogging: [{ filter: { expression: '' } }] },
  'a wildcard in a selector': { selector: { matchLabels: { app: '*' } } },
  'a target without name': { targetRefs: [{ kind: 'Service', name: '' }] },
  'dry run': { annotations: { 'istio.io/dry-run': 'true' } },
};

/** What Istio takes, or only warns of, although it has no effect; and what only the CRD refuses. */
export const refusedHereOnly: Readonly<Record<string, TelemetryProps>> = {
  'an empty formatter': tag({ formatter: { value: '' } }),
  'no header name': tag({ header: { name: 'x tenant' } }),
  'an interval of 0': { metrics: [{ reportingInterval: '0s' }] },
  'an override without name': {
    metrics: [{ overrides: [{ tagOverrides: { '': { value: 'request.host' } } }] }],
  },
  'an empty list of targets': { targetRefs: [] },
};
