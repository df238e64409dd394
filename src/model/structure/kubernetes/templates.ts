import { shown } from '../words.js';
import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import type { StructureViolation } from '../violation.js';
import { mappingAt, mappingsIn } from './containers.js';

/** What the controller of a pod template wants of it. */
export interface TemplateOwner {
  /** What a restart policy may be; the first one where there is none stands for Always. */
  readonly restart: readonly string[];
  /** Names of volumes that the controller adds.
   *  @default - none */
  readonly claims?: readonly Json[];
  /** Whether the selector has to select the template.
   *  @default true */
  readonly selects?: boolean;
}

/** A pod template in the spec of its controller (`pkg/apis/apps/validation`, `pkg/apis/batch/validation`). */
export function* checkTemplate(spec: JsonObject, owner: TemplateOwner): Iterable<StructureViolation> {
  const template = mappingAt(spec, 'template');
  const pod = mappingAt(template, 'spec');
  if (isJsonObject(template['spec'])) yield* checkPod(pod, ['template', 'spec'], owner);
  else yield { code: 'field-required', path: ['template', 'spec'], message: 'spec is missing' };
  if (owner.selects === false || !isJsonObject(spec['selector'])) return;
  const selector = spec['selector'];
  const wanted = mappingAt(selector, 'matchLabels');
  if (Object.keys(wanted).length === 0 && isEmptyList(selector['matchExpressions'])) {
    yield { code: 'field-value', path: ['selector'], message: 'expected a selector that is not empty' };
    return;
  }
  const labels = mappingAt(mappingAt(template, 'metadata'), 'labels');
  if (selects(selector, labels)) return;
  const path = ['template', 'metadata', 'labels'];
  yield {
    code: 'field-combination',
    path,
    message: 'the selector does not select the labels of the template',
  };
}

function isEmptyList(value: Json | undefined): boolean {
  return !Array.isArray(value) || value.length === 0;
}

/** Whether a label selector selects labels. */
function selects(selector: JsonObject, labels: JsonObject): boolean {
  for (const [key, value] of Object.entries(mappingAt(selector, 'matchLabels')))
    if ((labels[key] ?? undefined) !== (value ?? '')) return false;
  for (const [, { key, operator, values }] of mappingsIn(selector['matchExpressions'])) {
    const has = typeof key === 'string' && Object.hasOwn(labels, key);
    const isIn = has && Array.isArray(values) && (values as readonly Json[]).includes(labels[key] ?? '');
    const holds = { In: isIn, NotIn: !isIn, Exists: has, DoesNotExist: !has }[shown(operator)];
    if (holds === false) return false;
  }
  return true;
}

/** core/validation, ValidatePodSpec: what needs more than one part of it. */
export function* checkPod(
  pod: JsonObject,
  path: readonly string[],
  { restart, claims = [] }: TemplateOwner,
): Iterable<StructureViolation> {
  const policy = pod['restartPolicy'] ?? '';
  if (!restart.includes(shown(policy)))
    yield {
      code: 'field-value',
      path: [...path, 'restartPolicy'],
      message: `expected ${restart.filter((word) => word !== '').join(' or ')}, found ${policy === '' ? 'Always' : shown(policy)}`,
    };
  const volumes = new Set<Json>([
    ...claims,
    ...[...mappingsIn(pod['volumes'])].map(([, { name }]) => name ?? null),
  ]);
  const names = new Set<Json>();
  for (const list of ['initContainers', 'containers']) {
    for (const [i, container] of mappingsIn(pod[list])) {
      const at = [...path, list, i];
      const { name = null } = container;
      if (name !== null && names.has(name))
        yield {
          code: 'field-value',
          path: [...at, 'name'],
          message: `the container ${shown(name)} is there twice`,
        };
      names.add(name);
      for (const [j, mount] of mappingsIn(container['volumeMounts'])) {
        if (typeof mount['name'] !== 'string' || volumes.has(mount['name'])) continue;
        const message = `there is no volume ${mount['name']}`;
        yield { code: 'field-combination', path: [...at, 'volumeMounts', j, 'name'], message };
      }
      if (pod['hostNetwork'] === true) yield* checkHostPorts(container, at);
    }
  }
}

function* checkHostPorts(
  container: JsonObject,
  at: readonly (string | number)[],
): Iterable<StructureViolation> {
  for (const [i, { containerPort, hostPort }] of mappingsIn(container['ports'])) {
    if (hostPort === undefined || hostPort === null || hostPort === 0 || hostPort === containerPort) continue;
    const message = `expected the containerPort, ${shown(containerPort)}, because of hostNetwork, found ${shown(hostPort)}`;
    yield { code: 'field-combination', path: [...at, 'ports', i, 'hostPort'], message };
  }
}
