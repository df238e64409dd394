import type { Format } from '../../model/format.js';
import { dnsLabel, wildcardHost } from '../../model/formats/host.js';

function isNamespace(text: string): boolean {
  const name = text.startsWith('~') ? text.slice(1) : text;
  return text !== '' && (name === '' || name === '*' || name === '.' || dnsLabel.accepts(name));
}

function isHost(text: string): boolean {
  if (text === '*') return true;
  return text.includes('.') && wildcardHost.accepts(text) && (!text.startsWith('*') || text.startsWith('*.'));
}

/** `namespace/host` (istio `pkg/config/validation/agent/validation.go`, ValidateNamespaceSlashWildcardHostname). */
export const sidecarHost: Format = {
  expected:
    'namespace/host: a namespace, *, . or (to exclude) one of these after ~; and a host with a dot, such as web.shop.svc.cluster.local or *.example.com, or *',
  accepts(value) {
    if (typeof value !== 'string') return false;
    const slash = value.indexOf('/');
    return slash !== -1 && isNamespace(value.slice(0, slash)) && isHost(value.slice(slash + 1));
  },
};

/** The entry of `hosts` that makes the one at `index` superfluous, if there is one. Exclusions are left alone. */
export function coveringHost(
  hosts: readonly string[],
  index: number,
  ownNamespace?: string,
): string | undefined {
  const split = (host: string): readonly [string, string] => {
    const [namespace = '', name = ''] = host.split('/');
    return [namespace === '.' ? (ownNamespace ?? '.') : namespace, name];
  };
  const [namespace, name] = split(hosts[index] ?? '');
  if (namespace.startsWith('~')) return undefined;
  return hosts.find((other, at) => {
    if (at === index) return false;
    const [otherNamespace, otherName] = split(other);
    const same = otherNamespace === namespace && otherName === name;
    if (same) return at < index;
    return (
      (otherNamespace === namespace && otherName === '*') || (otherNamespace === '*' && otherName === '*')
    );
  });
}
