import type { AtMostOneOf } from '../../model/one-of.js';
import type { ObjectProps } from '../manifest-object.js';
import type { PortProtocol } from './port-protocol.js';
import type { DnsEndpoint, StaticEndpoint } from './service-entry-endpoint.js';
import type { WorkloadLabelSelector } from './workload-selector.js';

/** A port of a ServiceEntry. */
export interface ServiceEntryPort<Protocol = PortProtocol> {
  /** 1 to 65535, unique in the ServiceEntry. */
  readonly number: number;
  /** A DNS label, unique in the ServiceEntry. */
  readonly name: string;
  /** @default - the proxy finds out whether it is HTTP */
  readonly protocol?: Protocol;
  /** Port of the endpoints, 1 to 65535.
   *  @default - `number` */
  readonly targetPort?: number;
}

/** The fields of a ServiceEntry beside those that depend on its resolution. */
export interface ServiceEntryFields extends ObjectProps {
  /** 1 to 256 host names, whose first label may be `*`. `*` alone is not allowed. */
  readonly hosts: readonly string[];
  /** At most 256 virtual IP addresses; CIDR blocks with resolution NONE and STATIC only.
   *  @default - given automatically, except with resolution NONE */
  readonly addresses?: readonly string[];
  /** At most 256 ports.
   *  @default - none, so that the hosts are known but nothing can be reached */
  readonly ports?: readonly ServiceEntryPort[];
  /** Whether its endpoints are part of the mesh, and so take mutual TLS.
   *  @default 'MESH_EXTERNAL' */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  /**
   * How the addresses of endpoints are found. `NONE` forwards to the address that the caller asked for, `STATIC` uses
   * `endpoints`, `DNS` and `DNS_ROUND_ROBIN` (the first address only) resolve `endpoints` or else `hosts`,
   * `DYNAMIC_DNS` resolves the host of each request.
   * @default 'NONE'
   */
  readonly resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  /** Namespaces that see it: `.` for its own, `*` for all, `~` for none.
   *  @default ['*'] */
  readonly exportTo?: readonly string[];
  /** Names of which the server's certificate has to have one.
   *  @default - not checked, or the service accounts of the endpoints */
  readonly subjectAltNames?: readonly string[];
}

/** Where requests go: nowhere but to endpoints, or to the pods that a selector chooses. */
interface Backends<Endpoints> {
  /** At most 4096. */
  readonly endpoints: Endpoints;
  /** Pods and WorkloadEntries of the namespace. For MESH_INTERNAL only. */
  readonly workloadSelector: WorkloadLabelSelector;
}

/** What each resolution takes. Whatever Istio would refuse or ignore does not compile. */
type Resolution =
  | { readonly resolution?: 'NONE'; readonly endpoints?: never; readonly workloadSelector?: never }
  | ({ readonly resolution: 'STATIC' } & AtMostOneOf<Backends<readonly StaticEndpoint[]>>)
  | ({ readonly resolution: 'DNS' } & AtMostOneOf<Backends<readonly DnsEndpoint[]>>)
  | ({ readonly resolution: 'DNS_ROUND_ROBIN' } & AtMostOneOf<Backends<readonly [] | readonly [DnsEndpoint]>>)
  | {
      readonly resolution: 'DYNAMIC_DNS';
      readonly addresses?: never;
      readonly endpoints?: never;
      readonly workloadSelector?: never;
      readonly ports?: readonly (ServiceEntryPort & {
        readonly protocol: 'HTTP' | 'HTTP2' | 'GRPC' | 'TLS';
      })[];
    };

/** Props of a ServiceEntry. */
export type ServiceEntryProps = ServiceEntryFields & Resolution;
