/** What a proxy says of one request or connection, one JSON document a line. */
export const ACCESS_LOG = [
  {
    name: 'envoy.access_loggers.stdout',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog',
      log_format: {
        json_format: {
          client: '%DOWNSTREAM_REMOTE_ADDRESS%',
          peer: '%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%',
          at: '%DOWNSTREAM_LOCAL_ADDRESS%',
          code: '%RESPONSE_CODE%',
          flags: '%RESPONSE_FLAGS%',
          details: '%RESPONSE_CODE_DETAILS%',
          closed: '%CONNECTION_TERMINATION_DETAILS%',
          failure: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
          route: '%ROUTE_NAME%',
          cluster: '%UPSTREAM_CLUSTER_RAW%',
          host: '%UPSTREAM_HOST%',
          local: '%UPSTREAM_LOCAL_ADDRESS%',
          attempts: '%UPSTREAM_REQUEST_ATTEMPT_COUNT%',
        },
      },
    },
  },
];

/** A line of it. Absent values are null. */
export interface LogLine {
  /** `<address>:<port>` of the client, as the PROXY line has it. */
  readonly client: string | null;
  /** The other end of the connection itself, whatever headers say. */
  readonly peer: string | null;
  /** The proxy's own end of it. */
  readonly at: string | null;
  readonly code: number | null;
  /** @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage */
  readonly flags: string | null;
  readonly details: string | null;
  readonly closed: string | null;
  readonly failure: string | null;
  readonly route: string | null;
  readonly cluster: string | null;
  readonly host: string | null;
  readonly local: string | null;
  readonly attempts: number | null;
}
