import { stringAt, type Field } from '../../mesh/fields.js';
import { portsOfContainer } from '../../mesh/pods/container-ports.js';
import { containersOf, podTemplateOf } from '../../mesh/pods/pod-template.js';
import type { FieldPath } from '../../model/field-path.js';
import { suggest } from '../../model/suggest.js';
import { defineRule } from '../rule.js';

export const probePortExists = defineRule({
  id: 'probe-port-exists',
  severity: 'error',
  what: 'A probe or a hook asks a port by a name that no port of its container has.',
  why: 'The probe always fails: the pod is never ready, or is started again and again.',
  fix: 'Name a port of the same container, or write its number.',

  *check(manifest) {
    const pod = podTemplateOf(manifest);
    if (pod === undefined) return;
    for (const one of containersOf(pod)) {
      const names = portsOfContainer(one).flatMap(({ name }) => name ?? []);
      for (const below of PORTS) {
        const name = named(one.container, below);
        if (name === undefined || names.includes(name)) continue;
        const meant = suggest(name, names);
        const there =
          names.length === 0 ? 'the container names no port' : `the container has ${names.join(', ')}`;
        yield {
          path: [...one.path, ...below],
          message: `no port of container ${stringAt(one.container, 'name') ?? ''} has the name ${name}`,
          fix: meant === undefined ? there : `did you mean ${meant}?`,
        };
      }
    }
  },
});

const ACTIONS: readonly FieldPath[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

const PORTS: readonly FieldPath[] = ACTIONS.flatMap((action) => [
  [...action, 'httpGet', 'port'],
  [...action, 'tcpSocket', 'port'],
]);

/** A number in quotes is a number (kubernetes `pkg/probe/util.go` ResolveContainerPort). */
function named(container: Field, path: FieldPath): string | undefined {
  const name = stringAt(container, ...path);
  return name === undefined || /^\d+$/.test(name) ? undefined : name;
}
