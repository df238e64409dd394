import { duration, durationMs } from '../../model/formats/duration.js';
import { resourceQuantity } from '../../model/formats/quantity.js';
import { port } from '../../model/formats/number.js';
import { imageProblem } from './image.js';
import type { Platform } from './platform.js';
import { portName } from './protocol.js';
import { literalSecret } from './secret.js';
import type { Autoscaling, Inbound, WorkloadProps } from './workload-props.js';

/** The proxy's own user (https://istio.io/latest/docs/ops/deployment/application-requirements/). */
const PROXY_USER = 1337;
/** Ports that the sidecar uses itself, on the page named above. */
const PROXY_PORTS: readonly number[] = [15000, 15001, 15004, 15006, 15008, 15020, 15021, 15053, 15090];

/** What keeps a workload from running, or from being what its author thinks. */
export function* workloadProblems(props: WorkloadProps, platform: Platform): Iterable<string> {
  if (props.namespace !== undefined && !platform.namespaceNames.includes(props.namespace)) {
    yield `namespace is ${JSON.stringify(props.namespace)}, expected one of the platform's: ${platform.namespaceNames.join(', ')}`;
  }
  yield* imageProblems(props);
  yield* portProblems(props);
  yield* resourceProblems(props);
  yield* replicaProblems(props.replicas);
  if (props.inbound !== undefined) yield* inboundProblems(props.inbound, props.replicas);
  if (props.user === PROXY_USER)
    yield `user is ${PROXY_USER}, which is the sidecar's: its traffic would bypass the mesh`;
  for (const [name, value] of Object.entries(props.env ?? {})) {
    const reason = typeof value === 'string' ? literalSecret(name, value) : undefined;
    if (reason !== undefined) yield `env.${name} ${reason}, expected a reference: secret('<name>', '<key>')`;
  }
  for (const [name, volume] of Object.entries(props.volumes ?? {})) {
    if ('claim' in volume && props.stateful !== true) {
      yield `volumes.${name} is a claim, which only a stateful workload has for each pod: the pods of a Deployment would share it`;
    }
  }
  yield* resilienceProblems(props);
  yield* placeProblems(props, platform);
  if (props.openTelemetry === true) yield* openTelemetryProblems(props);
  if (props.hostNetwork !== undefined && platform.mesh.nodeCidrs.length === 0) {
    yield 'hostNetwork needs nodeCidrs of the environment: its calls have no identity but the addresses of the nodes';
  }
}

function* resilienceProblems({ resilience, volumes, deadline }: WorkloadProps): Iterable<string> {
  if (deadline !== undefined && !duration.accepts(deadline))
    yield `deadline is ${JSON.stringify(deadline)}, expected ${duration.expected}`;
  if (resilience === undefined) return;
  const { path } = resilience;
  if (path !== undefined && !path.startsWith('/'))
    yield `resilience.path is ${JSON.stringify(path)}, expected an absolute path`;
  if (volumes?.['resilience'] !== undefined)
    yield 'volumes.resilience has the name of the volume that resilience makes, expected another';
}

/** A variable that says something else than the mesh would divide the traces between two decisions, or two backends. */
function* openTelemetryProblems({ env = {}, hostNetwork }: WorkloadProps): Iterable<string> {
  for (const name of Object.keys(env).filter((variable) => variable.startsWith('OTEL_')))
    yield `env.${name} is set with openTelemetry, which sets the variables of the SDK itself; leave one of the two out`;
  if (hostNetwork !== undefined) {
    yield 'openTelemetry with hostNetwork: spans are taken from identities of the mesh, and a pod on the network of its node has none';
  }
}

/** Pod Security admission allows ports and the network of a node only where nothing is forbidden. */
function* placeProblems(
  { namespace, media, hostNetwork }: WorkloadProps,
  platform: Platform,
): Iterable<string> {
  const place = platform.props.namespaces.find(
    ({ name }) => name === (namespace ?? platform.defaultNamespace),
  );
  if ((media === undefined && hostNetwork === undefined) || place === undefined || place.media === true)
    return;
  const known = platform.props.namespaces
    .filter(({ media: isMedia }) => isMedia === true)
    .map(({ name }) => name);
  yield `namespace is ${place.name}, expected one for media (${known.join(', ') || 'none is declared'}): Pod Security admits ports of the node nowhere else`;
}

function* imageProblems({ image, canary }: WorkloadProps): Iterable<string> {
  const own = imageProblem(image);
  if (own !== undefined) yield own;
  if (canary === undefined) return;
  const other = imageProblem(canary.image);
  if (other !== undefined) yield `canary.${other}`;
  if (!Number.isInteger(canary.weight) || canary.weight < 0 || canary.weight > 100) {
    yield `canary.weight is ${canary.weight}, expected a whole number from 0 to 100: the weights of both versions add up to 100`;
  }
}

