import type { FieldProblem } from '../../model/check-fields.js';
import { ipAddress } from '../../model/formats/host.js';
import { port as portNumber } from '../../model/formats/number.js';
import { under } from './nested.js';
import { coveringHost } from './sidecar-host.js';
import type { SidecarEgress } from './sidecar-listener.js';
import { isValidUnixAddress, UNIX_ADDRESS } from '../../model/formats/unix-address.js';

/** What istiod's webhook refuses in a list of egress listeners, or warns of because it changes nothing. */
export function* egressProblems(
  listeners: readonly SidecarEgress[],
  namespace: string | undefined,
): Iterable<FieldProblem> {
  const seen = new Set<unknown>();
  for (const [i, listener] of listeners.entries()) {
    const path = ['egress', i];
    const { port, bind, hosts } = listener;
    if (port === undefined) {
      if (i !== listeners.length - 1) {
        const expected = 'a port: only the last listener can be without one';
        yield { path: [...path, 'port'], value: port, expected };
      }
    } else {
      const socket = port.number === 0;
      const key = socket ? bind : port.number;
      if (seen.has(key)) {
        const where = socket ? ['bind'] : ['port', 'number'];
        yield { path: [...path, ...where], value: key, expected: `each ${socket ? 'socket' : 'port'} once` };
      }
      seen.add(key);
      yield* under(path, socket ? socketProblems(listener) : portProblems(port.number, bind));
    }
    yield* under(path, hostProblems(hosts, namespace));
  }
}

function* portProblems(number: number, bind: string | undefined): Iterable<FieldProblem> {
  if (!portNumber.accepts(number)) {
    const expected = `${portNumber.expected}, or 0 for a Unix domain socket`;
    yield { path: ['port', 'number'], value: number, expected };
  }
  if (bind !== undefined && !ipAddress.accepts(bind)) {
    const expected = `${ipAddress.expected} (a Unix domain socket needs port number 0)`;
    yield { path: ['bind'], value: bind, expected };
  }
}

function* socketProblems({ bind, captureMode }: SidecarEgress): Iterable<FieldProblem> {
  if (bind === undefined || !isValidUnixAddress(bind)) {
    yield { path: ['bind'], value: bind, expected: `${UNIX_ADDRESS}, since the port number is 0` };
  }
  if (captureMode === 'IPTABLES') {
    yield { path: ['captureMode'], value: captureMode, expected: 'DEFAULT or NONE for a Unix domain socket' };
  }
}

function* hostProblems(hosts: readonly string[], namespace: string | undefined): Iterable<FieldProblem> {
  for (const [i, value] of hosts.entries()) {
    const covering = coveringHost(hosts, i, namespace);
    if (covering !== undefined) {
      yield { path: ['hosts', i], value, expected: `a host that ${JSON.stringify(covering)} does not cover` };
    }
  }
}
