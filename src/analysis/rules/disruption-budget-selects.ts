import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';
import { selectorAt, selectsNothing } from '../selects-nothing.js';

export const disruptionBudgetSelects = defineRule({
  id: 'disruption-budget-selects',
  severity: 'error',
  what: 'A PodDisruptionBudget selects labels that no pod of its namespace has.',
  why: 'It protects nothing: all pods can be away at once while nodes are drained.',
  fix: 'Select the labels of the pod template.',
  kinds: ['policy/PodDisruptionBudget'],

  *check(manifest, mesh) {
    const found = selectsNothing(mesh, namespaceOf(manifest), selectorAt(manifest, 'spec', 'selector'));
    if (found !== undefined) yield found;
  },
});
