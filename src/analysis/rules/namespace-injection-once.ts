import { textsAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';

export const namespaceInjectionOnce = defineRule({
  id: 'namespace-injection-once',
  severity: 'warning',
  what: 'A Namespace has both labels that ask for sidecars, istio-injection and istio.io/rev.',
  why: '`istio-injection` wins: its pods get the proxy of the default revision, not of the one that is named.',
  fix: 'Remove one of the labels.',
  equivalent: ['IST0123'],
  differs: 'It is silent on labels of ambient mode, which is out of scope.',
  kinds: ['/Namespace'],

  *check(manifest) {
    const labels = textsAt(manifest, 'metadata', 'labels');
    const revision = labels['istio.io/rev'];
    if (labels['istio-injection'] !== 'enabled' || revision === undefined) return;
    yield {
      path: ['metadata', 'labels', 'istio.io/rev'],
      message: `istio-injection: enabled wins over revision ${revision}`,
    };
  },
});
