import { covers } from './host-match.js';
import type { GatewayServer } from './gateway-table.js';
import type { BoundVirtualService } from './virtual-services.js';

/** A host of a gateway's port. */
export interface VirtualHost {
  /** Servers that send plaintext requests to HTTPS. */
  readonly redirects: GatewayServer[];
  readonly virtualServices: {
    readonly virtualService: BoundVirtualService;
    readonly server: GatewayServer;
  }[];
}

/** The hosts at a gateway's port. */
export class ServerHosts {
  private readonly exact = new Map<string, VirtualHost>();
  /** Longest first. */
  private readonly wildcards: (readonly [string, VirtualHost])[];

  constructor(hosts: ReadonlyMap<string, VirtualHost>) {
    for (const [name, host] of hosts) if (!name.startsWith('*')) this.exact.set(name, host);
    this.wildcards = [...hosts]
      .filter(([name]) => name.startsWith('*'))
      .sort(([a], [b]) => b.length - a.length);
  }

  get names(): readonly string[] {
    return [...this.exact.keys(), ...this.wildcards.map(([name]) => name)];
  }

  /** The host of a request: the exact one, else the longest wildcard that leaves something for its star. */
  find(host: string): VirtualHost | undefined {
    const name = host.toLowerCase();
    return (
      this.exact.get(name) ??
      this.wildcards.find(
        ([wildcard]) => wildcard === '*' || (covers(wildcard, name) && name.length >= wildcard.length),
      )?.[1]
    );
  }
}

/** The hosts of a server for the VirtualServices of a namespace. */
export function inNamespace(hosts: readonly string[], namespace: string): readonly string[] {
  return hosts.flatMap((host) => {
    const slash = host.indexOf('/');
    if (slash === -1) return [host];
    return host.slice(0, slash) === namespace ? [host.slice(slash + 1)] : [];
  });
}

/** Of each two hosts that overlap, the narrower one. */
export function intersection(some: readonly string[], others: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const one of some) {
    for (const other of others) {
      if (covers(other, one)) found.add(one);
      else if (covers(one, other)) found.add(other);
    }
  }
  return found;
}
