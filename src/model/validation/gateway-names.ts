import { badValue, warned, type Complaint } from './complaint.js';
import { isFqdn, isLabel } from './formats.js';
import type { Part } from './part.js';

/**
 * istio `pkg/config/validation/validation.go`, validateGatewayNames. Like it, it looks at nothing after the first name
 * without namespace.
 */
export function* checkGatewayNames(list: Part): Iterable<Complaint> {
  for (const entry of list.items) {
    const slash = entry.text.indexOf('/');
    if (slash === -1) {
      const [name = '', namespace = ''] = entry.text.split('.');
      if (!isFqdn(entry.text)) yield badValue(entry, 'the name of a Gateway, or namespace/name');
      else if (entry.text.includes('.')) yield warned(entry, `is of an old form: write ${namespace}/${name}`);
      return;
    }
    if (!isLabel(entry.text.slice(0, slash)) || !isLabel(entry.text.slice(slash + 1)))
      yield badValue(entry, 'namespace/name of a Gateway');
  }
}
