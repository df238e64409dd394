import type { FieldProblem } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { ipBlock } from '../../model/formats/host.js';
import { headerName } from '../../model/formats/http.js';
import {
  policyNamespace,
  policyPort,
  principal,
  requestPrincipal,
  serviceAccount,
  trustDomain,
  wildcardText,
} from './authorization-values.js';
import type { AuthorizationRule } from './authorization-rule.js';

/** Forms of the values by attribute (istio `pkg/config/security/security.go`, ValidateAttribute). */
const ATTRIBUTES: Readonly<Record<string, Format>> = {
  'source.ip': ipBlock,
  'remote.ip': ipBlock,
  'source.namespace': policyNamespace,
  'source.serviceAccount': serviceAccount,
  'source.principal': principal,
  'source.trustDomain': trustDomain,
  'request.auth.principal': requestPrincipal,
  'request.auth.audiences': wildcardText,
  'request.auth.presenter': wildcardText,
  'destination.ip': ipBlock,
  'destination.port': policyPort,
  'connection.sni': wildcardText,
};
const MAPS = [/^request\.auth\.claims(?:\[[^[\]]+\])+$/, /^experimental\.envoy\.filters\.[^[\]]+\[.+\]$/];
const HEADER = /^request\.headers\[(.+)\]$/;

const KEYS = `${Object.keys(ATTRIBUTES).join(', ')}, request.headers[name], request.auth.claims[name], or experimental.envoy.filters.name[key]`;

function formatOfValues(key: string): Format | undefined {
  if (Object.hasOwn(ATTRIBUTES, key)) return ATTRIBUTES[key];
  const header = HEADER.exec(key)?.[1];
  const map = header === undefined ? MAPS.some((form) => form.test(key)) : headerName.accepts(header);
  return map ? wildcardText : undefined;
}

/** Attributes that do not exist, and values that theirs cannot have. */
export function* conditionProblems(rules: readonly AuthorizationRule[] = []): Iterable<FieldProblem> {
  for (const [r, { when = [] }] of rules.entries()) {
    for (const [w, { key, values, notValues }] of when.entries()) {
      const path = ['rules', r, 'when', w];
      const format = formatOfValues(key);
      if (format === undefined) yield { path: [...path, 'key'], value: key, expected: KEYS };
      for (const [field, list] of Object.entries({ values, notValues })) {
        for (const [i, value] of (list ?? []).entries()) {
          if (format?.accepts(value) === false)
            yield { path: [...path, field, i], value, expected: format.expected };
        }
      }
    }
  }
}
