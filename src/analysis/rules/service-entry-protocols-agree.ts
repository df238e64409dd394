import { knownHostsOf, type KnownHost } from '../../mesh/known-hosts.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

export const serviceEntryProtocolsAgree = defineRule({
  id: 'service-entry-protocols-agree',
  severity: 'warning',
  what: 'Two ServiceEntries have the same port of the same host with different protocols.',
  why: 'A proxy has one listener for the port, and which protocol it speaks depends on the order in which Istio reads them.',
  fix: 'Give both the same protocol, or make them one.',
  equivalent: ['IST0177', 'KIA1212'],
  kinds: ['networking.istio.io/ServiceEntry'],

  *check(manifest, mesh) {
    const known = knownHostsOf(mesh);
    for (const own of known.givenBy(manifest)) {
      const all = known.exactly(own.host);
      for (const other of all.slice(0, all.indexOf(own))) {
        if (other.manifest.kind !== 'ServiceEntry' || !meet(own, other)) continue;
        const clash = own.ports.find((port) =>
          other.ports.some(
            ({ number, protocol }) =>
              number === port.number && protocol.toUpperCase() !== port.protocol.toUpperCase(),
          ),
        );
        if (clash === undefined) continue;
        yield {
          path: own.path,
          message: `port ${clash.number} is ${clash.protocol} here, and another protocol in ${formatRef(refOf(other.manifest))}`,
          related: [{ manifest: other.manifest, path: ['spec', 'ports'], message: 'has the port too' }],
        };
        break;
      }
    }
  },
});

/** Whether some namespace sees both. */
function meet(a: KnownHost, b: KnownHost): boolean {
  const reach = ({ exportTo = ['*'], namespace }: KnownHost): readonly string[] =>
    exportTo.map((target) => (target === '.' ? namespace : target));
  const [left, right] = [reach(a), reach(b)];
  return left.includes('*') || right.includes('*') || left.some((name) => right.includes(name));
}
