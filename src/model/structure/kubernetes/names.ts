import type { Format } from '../../format.js';
import { objectLabelName, objectName } from '../../formats/label.js';
import { groupOf } from '../../manifest.js';

/** What can stand in a URL. */
export const SEGMENT: Format = {
  expected: 'a name without / and %',
  accepts: (value) => typeof value === 'string' && value !== '' && !/[/%]|^\.{1,2}$/.test(value),
};

/** The kinds whose names are more, or less, than a subdomain (`pkg/apis/<group>/validation`, Validate…Name). */
const NAMES: Readonly<Record<string, Format>> = {
  'policy/PodDisruptionBudget': SEGMENT,
  '/Namespace': objectLabelName,
  '/Service': objectLabelName,
  'apps/StatefulSet': objectLabelName,
  'batch/CronJob': shortName(52),
  'batch/Job': shortName(63),
  'rbac.authorization.k8s.io/ClusterRole': SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': SEGMENT,
  'rbac.authorization.k8s.io/Role': SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': SEGMENT,
};

/** What an object of a kind may be called. */
export function nameFormat(apiVersion: string, kind: string): Format {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return (Object.hasOwn(NAMES, key) ? NAMES[key] : undefined) ?? objectName;
}

/** With room for what a controller adds. */
function shortName(most: number): Format {
  return {
    expected: `an object name: lower-case letters, digits, dashes and dots, at most ${most} characters`,
    accepts: (value) => objectName.accepts(value) && String(value).length <= most,
  };
}
