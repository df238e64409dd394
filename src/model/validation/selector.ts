import { badValue, together, warned, type Complaint } from './complaint.js';
import { namesOf, type Part } from './part.js';

/** istio validateWorkloadSelector and ValidateAlphaWorkloadSelector: labels that select pods. */
export function* checkSelector(selector: Part, field: 'matchLabels' | 'labels'): Iterable<Complaint> {
  if (!selector.isSet) return;
  const labels = selector.of(field);
  for (const [key, value] of labels.entries) {
    if (key === '') yield badValue(value, 'a key that is not empty');
    if (key.includes('*') || value.text.includes('*')) yield badValue(value, 'a label without wildcard');
  }
  if (labels.entries.length === 0) yield warned(selector, 'selects by no labels, and so every workload');
}

const TARGETS: readonly (readonly [group: string, kind: string])[] = [
  ['', 'Service'],
  ['networking.istio.io', 'ServiceEntry'],
  ['gateway.networking.k8s.io', 'Gateway'],
  ['gateway.networking.k8s.io', 'GatewayClass'],
];

/** What a policy is attached to: a selector, or references, and not both (istio validateOneOfSelectorType). */
export function* checkAttachment(spec: Part): Iterable<Complaint> {
  const given = [
    ...spec.set('selector', 'targetRef'),
    ...(spec.of('targetRefs').items.length > 0 ? [spec.of('targetRefs')] : []),
  ];
  const [, second] = given;
  if (second !== undefined)
    yield together(
      second,
      `expected only one of selector, targetRef and targetRefs, found ${namesOf(given)}`,
    );
  yield* checkSelector(spec.of('selector'), 'matchLabels');
  for (const ref of [spec.of('targetRef'), ...spec.of('targetRefs').items]) yield* checkTarget(ref);
}

function* checkTarget(ref: Part): Iterable<Complaint> {
  if (!ref.isSet) return;
  const [group, kind] = [ref.of('group'), ref.of('kind')];
  if (ref.of('name').text === '') yield badValue(ref.of('name'), 'the name of the target');
  if (ref.of('namespace').text !== '')
    yield badValue(ref.of('namespace'), 'none: a target is in the namespace of the policy');
  const canonical = group.text === 'core' ? '' : group.text;
  if (TARGETS.some((target) => target[0] === canonical && target[1] === kind.text)) return;
  const known = TARGETS.map(([of, name]) => (of === '' ? name : `${name} of ${of}`)).join(', ');
  yield badValue(kind, `one of ${known}`);
}
