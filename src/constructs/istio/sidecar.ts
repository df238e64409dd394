import type { Construct } from 'constructs';
import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { dnsLabel } from '../../model/formats/host.js';
import { port } from '../../model/formats/number.js';
import { ManifestObject } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import { connectionPoolFormats, connectionPoolProblems } from './connection-pool.js';
import { prefixed, under } from './nested.js';
import { serverTlsFormats } from './server-tls.js';
import { egressProblems } from './sidecar-egress-problems.js';
import { sidecarHost } from './sidecar-host.js';
import { ingressProblems } from './sidecar-ingress-problems.js';
import type { SidecarProps } from './sidecar-props.js';
import { specOf } from './spec-of.js';
import { isUnixAddress, isValidUnixAddress, UNIX_ADDRESS } from '../../model/formats/unix-address.js';
import { selectorFormats } from './workload-selector.js';

const ENDPOINT = /^(?:127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]|):(\d+)$/;

const defaultEndpoint: Format = {
  expected: `127.0.0.1:port, [::1]:port, 0.0.0.0:port, [::]:port, :port, ${UNIX_ADDRESS}`,
  accepts(value) {
    if (typeof value !== 'string') return false;
    return isUnixAddress(value) ? isValidUnixAddress(value) : port.accepts(Number(ENDPOINT.exec(value)?.[1]));
  },
};

const atLeastOne: Format = {
  expected: 'at least one entry: Istio reads an empty list as an absent one',
  accepts: (value) => Array.isArray(value) && value.length > 0,
};

const SIDECAR_FORMATS: FieldFormats = {
  ...selectorFormats('workloadSelector'),
  ingress: atLeastOne,
  'ingress[].port.name': dnsLabel,
  'ingress[].defaultEndpoint': defaultEndpoint,
  ...prefixed('ingress[].tls.', serverTlsFormats),
  ...prefixed('ingress[].connectionPool.', connectionPoolFormats),
  ...prefixed('inboundConnectionPool.', connectionPoolFormats),
  egress: atLeastOne,
  'egress[].port.name': dnsLabel,
  'egress[].hosts': atLeastOne,
  'egress[].hosts[]': sidecarHost,
};

/** What istiod's webhook refuses beyond forms (istio `pkg/config/validation/validation.go`, ValidateSidecar). */
function* problems(props: SidecarProps): Iterable<FieldProblem> {
  yield* annotationProblems(props.annotations);
  yield* ingressProblems(props.ingress ?? []);
  yield* egressProblems(props.egress ?? [], props.namespace);
  yield* under(['inboundConnectionPool'], connectionPoolProblems(props.inboundConnectionPool));
}

/**
 * What the proxies of workloads know of the mesh, and where they listen
 * (https://istio.io/latest/docs/reference/config/networking/sidecar/).
 */
export class Sidecar extends ManifestObject {
  /** @throws ConstructError for what istiod's webhook refuses, and for entries that change nothing */
  constructor(scope: Construct, id: string, props: SidecarProps) {
    super(scope, id, props, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      body: { spec: specOf(props) },
      formats: SIDECAR_FORMATS,
      problems: problems(props),
    });
  }
}
