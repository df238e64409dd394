import { AuthorizationPolicy } from '../../istio/authorization-policy.js';
import { methodsOf, pathsOf, type AnyOptions } from '../call.js';
import { podSelector } from '../labels.js';
import type { PortRef } from '../port-ref.js';
import { spanOperations } from '../spans.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';

/**
 * The callee's ALLOW policy: for each caller by identity what it declared, and nothing else. Pods without a proxy
 * cannot enforce one; those are left to the proof, as holes that have to be acknowledged.
 */
export function authorizationPolicy(workload: Workload, traffic: Traffic): void {
  if (!workload.injected) return;
  const rules = [
    ...callerRules(workload, traffic),
    ...gatewayRules(workload, traffic),
    ...spanRules(workload),
  ];
  if (rules.length === 0) return;
  new AuthorizationPolicy(workload, 'authorization-policy', {
    name: workload.name,
    namespace: workload.namespace,
    selector: { matchLabels: podSelector(workload.name) },
    action: 'ALLOW',
    rules,
  });
}

function callerRules(workload: Workload, traffic: Traffic) {
  const callers = new Map<Workload, Operation[]>();
  for (const { caller, to, options } of traffic.callsTo(workload)) {
    const operations = callers.get(caller) ?? [];
    callers.set(caller, [...operations, operation(to, options)]);
  }
  return [...callers].flatMap(([caller, to]) => rulesFor(sourceOfCaller(caller), to));
}

/**
 * Operations on connections have a rule apart from those on requests: where its proxy sees connections alone, istiod
 * leaves out every rule with a method or a path anywhere in it.
 */
function rulesFor(source: ReturnType<typeof sourceOfCaller>, operations: readonly Operation[]) {
  const ofRequests = operations.filter(({ operation }) => 'methods' in operation || 'paths' in operation);
  const ofConnections = operations.filter((one) => !ofRequests.includes(one));
  return [ofRequests, ofConnections]
    .filter((to) => to.length > 0)
    .map((to) => ({ from: [{ source }], to: [...to] }));
}

/** A caller without a sidecar is known by the addresses of the nodes, and by having no identity. */
function sourceOfCaller(caller: Workload) {
  return caller.injected
    ? { principals: [caller.principal] }
    : { ipBlocks: [...caller.platform.mesh.nodeCidrs], notPrincipals: ['*'] };
}

function gatewayRules(workload: Workload, traffic: Traffic) {
  const routes = traffic.routesTo(workload);
  if (routes.length === 0) return [];
  return rulesFor(
    { principals: [workload.platform.gatewayPrincipal] },
    routes.map(({ to, options }) => operation(to, options)),
  );
}

/** Spans come from every proxy, so the rule names namespaces: a new workload changes nothing here. */
function spanRules(workload: Workload) {
  const { platform } = workload;
  if (platform.spans?.workload !== workload) return [];
  return [
    {
      from: [{ source: { namespaces: [...platform.namespaceNames, platform.mesh.gateway.namespace] } }],
      to: [operation(platform.spans, { services: spanOperations })],
    },
  ];
}

type Operation = ReturnType<typeof operation>;

/** Policies compare the port of the pod, and no path or method on ports where no proxy sees any. */
function operation(to: PortRef, options: AnyOptions) {
  const [methods, paths] = [methodsOf(options), pathsOf(options)];
  return {
    operation: {
      ports: [`${to.number}`],
      ...(methods === undefined || to.protocol === 'tcp' || to.protocol === 'tls' ? {} : { methods }),
      ...(paths === undefined || to.protocol === 'tcp' || to.protocol === 'tls' ? {} : { paths }),
    },
  };
}
