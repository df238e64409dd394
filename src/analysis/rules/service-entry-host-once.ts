import { isDeepStrictEqual } from 'node:util';
import { at, itemsAt, numberAt, stringAt, textsAt, type Field } from '../../mesh/fields.js';
import { knownHostsOf, type KnownHost } from '../../mesh/known-hosts.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/model/sidecar.go, addService; pilot/pkg/serviceregistry/serviceentry.
export const serviceEntryHostOnce = defineRule({
  id: 'service-entry-host-once',
  severity: 'warning',
  what: 'Two ServiceEntries have the same port of the same host, and say different things of it.',
  why: 'Of two in one namespace the resolution and the location of the older hold for the endpoints of both; of two in several namespaces a proxy of a third one uses the older alone.',
  fix: 'Make them one, or export each to the namespaces that are to use it.',
  equivalent: ['KIA1211'],
  differs:
    'Kiali reports every pair, also where one says what the other does, or where two of one namespace join their endpoints.',
  kinds: ['networking.istio.io/ServiceEntry'],

  *check(manifest, mesh) {
    const known = knownHostsOf(mesh);
    for (const own of known.givenBy(manifest)) {
      const all = known.exactly(own.host);
      const index = all.indexOf(own);
      for (const other of all.slice(Math.max(0, index - MOST), index)) {
        if (other.manifest.kind !== 'ServiceEntry') continue;
        const field = differenceOf(own, other);
        if (field === undefined) continue;
        yield {
          path: own.path,
          message: `${formatRef(refOf(other.manifest))} has the host too, with other ${field}`,
          related: [{ manifest: other.manifest, path: other.path, message: 'has the host too' }],
        };
        break;
      }
    }
  },
});

/** So many others are compared with each. */
const MOST = 50;

/** What differs of a port that both have, if a proxy has to choose. Protocols that differ are another rule's. */
function differenceOf(a: KnownHost, b: KnownHost): string | undefined {
  const shared = a.ports.find(({ number, protocol }) =>
    b.ports.some((port) => port.number === number && port.protocol.toUpperCase() === protocol.toUpperCase()),
  );
  if (shared === undefined) return undefined;
  const joined = a.namespace === b.namespace;
  if (!joined && !meetElsewhere(a, b)) return undefined;
  const [left, right] = [shapeOf(a.manifest, shared.number), shapeOf(b.manifest, shared.number)];
  if (left.resolution !== right.resolution) return 'resolution';
  if (left.location !== right.location) return 'location';
  return joined || isDeepStrictEqual(left, right) ? undefined : 'endpoints';
}

function shapeOf(entry: Manifest, number: number) {
  const port: Field = itemsAt(entry, 'spec', 'ports').find((item) => numberAt(item, 'number') === number);
  return {
    resolution: stringAt(entry, 'spec', 'resolution') ?? 'NONE',
    location: stringAt(entry, 'spec', 'location') ?? 'MESH_EXTERNAL',
    target: numberAt(port, 'targetPort') ?? number,
    endpoints: itemsAt(entry, 'spec', 'endpoints').map((endpoint) => ({
      address: stringAt(endpoint, 'address'),
      port: at(endpoint, 'ports', stringAt(port, 'name') ?? ''),
      labels: textsAt(endpoint, 'labels'),
    })),
    // Labels of one namespace are those of other pods in another.
    selected: textsAt(entry, 'spec', 'workloadSelector', 'labels'),
    addresses: itemsAt(entry, 'spec', 'addresses'),
  };
}

/** Whether a namespace other than theirs may see both. In its own each has its own. */
function meetElsewhere(a: KnownHost, b: KnownHost): boolean {
  const reach = ({ exportTo = ['*'], namespace }: KnownHost): readonly string[] =>
    exportTo.filter((target) => target !== '.' && target !== '~').filter((target) => target !== namespace);
  const [left, right] = [reach(a), reach(b)];
  const others = (names: readonly string[]): boolean =>
    names.some((name) => name !== a.namespace && name !== b.namespace);
  if (left.includes('*')) return others(right);
  if (right.includes('*')) return others(left);
  return others(left.filter((name) => right.includes(name)));
}
