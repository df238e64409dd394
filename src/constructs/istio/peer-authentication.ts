import type { Construct } from 'constructs';
import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { port } from '../../model/formats/number.js';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import type { MutualTls } from './mutual-tls.js';
import { specOf } from './spec-of.js';
import { selectorFormats, type WorkloadSelector } from './workload-selector.js';

/** The fields of a PeerAuthentication. */
export interface PeerAuthenticationFields extends ObjectProps {
  /** The workloads of the namespace to which this applies. Istio ignores objects with a selector in its root namespace.
   *  @default - all workloads of the namespace; of the mesh in the root namespace */
  readonly selector?: WorkloadSelector;
  /** For all ports that `portLevelMtls` does not name.
   *  @default - that of the namespace, of the mesh, or PERMISSIVE */
  readonly mtls?: MutualTls;
  /** By port of the pod (not of the Service), 1 to 65535 in decimal. Needs labels in `selector`.
   *  @default - no port differs */
  readonly portLevelMtls?: Readonly<Record<string, MutualTls>>;
}

/**
 * Props of a {@link PeerAuthentication}: `portLevelMtls` needs a `selector`, and one of `mtls` and `portLevelMtls` has to
 * be there, since the object would say nothing otherwise.
 */
export type PeerAuthenticationProps = PeerAuthenticationFields &
  ({ readonly selector: WorkloadSelector } | { readonly portLevelMtls?: never }) &
  ({ readonly mtls: MutualTls } | { readonly portLevelMtls: Readonly<Record<string, MutualTls>> });

const portKey: Format = {
  expected: `${port.expected}, in decimal`,
  accepts: (value) => typeof value === 'string' && /^[1-9]\d*$/.test(value) && port.accepts(Number(value)),
};

const PEER_AUTHENTICATION_FORMATS: FieldFormats = {
  ...selectorFormats('selector'),
  'portLevelMtls{key}': portKey,
};

function* problems(props: PeerAuthenticationFields): Iterable<FieldProblem> {
  yield* annotationProblems(props.annotations);
  const { selector, portLevelMtls } = props;
  if (portLevelMtls === undefined) return;
  if (Object.keys(portLevelMtls).length === 0) {
    yield {
      path: ['portLevelMtls'],
      value: portLevelMtls,
      expected: 'at least one port (leave the field out for none)',
    };
  }
  if (Object.keys(selector?.matchLabels ?? {}).length === 0) {
    yield {
      path: ['selector'],
      value: selector,
      expected: 'labels in matchLabels, which portLevelMtls needs',
    };
  }
}

/**
 * Which connections the proxies of workloads take: with mutual TLS or without
 * (https://istio.io/latest/docs/reference/config/security/peer_authentication/).
 */
export class PeerAuthentication extends ManifestObject {
  /** @throws ConstructError for what istiod's webhook refuses */
  constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id, props, {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      body: { spec: specOf(props) },
      formats: PEER_AUTHENTICATION_FORMATS,
      problems: problems(props),
    });
  }
}
