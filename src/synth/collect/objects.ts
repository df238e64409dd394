import type { ApiObject } from 'cdk8s';
import { identityOf, formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { isJsonObject } from '../../model/json.js';
import { manifestRenderer } from './manifest-of.js';
import { placeOf } from './place.js';
import type { Tree } from './tree.js';

/** One Kubernetes object of an app. */
export interface Rendered {
  /** Number of its construct in the tree. */
  readonly at: number;
  readonly manifest: Manifest;
  /** What makes it one object for the API server. */
  readonly identity: string;
}

/** Renders all objects of a tree; what is wrong is added to the problems and left out. */
export function renderObjects(tree: Tree, problems: string[]): readonly Rendered[] {
  const rendered: Rendered[] = [];
  const owners = new Map<string, ApiObject>();
  const render = manifestRenderer(tree.app);
  for (const { at, object } of tree.objects) {
    const manifest = renderObject(object, render, problems);
    if (manifest === undefined) continue;
    const identity = identityOf(refOf(manifest));
    const other = owners.get(identity);
    if (other === undefined) {
      owners.set(identity, object);
      rendered.push({ at, manifest, identity });
    } else {
      problems.push(
        `${formatRef(refOf(manifest))} is made twice: by ${placeOf(other)} and by ${placeOf(object)}`,
      );
    }
  }
  return rendered;
}

function renderObject(
  object: ApiObject,
  render: (object: ApiObject) => unknown,
  problems: string[],
): Manifest | undefined {
  let value: unknown;
  try {
    value = render(object);
  } catch (error) {
    problems.push(`${placeOf(object)}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  if (isManifest(value)) return value;
  for (const [field, found] of badFields(value)) {
    problems.push(
      `${placeOf(object)}: ${field} is ${found === undefined ? 'missing' : JSON.stringify(found)}, expected a text that is not empty`,
    );
  }
  return undefined;
}

function isManifest(value: unknown): value is Manifest {
  return badFields(value).length === 0;
}

function badFields(value: unknown): readonly (readonly [field: string, found: unknown])[] {
  const object = isJsonObject(value) ? value : {};
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  const required: [string, unknown][] = [
    ['apiVersion', object['apiVersion']],
    ['kind', object['kind']],
    ['metadata.name', metadata['name']],
  ];
  if (Object.hasOwn(metadata, 'namespace')) required.push(['metadata.namespace', metadata['namespace']]);
  return required.filter(([, found]) => typeof found !== 'string' || found === '');
}
