/** What an endpoint has beside its address. */
interface EndpointFields {
  /** Ports of the endpoint by name of the ServiceEntry's port, 1 to 65535; at most 128.
   *  @default - the ports of the ServiceEntry (`targetPort`, or else `number`) */
  readonly ports?: Readonly<Record<string, number>>;
  /** Labels for subsets of DestinationRules.
   *  @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** `region/zone/subzone` of the endpoint.
   *  @default - unknown */
  readonly locality?: string;
  /** Share of the load, relative to the other endpoints.
   *  @default 1 */
  readonly weight?: number;
  /** Service account of the workload, if it has a sidecar.
   *  @default - none */
  readonly serviceAccount?: string;
}

/** An endpoint of a ServiceEntry with STATIC resolution. */
export type StaticEndpoint = EndpointFields &
  (
    | {
        /** An IP address, or `unix:///absolute/path` or `unix://@name`, which takes no `ports`. */
        readonly address: string;
        /** The network in which the address lies, where there are several.
         *  @default - that of the mesh */
        readonly network?: string;
      }
    | {
        /** @default - the gateways of the network */
        readonly address?: string;
        /** The network whose gateways lead to the endpoint. */
        readonly network: string;
      }
  );

/** An endpoint of a ServiceEntry whose addresses come from DNS. */
export interface DnsEndpoint extends EndpointFields {
  /** A host name without wildcard, or an IP address. */
  readonly address: string;
  /** The network in which the address lies, where there are several.
   *  @default - that of the mesh */
  readonly network?: string;
}
