import { shown } from '../words.js';
import { BlockList, isIP } from 'node:net';
import { isJsonObject } from '../../json.js';
import type { BuiltInEntries } from './entry.js';
import { cidrBlock, isCidr, portReference, range, words } from './formats.js';
import { labelKey, labelValue, objectName } from '../../formats/label.js';
import { SEGMENT } from './names.js';
import { mappingsIn } from './containers.js';

const GROUP = 'rbac.authorization.k8s.io';

/** NetworkPolicies, roles, and the selectors that all kinds share (networking/validation, rbac/validation). */
export const POLICIES: BuiltInEntries = {
  'networking.v1.NetworkPolicySpec': {
    formats: { 'policyTypes[]': words('Ingress', 'Egress') },
    *check({ policyTypes }) {
      if (!Array.isArray(policyTypes) || policyTypes.length <= 2) return;
      const message = `expected at most 2 items, found ${policyTypes.length}`;
      yield { code: 'field-value', path: ['policyTypes'], message };
    },
  },
  'networking.v1.NetworkPolicyPeer': {
    *check({ ipBlock, podSelector, namespaceSelector }) {
      const [block, pods, namespaces] = [ipBlock, podSelector, namespaceSelector].map(
        (one) => (one ?? null) !== null,
      );
      if (block !== true && pods !== true && namespaces !== true)
        yield {
          code: 'field-required',
          path: [],
          message: 'expected a podSelector, namespaceSelector or ipBlock',
        };
      if (block === true && (pods === true || namespaces === true))
        yield { code: 'field-combination', path: ['ipBlock'], message: 'may not be there with a selector' };
    },
  },
  'networking.v1.IPBlock': {
    formats: { cidr: cidrBlock, 'except[]': cidrBlock },
    *check({ cidr, except }) {
      if (typeof cidr !== 'string' || !isCidr(cidr) || !Array.isArray(except)) return;
      for (const [i, inner] of except.entries()) {
        if (typeof inner !== 'string' || !isCidr(inner) || isWithin(inner, cidr)) continue;
        yield {
          code: 'field-value',
          path: ['except', i],
          message: `expected a part of ${cidr}, found ${inner}`,
        };
      }
    },
  },
  'networking.v1.NetworkPolicyPort': {
    formats: { port: portReference, endPort: range(1, 65_535), protocol: words('TCP', 'UDP', 'SCTP') },
    *check({ port, endPort }) {
      if (typeof endPort !== 'number') return;
      if (typeof port !== 'number')
        yield {
          code: 'field-combination',
          path: ['endPort'],
          message: 'expected a port that is a number beside it',
        };
      else if (endPort < port)
        yield {
          code: 'field-value',
          path: ['endPort'],
          message: `expected at least ${port}, found ${endPort}`,
        };
    },
  },
  'rbac.v1.PolicyRule': {
    needs: ['verbs'],
    *check({ nonResourceURLs, apiGroups, resources }) {
      const hasUrls = Array.isArray(nonResourceURLs) && nonResourceURLs.length > 0;
      for (const [field, list] of Object.entries({ apiGroups, resources })) {
        const isEmpty = !Array.isArray(list) || list.length === 0;
        if (hasUrls && !isEmpty)
          yield {
            code: 'field-combination',
            path: [field],
            message: 'may not be there with nonResourceURLs',
          };
        if (!hasUrls && isEmpty)
          yield { code: 'field-required', path: [field], message: `${field} is missing` };
      }
    },
  },
  'rbac.v1.Role': {
    *check({ rules }) {
      for (const [i, rule] of mappingsIn(rules)) {
        const urls = rule['nonResourceURLs'];
        if (!Array.isArray(urls) || urls.length === 0) continue;
        const message = 'may be there only in a ClusterRole';
        yield { code: 'field-combination', path: ['rules', i, 'nonResourceURLs'], message };
      }
    },
  },
  'rbac.v1.RoleRef': {
    formats: { apiGroup: words('', GROUP), kind: words('Role', 'ClusterRole'), name: SEGMENT },
    spares: ['apiGroup'],
  },
  'rbac.v1.ClusterRoleBinding': {
    *check({ roleRef, subjects }) {
      if (isJsonObject(roleRef) && roleRef['kind'] === 'Role')
        yield { code: 'field-value', path: ['roleRef', 'kind'], message: 'expected ClusterRole, found Role' };
      for (const [i, { kind, namespace }] of mappingsIn(subjects)) {
        if (kind !== 'ServiceAccount' || (namespace ?? '') !== '') continue;
        yield { code: 'field-required', path: ['subjects', i, 'namespace'], message: 'namespace is missing' };
      }
    },
  },
  'rbac.v1.Subject': {
    formats: { kind: words('ServiceAccount', 'User', 'Group') },
    *check({ kind, apiGroup, name }) {
      const group = apiGroup ?? '';
      if (kind === 'ServiceAccount') {
        if (group !== '')
          yield { code: 'field-value', path: ['apiGroup'], message: `expected "", found ${shown(group)}` };
        if (typeof name === 'string' && name !== '' && !objectName.accepts(name))
          yield { code: 'field-value', path: ['name'], message: `expected ${objectName.expected}` };
      } else if (group !== '' && group !== GROUP) {
        yield {
          code: 'field-value',
          path: ['apiGroup'],
          message: `expected ${GROUP}, found ${shown(group)}`,
        };
      }
    },
  },
  'meta.v1.LabelSelector': {
    formats: { 'matchLabels{key}': labelKey, 'matchLabels{}': labelValue },
  },
  'meta.v1.LabelSelectorRequirement': {
    formats: {
      key: labelKey,
      operator: words('In', 'NotIn', 'Exists', 'DoesNotExist'),
      'values[]': labelValue,
    },
    *check({ operator, values }) {
      const isEmpty = !Array.isArray(values) || values.length === 0;
      const needs = operator === 'In' || operator === 'NotIn';
      if (needs && isEmpty) yield { code: 'field-required', path: ['values'], message: 'values is missing' };
      if (!needs && !isEmpty)
        yield {
          code: 'field-combination',
          path: ['values'],
          message: `may not be there with ${shown(operator)}`,
        };
    },
  },
};

function isWithin(inner: string, outer: string): boolean {
  const parts = (block: string): readonly [string, number] => {
    const [address = '', bits = ''] = block.split('/');
    return [address, Number(bits)];
  };
  const [address, bits] = parts(outer);
  const [first, own] = parts(inner);
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  if (own <= bits || isIP(first) !== isIP(address)) return false;
  const list = new BlockList();
  list.addSubnet(address, bits, family);
  return list.check(first, family);
}
