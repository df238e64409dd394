import type { Format } from '../../model/format.js';
import { objectLabelName, objectName } from '../../model/formats/label.js';
import { port } from '../../model/formats/number.js';
import { isPathTemplate, templateProblem } from '../../model/formats/path-template.js';

const AT_ENDS = 'with at most one *, at the beginning or at the end';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'];

/** A value without its wildcard; `undefined` if it has a `*` where the proxy would take it literally. */
function literalOf(value: string): string | undefined {
  const stars = value.split('*').length - 1;
  if (stars === 0) return value;
  if (stars > 1) return undefined;
  if (value.startsWith('*')) return value.slice(1);
  return value.endsWith('*') ? value.slice(0, -1) : undefined;
}

function wildcard(expected: string, accepts: (literal: string, value: string) => boolean): Format {
  return {
    expected: `${expected}, ${AT_ENDS}`,
    accepts(value) {
      const literal = typeof value === 'string' && value !== '' ? literalOf(value) : undefined;
      return literal !== undefined && accepts(literal, String(value));
    },
  };
}

/**
 * Any text that a proxy compares as exact, prefix, suffix or any (istio `pilot/pkg/security/authz/matcher/string.go`).
 * Istio takes a `*` elsewhere without a word, and literally, so that it matches nothing.
 */
export const wildcardText = wildcard('a text', () => true);

/**
 * Compared with the SPIFFE id after `spiffe://` (istio `pilot/pkg/security/authz/model/generator.go`). Written with
 * that prefix, or as the bare name of a service account, it would match nobody.
 */
export const principal = wildcard(
  'an identity such as cluster.local/ns/shop/sa/web (without spiffe://)',
  (literal, value) => !/\s|:\/\//.test(literal) && (literal !== value || literal.includes('/')),
);

/** `issuer/subject`; without a slash the subject would have to be empty. */
export const requestPrincipal = wildcard(
  'issuer/subject of a token',
  (literal, value) => literal !== value || literal.includes('/'),
);

/** Part of an `:authority`, so neither a scheme nor a path. */
export const policyHost = wildcard('a host, with its port if requests name one', (literal) =>
  /^[A-Za-z0-9._:[\]-]*$/.test(literal),
);

/** Methods are compared case-sensitively, so `get` would match nothing. */
export const policyMethod = wildcard(`one of ${METHODS.join(', ')}`, (literal, value) =>
  literal === value
    ? METHODS.includes(value)
    : METHODS.some((method) => (value.endsWith('*') ? method.startsWith(literal) : method.endsWith(literal))),
);

/** Paths begin with a slash and are compared without query and fragment; others would match nothing. */
const plainPath = wildcard(
  'a path that begins with / (without query)',
  (literal, value) => !/[?#{}\s]/.test(literal) && (value.startsWith('*') || value.startsWith('/')),
);

/** A path, or a template with `{*}` and `{**}`. */
export const policyPath: Format = {
  expected: `${plainPath.expected}; or a template of whole segments in which {*} is any segment and a last {**} any number`,
  accepts: (value) =>
    typeof value === 'string' && isPathTemplate(value)
      ? value.startsWith('/') && templateProblem(value) === undefined
      : plainPath.accepts(value),
};

/** Wildcards may stand anywhere: Istio makes a regular expression of it. */
export const policyNamespace: Format = {
  expected: 'a namespace, in which * stands for any characters',
  accepts: (value) => typeof value === 'string' && objectLabelName.accepts(value.replaceAll('*', 'x')),
};

/** Narrower than istio `pkg/config/security/security.go`, CheckServiceAccount: others name nobody. */
export const serviceAccount: Format = {
  expected: 'serviceAccount or namespace/serviceAccount (both names of Kubernetes objects), without wildcard',
  accepts(value) {
    if (typeof value !== 'string') return false;
    const [name = '', namespace = 'default', ...rest] = value.split('/').reverse();
    return rest.length === 0 && objectName.accepts(name) && objectLabelName.accepts(namespace);
  },
};

/** Istio `pkg/config/security/security.go`, CheckTrustDomainValues. */
export const trustDomain = wildcard(
  'a trust domain such as cluster.local',
  (literal) => !/[/\s]/.test(literal),
);

/** Ports are texts in the API. Istio takes 0 too, on which nothing listens. */
export const policyPort: Format = {
  expected: `${port.expected}, as a text`,
  accepts: (value) => typeof value === 'string' && /^[1-9]\d*$/.test(value) && port.accepts(Number(value)),
};
