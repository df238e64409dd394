import { definite, type Match } from '../mesh/match.js';
import { policyText, textMatches } from './text-match.js';

/** The identity that a caller's certificate proves, or that of some service account of a namespace outside of the set. */
export type Identity =
  | {
      readonly trustDomain: string;
      /** Other names of the trust domain.
       *  @default - none */
      readonly aliases?: readonly string[];
      readonly namespace: string;
      readonly serviceAccount: string;
    }
  | { readonly trustDomain: string; readonly aliases?: readonly string[]; readonly foreign: true };

/**
 * `principals`: `<trust domain>/ns/<namespace>/sa/<account>`. A trust domain written `cluster.local` is the mesh's own,
 * and so is one of its aliases (istio `pilot/pkg/security/trustdomain/bundle.go`).
 */
export function principalMatches(value: string, identity: Identity): Match {
  const match = policyText(inOwnDomain(value, identity));
  if (!('foreign' in identity)) {
    const { trustDomain, namespace, serviceAccount } = identity;
    return definite(textMatches(match, `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`));
  }
  // A namespace that is named in full is known, so a foreign pod is not in it; its account may have any name.
  if ('exact' in match) return 'no';
  if ('suffix' in match) return foreignEndsWith(match.suffix);
  const start = `${identity.trustDomain}/ns/`;
  if (start.startsWith(match.prefix)) return 'yes';
  return match.prefix.startsWith(start) && !match.prefix.slice(start.length).includes('/') ? 'some' : 'no';
}

/** Only a principal of five parts has a trust domain that counts (trustdomain/util.go isTrustDomainBeingEnforced). */
function inOwnDomain(value: string, { trustDomain, aliases = [] }: Identity): string {
  const [domain = '', ...rest] = value.split('/');
  const isOther = !textMatches(policyText(domain), trustDomain);
  const isAlias =
    rest.length === 4 &&
    (domain === 'cluster.local' || aliases.some((alias) => textMatches(policyText(domain), alias)));
  return isOther && isAlias ? [trustDomain, ...rest].join('/') : value;
}

/** Whether a principal of a namespace that is not named in full can end like this. */
function foreignEndsWith(suffix: string): Match {
  const [account, sa, namespace, ...more] = suffix.split('/').reverse();
  if (suffix === '') return 'yes';
  if (account === undefined || more.length > 0) return 'no';
  if (sa === undefined) return 'some';
  return (namespace === undefined ? 'sa'.endsWith(sa) : sa === 'sa') ? 'some' : 'no';
}

/**
 * `namespaces`: a star anywhere stands for anything, also for a slash: istiod makes `.*\/ns\/<value>\/.*` of it, so that
 * `*a` takes every namespace, for the `sa` that follows each (`pilot/pkg/security/authz/model/generator.go`
 * srcNamespaceGenerator).
 */
export function namespaceMatches(value: string, identity: Identity): Match {
  const known = !('foreign' in identity);
  const rest = known ? `${identity.namespace}/sa/${identity.serviceAccount}` : '?/sa/?';
  if (starMatches(`*/ns/${value}/*`, `spiffe://${identity.trustDomain}/ns/${rest}`)) return 'yes';
  return !known && value.includes('*') ? 'some' : 'no';
}

/** `serviceAccounts`: `<account>` of the policy's namespace, or `<namespace>/<account>`. */
export function serviceAccountMatches(value: string, policyNamespace: string, identity: Identity): Match {
  if ('foreign' in identity) return 'no';
  const full = value.includes('/') ? value : `${policyNamespace}/${value}`;
  return definite(full === `${identity.namespace}/${identity.serviceAccount}`);
}

/** `trustDomains`: one star at an end, or alone; an alias stands for all names of the trust domain. */
export function trustDomainMatches(value: string, { trustDomain, aliases = [] }: Identity): Match {
  return definite(aliases.includes(value) || textMatches(policyText(value), trustDomain));
}

function starMatches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
