import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { wildcardHostOrIp } from '../../model/formats/host.js';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import { hostNameOf, type Host } from './destination.js';
import { exportToProblems } from './export-to.js';
import { httpRouteFormats, renderHttpRoute, type HttpRoute } from './http-route.js';
import { prefixed } from './nested.js';
import { gatewayName, gatewayNameOf, type GatewayOrMesh } from './object-ref.js';
import {
  renderTcpRoute,
  renderTlsRoute,
  tcpRouteFormats,
  tlsRouteFormats,
  type TcpRoute,
  type TlsRoute,
} from './stream-route.js';
import { virtualServiceProblems, type VirtualServiceSpec } from './virtual-service-problems.js';

/** Fields of a VirtualService. At least one rule is needed, in `http`, `tls` or `tcp`. */
export interface VirtualServiceProps extends ObjectProps {
  /** Names to which the rules apply; no two may overlap. `*` for gateways only. A VirtualService without hosts lends its
   *  `http` rules to others that delegate to it, and has no gateways.
   *  @default - none */
  readonly hosts?: readonly Host[];
  /** The gateways that apply the rules; `mesh` stands for all sidecars, and must be named beside gateways if they are meant.
   *  @default - ['mesh'] */
  readonly gateways?: readonly GatewayOrMesh[];
  /** Rules for HTTP, and for TLS that a gateway ends. The first that matches applies.
   *  @default - none */
  readonly http?: readonly HttpRoute[];
  /** Rules for TLS that passes through, by SNI. The first that matches applies.
   *  @default - none */
  readonly tls?: readonly TlsRoute[];
  /** Rules for other connections. The first that matches applies.
   *  @default - none */
  readonly tcp?: readonly TcpRoute[];
  /** Namespaces whose sidecars and gateways see the rules; `.` is the own one, `*` all.
   *  @default - `defaultVirtualServiceExportTo` of the MeshConfig, otherwise all */
  readonly exportTo?: readonly string[];
}

const FORMATS: FieldFormats = {
  'hosts[]': wildcardHostOrIp,
  'gateways[]': gatewayName,
  ...prefixed('http[].', httpRouteFormats),
  ...prefixed('tls[].', tlsRouteFormats),
  ...prefixed('tcp[].', tcpRouteFormats),
};

/**
 * How requests to some hosts are routed (https://istio.io/latest/docs/reference/config/networking/virtual-service/).
 * Stricter than Istio in this: weights of several destinations must add up to 100, and what the proxies would drop silently
 * (a fault without percentage, a retry policy without retries, a mirror of a redirect) does not build.
 */
export class VirtualService extends ManifestObject {
  readonly kind = 'VirtualService';

  /** @throws ConstructError listing every field that is not as it has to be */
  constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    const spec = render(props);
    super(scope, id, props, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      body: { spec },
      formats: FORMATS,
      problems: problemsOf(props, spec, props.namespace ?? Chart.of(scope).namespace),
    });
  }
}

function render({ hosts, gateways, http, tls, tcp, exportTo }: VirtualServiceProps): VirtualServiceSpec {
  return {
    ...(hosts !== undefined && { hosts: hosts.map(hostNameOf) }),
    ...(gateways !== undefined && { gateways: gateways.map(gatewayNameOf) }),
    ...(http !== undefined && { http: http.map(renderHttpRoute) }),
    ...(tls !== undefined && { tls: tls.map(renderTlsRoute) }),
    ...(tcp !== undefined && { tcp: tcp.map(renderTcpRoute) }),
    ...(exportTo !== undefined && { exportTo }),
  };
}

function* problemsOf(
  props: VirtualServiceProps,
  spec: VirtualServiceSpec,
  namespace: string | undefined,
): Iterable<FieldProblem> {
  yield* annotationProblems(props.annotations);
  yield* virtualServiceProblems(spec);
  yield* exportToProblems(props.exportTo, namespace);
}
