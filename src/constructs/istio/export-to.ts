import type { FieldProblem } from '../../model/check-fields.js';
import { exportTarget } from '../../model/formats/host.js';

/**
 * What istiod refuses in `exportTo` (istio `pkg/config/validation/validation.go`, validateExportTo): entries that are no
 * namespace, that repeat another one, or that stand beside `*` (everyone) or `~` (nobody).
 * @param namespace the object's own, for which `.` stands; `undefined` if only the chart knows it
 * @param options.nobody whether `~` is allowed: for ServiceEntries only
 */
export function* exportToProblems(
  exportTo: readonly string[] | undefined,
  namespace: string | undefined,
  options: { readonly nobody?: boolean } = {},
): Iterable<FieldProblem> {
  const nobody = options.nobody === true;
  const seen = new Set<string>();
  for (const [i, value] of (exportTo ?? []).entries()) {
    const path = ['exportTo', i];
    const key = value === '.' ? (namespace ?? value) : value;
    if (!exportTarget.accepts(value) && !(nobody && value === '~')) {
      yield {
        path,
        value,
        expected: nobody ? `${exportTarget.expected}, or "~" for nobody` : exportTarget.expected,
      };
    } else if (seen.has(key)) {
      yield { path, value, expected: 'each namespace once ("." is the own one)' };
    } else if ((value === '*' || value === '~') && exportTo?.length !== 1) {
      yield { path, value, expected: `${JSON.stringify(value)} alone, or namespaces only` };
    }
    seen.add(key);
  }
}
