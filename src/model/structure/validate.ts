import { groupOf, type Manifest } from '../manifest.js';
import { isAccepted, METADATA } from './accepted.js';
import { knownKind, schemaOf } from './catalog.js';
import { nameFormat } from './kubernetes/names.js';
import { expectedFound } from './scalars.js';
import type { StructureViolation } from './violation.js';
import { Walk } from './walk.js';

/**
 * What an API server with strict field validation refuses in a manifest: fields, types, values, and the rules of
 * CRDs. Of kinds without a schema here only the metadata are judged.
 */
export function validate(manifest: Manifest): readonly StructureViolation[] {
  return isAccepted(manifest) ? NONE : violationsOf(manifest);
}

const NONE: readonly StructureViolation[] = [];

/** What there is to say of a manifest, found by going through all of it. */
export function violationsOf(manifest: Manifest): readonly StructureViolation[] {
  const { apiVersion, kind, metadata } = manifest;
  const walk = new Walk();
  const known = knownKind(apiVersion, kind);
  const schema = schemaOf(apiVersion, kind);
  walk.visitField('metadata', metadata, METADATA, 'built-in');
  walk.found.push(...badName(manifest));
  if (known === undefined || schema === undefined) return walk.found;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  if (!known.versions.includes(version)) return [unserved(manifest, known.versions)];
  walk.visit(manifest, schema, known.dialect);
  if (known.definition !== undefined) walk.checkBuiltIn(manifest, known.definition);
  return walk.found;
}

function badName({ apiVersion, kind, metadata: { name } }: Manifest): readonly StructureViolation[] {
  const format = nameFormat(apiVersion, kind);
  if (format.accepts(name)) return [];
  const message = expectedFound(format.expected, name);
  return [{ code: 'field-value', path: ['metadata', 'name'], message }];
}

function unserved({ apiVersion, kind }: Manifest, versions: readonly string[]): StructureViolation {
  const group = groupOf(apiVersion);
  const served = versions.map((version) => (group === '' ? version : `${group}/${version}`));
  return {
    code: 'api-version-served',
    path: ['apiVersion'],
    message: `${kind} is not served as ${apiVersion}`,
    hint: `write ${served.join(' or ')}`,
  };
}
