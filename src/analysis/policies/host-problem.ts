import { extentOf } from '../../mesh/extent.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { Service } from '../../mesh/service.js';
import { suggest } from '../../model/suggest.js';
import type { Violation } from '../rule.js';
import { requestHosts } from './request-hosts.js';

type Problem = Omit<Violation, 'path'>;

/**
 * What keeps a host of a policy from being that of any request; `undefined` if nothing is known to. The host is the header
 * as the client sends it, with the port where that is not the one of the scheme
 * (https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation).
 * @param namespace of the policy
 */
export function hostProblem(mesh: Mesh, written: string, namespace: string): Problem | undefined {
  if (/[/\s@?#]/.test(written))
    return { message: `no request has the host ${written}: a host has no scheme and no path` };
  if (written.startsWith('*') || written.endsWith('*')) {
    const literal = written.startsWith('*') ? written.slice(1) : written.slice(0, -1);
    return literal.includes('*') ? inTheMiddle(written) : undefined;
  }
  if (written.includes('*')) return inTheMiddle(written);
  const [, host = '', port] = /^(.*?)(?::(\d+))?$/.exec(written) ?? [];
  const hosts = requestHosts(mesh);
  if (/^(?:localhost|[\d.]+|\[.*\])$/i.test(host) || hosts.isGiven(host) || hosts.isGiven(written))
    return undefined;
  const services = hosts.services(host);
  if (services.length > 0) return portProblem(host, port, services);
  const home = namespaceIn(host, namespace);
  if (home === undefined || !extentOf(mesh).namespaces.has(home)) return undefined;
  const near = suggest(host.split('.')[0] ?? '', hosts.named(home));
  return {
    message: `no Service of namespace ${home} has the host ${host}, and no route or gateway`,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
  };
}

function inTheMiddle(host: string): Problem {
  return { message: `no request has the host ${host}: \`*\` has a meaning at one end only` };
}

/** The namespace of a name within the cluster; what has two parts may also be a name outside. */
function namespaceIn(host: string, own: string): string | undefined {
  if (!host.includes('.')) return own;
  return /^[^.]+\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?$/.exec(host)?.[1];
}

function portProblem(
  host: string,
  port: string | undefined,
  services: readonly Service[],
): Problem | undefined {
  const numbers = [...new Set(services.flatMap(({ ports }) => ports.map(({ number }) => number)))];
  if (numbers.length === 0) return undefined;
  const asSent = numbers.map((number) => `${host}:${number}`);
  if (port !== undefined && !numbers.includes(Number(port)))
    return { message: `no Service ${host} has port ${port}`, fix: `write ${asSent.join(' or ')}` };
  if (port !== undefined || numbers.some((number) => number === 80 || number === 443)) return undefined;
  return {
    message: `no request has the host ${host}: clients send the port with it, ${asSent.join(' or ')}`,
    fix: `write ${numbers.length === 1 ? (asSent[0] ?? '') : `${host}:*`}`,
  };
}
