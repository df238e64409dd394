import { badValue, together, type Complaint } from './complaint.js';
import type { Validated } from './validated.js';

const FORBIDDEN = [
  'internal.istio.io/webhook-always-reject',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/parents',
];
const DRY_RUN = 'istio.io/dry-run';

/** istio `pkg/config/validation/validation.go`, validateMetadata. */
export function* checkMetadata({ metadata, spec }: Validated, kind: string): Iterable<Complaint> {
  const annotations = metadata.of('annotations');
  for (const name of FORBIDDEN) {
    const annotation = annotations.of(name);
    if (annotation.isSet) yield badValue(annotation, 'none: the annotation is for istiod itself');
  }
  const dryRun = annotations.of(DRY_RUN);
  if (!dryRun.isSet) return;
  const action = spec.of('action').text;
  if (kind !== 'AuthorizationPolicy') yield badValue(dryRun, 'none: only an AuthorizationPolicy takes it');
  else if (!['', 'ALLOW', 'DENY'].includes(action))
    yield together(dryRun, `does not go with action ${action}`);
  else if (!/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(dryRun.text))
    yield badValue(dryRun, '"true" or "false"');
}
