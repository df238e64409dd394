import { isUnixAddress, isValidUnixAddress, UNIX_ADDRESS } from '../formats/unix-address.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { isAddress, isLabel, isPartialWildcard, isWildcardDomain } from './formats.js';
import type { Part } from './part.js';
import { checkNoTargetPort, checkPort, checkPortName, checkProtocol } from './port.js';

/** The listeners for outbound traffic of a Sidecar (istio `pkg/config/validation/validation.go`, ValidateSidecar). */
export function* checkEgress(listeners: readonly Part[], namespace: string): Iterable<Complaint> {
  const seen = new Set<string | number>();
  for (const [i, listener] of listeners.entries()) {
    const [port, bind, hosts] = [listener.of('port'), listener.of('bind'), listener.of('hosts')];
    const number = port.of('number');
    if (!port.isSet) {
      if (i < listeners.length - 1)
        yield missing(port, 'port is missing: only the last listener can be without one');
    } else {
      yield* checkNoTargetPort(port);
      if (port.of('name').text !== '') yield* checkPortName(port.of('name'));
      yield* checkProtocol(port.of('protocol'));
      const isSocket = number.number === 0;
      yield* isSocket ? checkSocket(listener) : checkPort(number);
      if (!isSocket && bind.text !== '' && !isAddress(bind.text)) yield badValue(bind, 'an IP address');
      const place = isSocket ? bind.text : number.number;
      if (seen.has(place)) yield badValue(isSocket ? bind : number, 'one that no other listener has');
      seen.add(place);
    }
    if (hosts.items.length === 0) yield missing(hosts, 'hosts is missing: a listener has at least one');
    yield* checkHosts(hosts.items, namespace);
  }
}

function* checkSocket(listener: Part): Iterable<Complaint> {
  const [bind, mode] = [listener.of('bind'), listener.of('captureMode')];
  if (!isUnixAddress(bind.text) || !isValidUnixAddress(bind.text))
    yield badValue(bind.isSet ? bind : listener.of('port'), `${UNIX_ADDRESS} as bind with port 0`);
  if (mode.text === 'IPTABLES') yield together(mode, 'does not go with a Unix domain socket');
}

const HOST = '<namespace>/<host>, of which the namespace may be *, . or ~, and the host * or *.<domain>';

function* checkHosts(hosts: readonly Part[], namespace: string): Iterable<Complaint> {
  const seen = new Map<string, Set<string>>();
  for (const host of hosts) {
    const slash = host.text.indexOf('/');
    const [written, name] = [host.text.slice(0, Math.max(slash, 0)), host.text.slice(slash + 1)];
    const own = written.replace(/^~/, '');
    const isNamespace = ['', '*', '.'].includes(own) || isLabel(own);
    const isName = name === '*' || (name.includes('.') && isWildcardDomain(name) && !isPartialWildcard(name));
    if (slash === -1 || written === '' || !isNamespace || !isName) yield badValue(host, HOST);
    if (slash === -1 || written.startsWith('~')) continue;
    const key = written === '.' ? namespace : written;
    const names = seen.get(key) ?? new Set();
    if (names.has(name) || names.has('*') || (name === '*' && names.size > 0))
      yield warned(host, `is covered twice: the list has another host of ${key}`);
    seen.set(key, names.add(name));
  }
  if (seen.get('*')?.has('*') === true && seen.size > 1) {
    const all = hosts.find(({ text }) => text === '*/*');
    if (all !== undefined) yield warned(all, 'covers all other hosts of the list');
  }
}
