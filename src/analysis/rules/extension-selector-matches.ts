import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const extensionSelectorMatches = defineRule({
  id: 'extension-selector-matches',
  severity: 'error',
  what: 'A WasmPlugin, TrafficExtension or ProxyConfig selects labels that no pod of its namespace has.',
  why: 'It holds for nobody, so no proxy runs it.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  kinds: [
    'extensions.istio.io/WasmPlugin',
    'extensions.istio.io/TrafficExtension',
    'networking.istio.io/ProxyConfig',
  ],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'selector', 'matchLabels']),
});