function* portProblems({ ports, media }: WorkloadProps): Iterable<string> {
  const owner = new Map<number, string>();
  const names = new Set<string>();
  const all = [
    ...Object.entries(ports).map(([key, { number, protocol }]) => ({
      key: `ports.${key}`,
      number,
      name: portName(key, protocol),
    })),
    ...Object.entries(media?.ports ?? {}).map(([key, { number }]) => ({
      key: `media.${key}`,
      number,
      name: key,
    })),
  ];
  for (const { key, number, name } of all) {
    if (!port.accepts(number)) yield `${key} is ${number}, expected ${port.expected}`;
    if (PROXY_PORTS.includes(number)) yield `${key} is ${number}, which the sidecar uses itself`;
    const other = owner.get(number);
    // TCP or UDP: the API has `patchMergeKey=containerPort` (k8s.io/api `core/v1/types.go`), and one port would be lost.
    if (other !== undefined)
      yield `${key} is ${number}, as is ${other}: kubectl apply merges the ports of a container by number alone`;
    owner.set(number, key);
    if (name.length > 15) yield `${key} is named ${name} in the manifest, expected at most 15 characters`;
    if (names.has(name)) yield `${key} is named ${name} in the manifest, as is another port`;
    names.add(name);
  }
}

function* resourceProblems({ resources }: WorkloadProps): Iterable<string> {
  for (const [field, amounts] of Object.entries(resources)) {
    for (const [name, amount] of Object.entries<unknown>(amounts as Record<string, unknown>)) {
      if (!resourceQuantity.accepts(amount))
        yield `resources.${field}.${name} is ${JSON.stringify(amount)}, expected ${resourceQuantity.expected}`;
    }
  }
}

function* replicaProblems(replicas: number | Autoscaling): Iterable<string> {
  const { min, max } = typeof replicas === 'number' ? { min: replicas, max: replicas } : replicas;
  if (!Number.isInteger(min) || min < 1) yield `replicas is ${min}, expected a whole number of at least 1`;
  if (max < min) yield `replicas.max is ${max}, expected at least replicas.min, ${min}`;
  if (typeof replicas !== 'number' && replicas.cpu === undefined && replicas.memory === undefined) {
    yield 'replicas has neither cpu nor memory, so nothing would make it grow';
  }
}

/**
 * Envoy ejects a host only while the share of ejected hosts, it included, stays within maxEjectionPercent. Measured on
 * Envoy 1.40: one host at 50 %, three at 33 % never; two or three at 50 % exactly one; at 100 % all.
 */
function* inboundProblems({ outlier, pool }: Inbound, replicas: number | Autoscaling): Iterable<string> {
  const hosts = typeof replicas === 'number' ? replicas : replicas.min;
  if (outlier !== undefined) {
    const percent = outlier.maxEjectionPercent ?? 50;
    const ejectable = Math.floor((hosts * percent) / 100);
    if (ejectable === 0) {
      yield hosts === 1
        ? 'inbound.outlier with one replica can never eject it; leave it out, or use ejecting(replicas, …)'
        : `inbound.outlier.maxEjectionPercent is ${percent} of ${hosts} replicas, which can never eject one; expected at least ${Math.ceil(100 / hosts)}`;
    } else if (ejectable >= hosts) {
      yield `inbound.outlier.maxEjectionPercent is ${percent}, which can eject all ${hosts} replicas; expected at most ${Math.ceil((100 * (hosts - 1)) / hosts)}`;
    }
    for (const field of ['eject', 'interval'] as const) {
      const value = outlier[field];
      if (value !== undefined && !duration.accepts(value))
        yield `inbound.outlier.${field} is ${JSON.stringify(value)}, expected ${duration.expected}`;
    }
    const eject = durationMs(outlier.eject);
    const interval = outlier.interval === undefined ? undefined : durationMs(outlier.interval);
    if (eject !== undefined && interval !== undefined && interval > eject) {
      yield `inbound.outlier.interval is ${outlier.interval}, longer than eject, ${outlier.eject}: pods return only when they are looked at`;
    }
  }
  for (const [field, value] of Object.entries(pool ?? {})) {
    if (typeof value === 'number' && !(Number.isInteger(value) && value > 0)) {
      yield `inbound.pool.${field} is ${value}, expected a whole number of at least 1 (Istio reads 0 as no limit)`;
    }
  }
}
