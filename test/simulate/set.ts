import { parseAllDocuments } from 'yaml';
import { meshOf } from '../../src/mesh/mesh.js';
import type { Mesh } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../src/model/assumptions.js';
import { isJsonObject } from '../../src/model/json.js';
import type { Manifest } from '../../src/model/manifest.js';
import { describeReason, describeRequests } from '../../src/simulate/describe.js';
import { reach } from '../../src/simulate/reach.js';
import type { Verdict } from '../../src/simulate/verdict.js';

/** The manifests of YAML documents. */
export function manifestsOf(...texts: readonly string[]): readonly Manifest[] {
  return texts
    .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as unknown))
    .filter(isManifest);
}

function isManifest(value: unknown): value is Manifest {
  return isJsonObject(value) && typeof value['kind'] === 'string' && isJsonObject(value['metadata']);
}

/** A namespace whose pods are injected, unless its labels say otherwise. */
export function namespace(name: string, labels = 'istio-injection: enabled'): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }`;
}

/** What makes one workload of the fixtures different from the next. */
export interface Pods {
  readonly port?: number;
  /** Of the Service's port, from which the protocol follows. */
  readonly portName?: string;
  /** Further fields of the container's port, as YAML. */
  readonly containerPort?: string;
  /** Further fields of the pod's spec, as YAML. */
  readonly spec?: string;
  readonly labels?: string;
  readonly annotations?: string;
  /** Further fields of the Service's spec, as YAML. */
  readonly service?: string;
}

/** A Deployment and its Service. */
export function workload(id: string, pods: Pods = {}): string {
  const [inNamespace = '', name = ''] = id.split('/');
  const {
    port = 8080,
    portName = 'http',
    containerPort = '',
    spec = '',
    labels = '',
    annotations = '',
    service = '',
  } = pods;
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${inNamespace} }
spec:
  template:
    metadata:
      labels: { app: ${name}, ${labels} }
      annotations: { ${annotations} }
    spec:
      serviceAccountName: ${name}
      containers: [{ name: main, ports: [{ containerPort: ${port}, ${containerPort} }] }]
      ${spec}
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${inNamespace} }
spec:
  selector: { app: ${name} }
  ports: [{ name: ${portName}, port: ${port} }]
  ${service}`;
}

/** Nodes in 10.20.0.0/16, and otherwise a default installation. */
export const ASSUMPTIONS: Assumptions = { ...DEFAULT_ASSUMPTIONS, nodeCidrs: ['10.20.0.0/16'] };

/** The gateway of {@link ASSUMPTIONS}. */
export const GATEWAY = 'istio-system/istio-ingressgateway';

/** What a caller can do at a port, in short: `allowed: everything`, `refused by mtls`, `unknown`. */
export type Ask = (from: string, to: string) => string;

/** Asks a set. */
export function ask(texts: readonly string[], assumptions = ASSUMPTIONS): Ask {
  const verdicts = verdictsOf(meshOf(manifestsOf(...texts), assumptions));
  return (from, to) => short(verdicts(from, to));
}

/** Asks a set for the reasons. */
export function why(texts: readonly string[], assumptions = ASSUMPTIONS): Ask {
  const verdicts = verdictsOf(meshOf(manifestsOf(...texts), assumptions));
  return (from, to) => {
    const verdict = verdicts(from, to);
    if (verdict.kind === 'refused') return describeReason(verdict.by);
    return verdict.kind === 'unknown'
      ? describeReason(verdict.because)
      : verdict.because.map(describeReason).join('\n');
  };
}

function verdictsOf(mesh: Mesh): (from: string, to: string) => Verdict {
  const entries = new Map(
    reach(mesh).map((entry) => [
      `${entry.from} ${entry.to.workload}:${entry.to.port}/${entry.protocol}`,
      entry.verdict,
    ]),
  );
  return (from, to) => {
    const verdict = entries.get(`${from} ${to.includes('/UDP') ? to : `${to}/TCP`}`);
    if (verdict === undefined)
      throw new Error(`no such pair: ${from} ${to}, only\n${[...entries.keys()].join('\n')}`);
    return verdict;
  };
}

/** A verdict in a few words. */
function short(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'refused':
      return `refused by ${verdict.by.layer}`;
    case 'unknown':
      return 'unknown';
    case 'allowed':
      return `allowed: ${describeRequests(verdict)}${verdict.partly === undefined ? '' : ' (from some addresses)'}`;
  }
}
