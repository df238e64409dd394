import { numberAt, stringAt, type Field } from '../../mesh/fields.js';
import { containersOf, podTemplateOf, type PodTemplate } from '../../mesh/pods/pod-template.js';
import { workloadOfPod } from '../../mesh/pods/workload-of-pod.js';
import type { FieldPath } from '../../model/field-path.js';
import { defineRule } from '../rule.js';

/** Of the proxy; what it sends is not led back to it (istio `tools/istio-iptables/pkg/capture/run.go`). */
const PROXY = 1337;

// https://istio.io/latest/docs/ops/deployment/application-requirements/#pod-requirements
export const podUserFree = defineRule({
  id: 'pod-user-free',
  severity: 'error',
  what: 'A container runs as user or group 1337, which is that of the sidecar.',
  why: 'What this user or group sends passes the sidecar by: calls have no identity, no mutual TLS, no route and no retry.',
  fix: 'Run as another user and group.',
  equivalent: ['IST0144'],
  differs:
    'istioctl looks at Deployments and pods, with a sidecar or without, and at the user alone; here it is whatever has a sidecar, and the group as well, which the rules for packets name just so.',

  *check(manifest, mesh) {
    const template = podTemplateOf(manifest);
    if (template === undefined || workloadOfPod(template, mesh)?.proxy !== 'sidecar') return;
    for (const { path, container, isInit } of containersOf(template)) {
      // Before the sidecar starts, this user is how to reach the network.
      if (isInit || stringAt(container, 'name') === 'istio-proxy') continue;
      const found = reservedField(container, path, template);
      if (found === undefined) continue;
      const what = found.at(-1) === 'runAsUser' ? 'user' : 'group';
      yield {
        path: found,
        message: `calls of container ${stringAt(container, 'name') ?? ''} pass the sidecar by, whose ${what} it has`,
      };
      return;
    }
  },
});

/** The container's own word counts, else that of the pod. */
function reservedField(
  container: Field,
  path: FieldPath,
  { path: pod, spec }: PodTemplate,
): FieldPath | undefined {
  for (const field of ['runAsUser', 'runAsGroup']) {
    const own = numberAt(container, 'securityContext', field);
    if (own === PROXY) return [...path, 'securityContext', field];
    if (own === undefined && numberAt(spec, 'securityContext', field) === PROXY)
      return [...pod, 'spec', 'securityContext', field];
  }
  return undefined;
}
