import type { ConnectionPoolSettings } from './connection-pool.js';
import type { PortProtocol } from './port-protocol.js';
import type { SidecarServerTls } from './sidecar-tls.js';

/** The port of a listener of a Sidecar. */
export interface SidecarPort {
  /** 1 to 65535, unique among the listeners of one direction. */
  readonly number: number;
  /** What the port carries. */
  readonly protocol: PortProtocol;
  /** A DNS label.
   *  @default - none */
  readonly name?: string;
}

/** How connections get to a listener: by iptables, or (`NONE`) because applications connect to it themselves. */
export type CaptureMode = 'DEFAULT' | 'IPTABLES' | 'NONE';

/** Requests that a workload gets on one port. */
export interface SidecarIngress {
  /** The port on which they arrive. */
  readonly port: SidecarPort;
  /** The IP address on which the proxy listens.
   *  @default - chosen by Istio */
  readonly bind?: string;
  /** @default 'DEFAULT' */
  readonly captureMode?: CaptureMode;
  /** Where the application listens: `127.0.0.1:port` or `[::1]:port` (or `:port`), `0.0.0.0:port` or `[::]:port` for the
   *  address of the pod, `unix:///absolute/path` or `unix://@name`.
   *  @default - the same port of the pod */
  readonly defaultEndpoint?: string;
  /** TLS for clients outside of the mesh, on HTTPS and TLS ports.
   *  @default - mutual TLS of the mesh only */
  readonly tls?: SidecarServerTls;
  /** Limits on connections from clients to this port; `http` on HTTP ports only. Wins over `inboundConnectionPool` and
   *  over DestinationRules.
   *  @default - `inboundConnectionPool` */
  readonly connectionPool?: ConnectionPoolSettings;
}

/** What a workload can call. */
interface EgressHosts {
  /**
   * `namespace/host`, at least one. The namespace is `*` for any or `.` for the Sidecar's own, the host `*` for all of
   * it. An entry with `~` before the namespace excludes; `~/*` alone leaves nothing that can be called.
   */
  readonly hosts: readonly string[];
}

/** A listener on a port of its own. */
interface PortEgress extends EgressHosts {
  readonly port: SidecarPort;
  /** The IP address on which the proxy listens.
   *  @default - those of the services, or `127.0.0.1` with captureMode `NONE` */
  readonly bind?: string;
  /** @default 'DEFAULT' */
  readonly captureMode?: CaptureMode;
}

/** A listener on a Unix domain socket. */
interface SocketEgress extends EgressHosts {
  readonly port: SidecarPort & { readonly number: 0 };
  /** `unix:///absolute/path` or `unix://@name`, unique in the Sidecar. */
  readonly bind: `unix://${string}`;
  /** @default 'DEFAULT' */
  readonly captureMode?: 'DEFAULT' | 'NONE';
}

/** Listeners on the ports of the hosts themselves. Only one, the last of the list. */
interface ServiceEgress extends EgressHosts {
  readonly port?: never;
  readonly bind?: never;
  /** @default 'DEFAULT' */
  readonly captureMode?: CaptureMode;
}

/** Hosts that a workload can call, and where its proxy listens for them. */
export type SidecarEgress = PortEgress | SocketEgress | ServiceEgress;
