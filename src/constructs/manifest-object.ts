import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { checkFields, type FieldFormats, type FieldProblem } from '../model/check-fields.js';
import { labelKey, labelValue, objectName } from '../model/formats/label.js';
import { objectLabelName } from '../model/formats/label.js';
import { ConstructError, describeProblem } from './construct-error.js';
import { landingProblem, type PatchOperation } from './patch.js';
import { rememberSource } from './source.js';

/** The metadata that the props of every construct of one object take. */
export interface ObjectProps {
  /** `metadata.name`.
   *  @default - the id of the construct */
  readonly name?: string;
  /** `metadata.namespace`.
   *  @default - the namespace of the chart */
  readonly namespace?: string;
  /** `metadata.labels`.
   *  @default - the labels of the chart */
  readonly labels?: Readonly<Record<string, string>>;
  /** `metadata.annotations`.
   *  @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a kind of object is made of, beside its metadata. */
export interface ObjectDefinition {
  readonly apiVersion: string;
  readonly kind: string;
  /** The other top-level fields: `{ spec: … }`, `{ data: … }`. Only `undefined` is left out of the YAML. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Forms of fields, by path below `body.spec`. */
  readonly formats?: FieldFormats;
  /** What formats cannot say: relations between fields of this object. */
  readonly problems?: Iterable<FieldProblem>;
}

const METADATA_FORMATS: FieldFormats = {
  name: objectName,
  namespace: objectLabelName,
  'labels{key}': labelKey,
  'labels{}': labelValue,
  'annotations{key}': labelKey,
};

/** A construct that makes exactly one object, checked where it is written. */
export class ManifestObject extends Construct {
  /** `metadata.name`. */
  readonly name: string;
  /** `metadata.namespace`; empty for cluster-scoped objects. */
  readonly namespace: string;
  protected readonly object: ApiObject;

  /** @throws ConstructError listing every field that is not as it has to be */
  constructor(scope: Construct, id: string, props: ObjectProps, definition: ObjectDefinition) {
    super(scope, id);
    rememberSource(this);
    const { name = id, namespace, labels, annotations } = props;
    const problems = [
      ...checkFields({ name, namespace, labels, annotations }, METADATA_FORMATS),
      ...checkFields(definition.body['spec'], definition.formats ?? {}),
      ...(definition.problems ?? []),
    ];
    if (problems.length > 0) {
      throw new ConstructError(
        this,
        problems.map((problem) => `${definition.kind} ${describeProblem(problem)}`),
      );
    }
    this.object = new ApiObject(this, 'object', {
      apiVersion: definition.apiVersion,
      kind: definition.kind,
      metadata: { name, ...defined({ namespace, labels, annotations }) },
      ...definition.body,
    });
    this.name = name;
    this.namespace = this.object.metadata.namespace ?? '';
  }

  /**
   * The escape hatch: RFC 6902 operations on the finished manifest, for fields that the props lack.
   * @param operations applied in order: `{ op: 'add', path: '/spec/priority', value: 1 }`
   * @throws ConstructError if a path leads to nothing, which would otherwise be dropped silently
   */
  patch(...operations: readonly PatchOperation[]): void {
    let manifest: unknown = this.object.toJson();
    for (const operation of operations) {
      const problem = landingProblem(manifest, operation);
      if (problem !== undefined) throw new ConstructError(this, [`patch of ${this.object.kind}: ${problem}`]);
      const step =
        operation.op === 'remove'
          ? JsonPatch.remove(operation.path)
          : JsonPatch[operation.op](operation.path, operation.value);
      manifest = JsonPatch.apply(manifest, step);
      this.object.addJsonPatch(step);
    }
  }
}

function defined<T extends Record<string, unknown>>(record: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
