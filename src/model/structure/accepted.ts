import type { Manifest } from '../manifest.js';
import { acceptor, isEmpty } from './accept.js';
import { knownKind, schemaOf } from './catalog.js';
import { checkBuiltIn, entryOf } from './kubernetes/checks.js';
import { nameFormat } from './kubernetes/names.js';

/** The schema of what all objects have. */
export const METADATA = { $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };

/** Whether there is certainly nothing to say, which is so of nearly all objects. */
export function isAccepted(manifest: Manifest): boolean {
  const { apiVersion, kind, metadata } = manifest;
  if (!nameFormat(apiVersion, kind).accepts(metadata.name)) return false;
  if (!acceptor(METADATA, 'built-in', 'metadata')(metadata)) return false;
  const known = knownKind(apiVersion, kind);
  const schema = schemaOf(apiVersion, kind);
  if (known === undefined || schema === undefined) return true;
  if (!known.versions.includes(apiVersion.slice(apiVersion.indexOf('/') + 1))) return false;
  if (!acceptor(schema, known.dialect)(manifest)) return false;
  const entry = entryOf(known.definition ?? '');
  return entry === undefined || isEmpty(checkBuiltIn(manifest, entry));
}
