import type { FieldProblem } from '../../model/check-fields.js';
import { ipAddress } from '../../model/formats/host.js';
import { port as portNumber } from '../../model/formats/number.js';
import { connectionPoolProblems } from './connection-pool.js';
import { under } from './nested.js';
import { isHttpProtocol, isTlsProtocol } from './port-protocol.js';
import { tlsParameterProblems } from './server-tls.js';
import type { SidecarIngress } from './sidecar-listener.js';

/** What istiod's webhook refuses in a list of ingress listeners. */
export function* ingressProblems(listeners: readonly SidecarIngress[]): Iterable<FieldProblem> {
  const seen = new Set<number>();
  for (const [i, listener] of listeners.entries()) {
    const { number } = listener.port;
    const path = ['ingress', i];
    if (seen.has(number))
      yield { path: [...path, 'port', 'number'], value: number, expected: 'each port once' };
    seen.add(number);
    yield* under(path, listenerProblems(listener));
  }
}

function* listenerProblems({ port, bind, tls, connectionPool }: SidecarIngress): Iterable<FieldProblem> {
  const { number, protocol } = port;
  if (!portNumber.accepts(number)) {
    yield { path: ['port', 'number'], value: number, expected: portNumber.expected };
  }
  if (bind !== undefined && !ipAddress.accepts(bind)) {
    yield { path: ['bind'], value: bind, expected: ipAddress.expected };
  }
  if (tls !== undefined && !isTlsProtocol(protocol)) {
    yield {
      path: ['port', 'protocol'],
      value: protocol,
      expected: 'HTTPS or TLS, since the listener has tls',
    };
  }
  yield* under(['tls'], tlsParameterProblems(tls));
  yield* under(['connectionPool'], connectionPoolProblems(connectionPool));
  if (connectionPool?.http !== undefined && !isHttpProtocol(protocol)) {
    const expected = `nothing: Istio ignores it on a port of protocol ${protocol}`;
    yield { path: ['connectionPool', 'http'], value: connectionPool.http, expected };
  }
}
