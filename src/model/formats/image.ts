import type { Format } from '../format.js';

// The grammar of an image reference in distribution/reference: a registry, lower-case path components, a tag, a digest.
const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::\d{1,5})?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * An image that is the same tomorrow: `repository:tag`, `repository@sha256:…`, or both. A reference without a tag means
 * `latest`, which is whatever was pushed last.
 */
export const imageReference: Format = {
  expected: 'an image as repository:tag (not latest) or repository@sha256:<64 hex digits>',
  accepts(value) {
    if (typeof value !== 'string') return false;
    const [named = '', digest, ...rest] = value.split('@');
    if (rest.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return false;
    const colon = named.lastIndexOf(':');
    const tag = colon > named.lastIndexOf('/') ? named.slice(colon + 1) : undefined;
    const repository = tag === undefined ? named : named.slice(0, colon);
    if (tag === 'latest' || (tag !== undefined && !TAG.test(tag))) return false;
    return (tag !== undefined || digest !== undefined) && isRepository(repository);
  },
};

/** The first component is a registry if it could not be part of a path. */
function isRepository(text: string): boolean {
  const [first = '', ...rest] = text.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const components = isRegistry ? rest : [first, ...rest];
  return (
    text.length <= 255 &&
    (!isRegistry || HOST.test(first)) &&
    components.every((part) => COMPONENT.test(part))
  );
}
