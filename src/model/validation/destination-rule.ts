import type { FieldFormats } from '../check-fields.js';
import type { Complaint } from './complaint.js';
import { badValue } from './complaint.js';
import { checkExportTo } from './export-to.js';
import { checkFormats, isLabel, isWildcardDomain, labelFormats } from './formats.js';
import { checkSelector } from './selector.js';
import { checkTrafficPolicy } from './traffic-policy.js';
import type { Validated } from './validated.js';

const FORMATS: FieldFormats = labelFormats('subsets[].labels');

/** istio `pkg/config/validation/validation.go`, ValidateDestinationRule. */
export function* checkDestinationRule({ spec, namespace }: Validated): Iterable<Complaint> {
  const [host, selector] = [spec.of('host'), spec.of('workloadSelector')];
  if (!isWildcardDomain(host.text))
    yield badValue(host, 'a host name, such as api.example.com or *.example.com');
  yield* checkFormats(spec, FORMATS);
  yield* checkTrafficPolicy(spec.of('trafficPolicy'), namespace);
  const names = new Set<string>();
  for (const subset of spec.of('subsets').items) {
    const name = subset.of('name');
    if (!isLabel(name.text)) yield badValue(name, 'a DNS label');
    else if (names.has(name.text)) yield badValue(name, 'a name that no other subset has');
    names.add(name.text);
    yield* checkTrafficPolicy(subset.of('trafficPolicy'), namespace);
  }
  yield* checkExportTo(spec.of('exportTo'), namespace, { isPrivate: selector.isSet });
  yield* checkSelector(selector, 'matchLabels');
}
