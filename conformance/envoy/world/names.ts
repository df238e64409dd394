import type { Addresses } from './addresses.js';
import type { Service } from './service.js';

/** A place that a name stands for. */
export interface Place {
  readonly ip: string;
  /** Set if the name is a Service's and `ip` is not a pod's. */
  readonly service?: Service;
  /** Set if the name is not one of the cluster. */
  readonly external?: string;
}

/** Cluster DNS, and the DNS of the world outside. */
export class Names {
  private readonly services: ReadonlyMap<string, Service>;
  private readonly externals = new Map<string, string>();

  constructor(
    services: readonly Service[],
    private readonly addresses: Addresses,
  ) {
    this.services = new Map(
      services.map((service) => [`${service.name}.${service.namespace}.svc.cluster.local`, service]),
    );
  }

  /** Programs outside of the cluster that have been named so far. */
  get outside(): ReadonlyMap<string, string> {
    return this.externals;
  }

  /** Resolves a host as a pod of a namespace does, which has the cluster's search path. */
  resolve(host: string, namespace: string): readonly Place[] {
    if (this.addresses.owns(host)) return [{ ip: host }];
    for (const name of spellings(host, namespace)) {
      const service = this.services.get(name);
      if (service?.externalName !== undefined) return this.resolve(service.externalName, namespace);
      if (service?.clusterIp !== undefined) return [{ ip: service.clusterIp, service }];
      if (service !== undefined) return service.pods.map(({ ip }) => ({ ip }));
      const pod = this.podOf(name);
      if (pod !== undefined) return [{ ip: pod }];
    }
    if (/\.svc(\.cluster\.local)?\.?$/.test(host)) return [];
    return [{ ip: this.outsideAddress(host), external: host }];
  }

  /** A place for a program outside of the cluster: every name and address there has one of its own. */
  outsideAddress(host: string): string {
    const name = host.toLowerCase().replace(/\.$/, '');
    const known = this.externals.get(name);
    if (known !== undefined) return known;
    const ip = this.addresses.next('external');
    this.externals.set(name, ip);
    return ip;
  }

  /** `<pod>.<service>.<namespace>.svc.cluster.local`, the names of a headless Service's pods. */
  private podOf(name: string): string | undefined {
    const [pod, ...rest] = name.split('.');
    const service = this.services.get(rest.join('.'));
    return service?.clusterIp === undefined ? service?.pods.find((one) => one.name === pod)?.ip : undefined;
  }
}

/** The names that a resolver tries, as a pod's resolv.conf has them. */
export function spellings(host: string, namespace: string): readonly string[] {
  const name = host.toLowerCase();
  if (name.endsWith('.')) return [name.slice(0, -1)];
  return [
    name,
    `${name}.${namespace}.svc.cluster.local`,
    `${name}.svc.cluster.local`,
    `${name}.cluster.local`,
  ];
}
