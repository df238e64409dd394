import { mapAt, mapsAt, numberAt, textAt } from '../json.js';
import type { Manifest } from '../manifests.js';
import type { Request } from '../../src/model/request.js';

/** A declared call, as the route of its caller in the callee's VirtualService says it. */
export interface DeclaredCall {
  readonly request: Request;
  /** Requests in all, the first included. */
  readonly tries: number;
  readonly timeoutSeconds?: number;
}

/** A service whose settings are put under pressure, with what they say. */
export interface Callee {
  readonly name: string;
  readonly namespace: string;
  readonly consecutive5xx?: number;
  readonly connections?: number;
  readonly pending?: number;
  readonly calls: readonly DeclaredCall[];
}

/** The services with a DestinationRule and routes for HTTP callers. */
export function calleesOf(manifests: readonly Manifest[]): readonly Callee[] {
  return manifests
    .filter(({ kind }) => kind === 'DestinationRule')
    .map((rule) => {
      const [name = '', namespace = ''] = (textAt(rule, 'spec', 'host') ?? '').split('.');
      const policy = mapAt(rule, 'spec', 'trafficPolicy');
      const consecutive5xx = numberAt(policy, 'outlierDetection', 'consecutive5xxErrors');
      const connections = numberAt(policy, 'connectionPool', 'tcp', 'maxConnections');
      const pending = numberAt(policy, 'connectionPool', 'http', 'http1MaxPendingRequests');
      return {
        name,
        namespace,
        ...(consecutive5xx === undefined ? {} : { consecutive5xx }),
        ...(connections === undefined ? {} : { connections }),
        ...(pending === undefined ? {} : { pending }),
        calls: callsOf(manifests, name, namespace),
      };
    })
    .filter(({ calls }) => calls.length > 0);
}

function callsOf(manifests: readonly Manifest[], name: string, namespace: string): readonly DeclaredCall[] {
  const host = `${name}.${namespace}.svc.cluster.local`;
  return manifests
    .filter(({ kind }) => kind === 'VirtualService')
    .filter((route) => mapAt(route, 'spec')['gateways'] === undefined)
    .flatMap((route) => mapsAt(route, 'spec', 'http'))
    .filter((route) => textAt(route, 'route', 0, 'destination', 'host') === host)
    .flatMap((route) => callOf(route, host));
}

function callOf(route: unknown, host: string): readonly DeclaredCall[] {
  const [match] = mapsAt(route, 'match');
  const app = textAt(match, 'sourceLabels', 'app');
  const namespace = textAt(match, 'sourceNamespace');
  const port = numberAt(match, 'port');
  const exact = textAt(match, 'uri', 'exact');
  const prefix = textAt(match, 'uri', 'prefix');
  if (app === undefined || namespace === undefined || port === undefined) return [];
  // gRPC has another protocol, where connections carry many requests.
  if (textAt(route, 'name')?.endsWith('-grpc') === true) return [];
  const timeout = /^(\d+)s$/.exec(textAt(route, 'timeout') ?? '')?.[1];
  return [
    {
      request: {
        from: `${namespace}/${app}`,
        url: `http://${host}:${port}${exact ?? `${prefix ?? '/'}x`}`,
        method: textAt(match, 'method', 'exact') ?? 'GET',
        observe: ['attempts'],
      },
      tries: 1 + (numberAt(route, 'retries', 'attempts') ?? 0),
      ...(timeout === undefined ? {} : { timeoutSeconds: Number(timeout) }),
    },
  ];
}
