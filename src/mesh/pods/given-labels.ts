import type { Requirement } from '../labels.js';
import type { PodTemplate } from './pod-template.js';

/** Whether pods get a label that their template does not have, with a value that a selector asks for. */
export type GivenLabel = (pod: PodTemplate, values: readonly string[]) => boolean;

const ofJob: GivenLabel = ({ manifest: { kind, metadata } }, values) =>
  kind === 'CronJob' || (kind === 'Job' && (values.length === 0 || values.includes(metadata.name)));
const ofStatefulSet: GivenLabel = ({ manifest }) => manifest.kind === 'StatefulSet';
const always: GivenLabel = () => true;

/**
 * Labels that pods get when they are made (https://kubernetes.io/docs/reference/labels-annotations-taints/, istio
 * `pkg/kube/inject/template.go`).
 */
const GIVEN: ReadonlyMap<string, GivenLabel> = new Map([
  [
    'statefulset.kubernetes.io/pod-name',
    (pod, values) =>
      ofStatefulSet(pod, values) &&
      (values.length === 0 ||
        values.some((value) => value.replace(/-\d+$/, '') === pod.manifest.metadata.name)),
  ],
  ['apps.kubernetes.io/pod-index', ofStatefulSet],
  ['job-name', ofJob],
  ['batch.kubernetes.io/job-name', ofJob],
  ['controller-uid', ofJob],
  ['batch.kubernetes.io/controller-uid', ofJob],
  ['batch.kubernetes.io/job-completion-index', ofJob],
  ['pod-template-hash', always],
  ['controller-revision-hash', always],
  ['pod-template-generation', always],
  ['security.istio.io/tlsMode', always],
  ['service.istio.io/canonical-name', always],
  ['service.istio.io/canonical-revision', always],
]);

/** Who gets the label that a condition is about without asking; `undefined` for the labels of templates alone. */
export function givenLabel({ key, operator }: Requirement): GivenLabel | undefined {
  return operator === 'In' || operator === 'Exists' ? GIVEN.get(key) : undefined;
}
