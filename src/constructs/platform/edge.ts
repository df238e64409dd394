import { Construct } from 'constructs';
import { wildcardHost } from '../../model/formats/host.js';
import { ConstructError } from '../construct-error.js';
import { callSite, rememberSource } from '../source.js';
import { optionProblems } from './call.js';
import type { EdgeRoute, EdgeRouteOptions } from './edge-route.js';
import type { Platform } from './platform.js';
import type { PortRef } from './port-ref.js';

/** A certificate of the gateway, and the hosts for which it is valid. */
export interface EdgeCertificate {
  /** The Secret (type kubernetes.io/tls) in the gateway's namespace. */
  readonly secret: string;
  /** Host names, or wildcards of one label: `*.example.com`. */
  readonly hosts: readonly string[];
}

/** Props of an Edge. */
export interface EdgeProps {
  readonly certificates: readonly EdgeCertificate[];
}

/**
 * The way in from the internet: one Gateway, which redirects HTTP to HTTPS and ends TLS, and one VirtualService for
 * each public host. What has no route is answered with 404.
 */
export class Edge extends Construct {
  readonly props: EdgeProps;
  readonly platform: Platform;
  readonly routes: EdgeRoute[] = [];

  constructor(platform: Platform, id: string, props: EdgeProps) {
    super(platform.chart(id), id);
    rememberSource(this);
    this.platform = platform;
    this.props = props;
    const problems = props.certificates.flatMap(({ hosts }, i) =>
      hosts.flatMap((host, j) =>
        wildcardHost.accepts(host)
          ? []
          : [`certificates[${i}].hosts[${j}] is ${JSON.stringify(host)}, expected ${wildcardHost.expected}`],
      ),
    );
    if (problems.length > 0) throw new ConstructError(this, problems);
    for (const { secret } of props.certificates) {
      platform.secrets.add(platform.mesh.gateway.namespace, secret, ['tls.crt', 'tls.key'], id);
    }
    platform.registerEdge(this);
  }

  /**
   * Routes requests for a public host, chosen by path, to a port.
   * @throws ConstructError if no certificate covers the host, or another route takes some of the same paths
   */
  route(host: string, { to, ...options }: EdgeRouteOptions): void {
    const source = callSite();
    const problems = [...this.hostProblems(host), ...optionProblems(options)];
    for (const other of this.routes.filter((route) => route.host === host))
      problems.push(...overlapProblems(other, options.paths));
    if (problems.length > 0)
      throw new ConstructError(
        this,
        problems.map((problem) => `route of ${host}: ${problem}`),
        source,
      );
    this.routes.push({ host, to, options, source });
  }

  /**
   * Passes TLS for a server name through, undecrypted, to a port that ends it itself (TURN).
   * @throws ConstructError if the host has routes already
   */
  passthrough(host: string, to: PortRef<'tls'>): void {
    const source = callSite();
    if (this.routes.some((route) => route.host === host)) {
      throw new ConstructError(
        this,
        [`passthrough of ${host}: the host has routes already, and its TLS ends at the gateway`],
        source,
      );
    }
    this.routes.push({ host, to, options: {}, source });
  }

  /** The certificate that covers a host. */
  certificateOf(host: string): EdgeCertificate | undefined {
    return this.props.certificates.find(({ hosts }) => hosts.some((pattern) => coversHost(pattern, host)));
  }

  private *hostProblems(host: string): Iterable<string> {
    if (this.certificateOf(host) === undefined) {
      const known = this.props.certificates.flatMap(({ hosts }) => hosts);
      yield `no certificate covers ${JSON.stringify(host)}, expected one of ${known.join(', ')}`;
    }
    if (this.routes.some((route) => route.host === host && route.to.protocol === 'tls'))
      yield 'its TLS is passed through already';
  }
}

/** A wildcard of a certificate stands for exactly one label (RFC 6125 section 6.4.3). */
function coversHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot + 1) === pattern.slice(2);
}

/** A longer prefix inside a shorter one is fine: the longer comes first. The same paths twice would leave one unused. */
function* overlapProblems(other: EdgeRoute, paths: readonly string[]): Iterable<string> {
  const where = other.source === undefined ? '' : ` at ${other.source.file}:${other.source.line}`;
  for (const path of paths) {
    if (other.options.paths?.includes(path) === true) yield `${path} is routed already${where}`;
  }
}
