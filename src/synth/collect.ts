import { ApiObject, Chart, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { identityOf, refOf, formatRef, type Manifest } from '../model/manifest.js';
import { SynthesisError } from './synthesis-error.js';

/** One object of an app, rendered. */
export interface Collected {
  readonly object: ApiObject;
  readonly chart: Chart;
  readonly manifest: Manifest;
}

/**
 * Every object of an app, in the order of the tree, after the constructs have validated themselves. Each construct is
 * visited once: stock cdk8s walks the whole app again for each chart.
 * @throws SynthesisError with all problems at once: failed validations, objects without a name, one identity twice
 */
export function collect(app: App): readonly Collected[] {
  const constructs = app.node.findAll();
  const problems = constructs.flatMap((construct) =>
    construct.node.validate().map((problem) => `${construct.node.path}: ${problem}`),
  );
  if (problems.length > 0) throw new SynthesisError(problems);
  const collected = constructs
    .filter(isObject)
    .map((object) => ({ object, chart: Chart.of(object), manifest: render(object) }));
  const twice = [...duplicates(collected)];
  if (twice.length > 0) throw new SynthesisError(twice);
  return collected;
}

function isObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}

function render(object: ApiObject): Manifest {
  const manifest = object.toJson() as Partial<Manifest> | undefined;
  const { apiVersion, kind, metadata } = manifest ?? {};
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    typeof metadata?.name !== 'string' ||
    metadata.name === ''
  ) {
    throw new SynthesisError([
      `${object.node.path}: the object has no apiVersion, no kind or no metadata.name`,
    ]);
  }
  return manifest as Manifest;
}

function* duplicates(collected: readonly Collected[]): Iterable<string> {
  const first = new Map<string, Collected>();
  for (const one of collected) {
    const ref = refOf(one.manifest);
    const identity = identityOf(ref);
    const other = first.get(identity);
    if (other === undefined) first.set(identity, one);
    else
      yield `${formatRef(ref)} is made twice: by ${other.object.node.path} and by ${one.object.node.path}; the second would replace the first`;
  }
}
