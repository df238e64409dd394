import { bySpecificity, toStringMatch, type PathPattern } from '../../../model/path-pattern.js';
import { VirtualService } from '../../istio/virtual-service.js';
import { mayRepeat, methodsOf, pathsOf, type InnerCall } from '../call.js';
import { podSelector } from '../labels.js';
import type { PortRef } from '../port-ref.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';
import { destinations } from './destinations.js';
import { patience } from './patience.js';

interface Branch {
  readonly call: InnerCall;
  readonly path: PathPattern;
  readonly methods: readonly string[];
  readonly idempotent: boolean;
}

/**
 * The callee's one VirtualService in the mesh: its callers' timeouts and retries are routes chosen by the labels of
 * the caller. A second VirtualService for the host would be ignored. A caller on the network of its node has no proxy
 * that could follow a route.
 */
export function virtualService(workload: Workload, traffic: Traffic): void {
  const calls = traffic.callsTo(workload).filter(({ caller }) => caller.injected);
  const http = workload.portList.filter(isHttp).flatMap((port) => {
    const called = calls.filter(({ to }) => to.number === port.number);
    return called.length === 0
      ? []
      : [...called.flatMap(branches).sort(byCallerThenPath).map(routeOf), fallback(port)];
  });
  const tcp =
    workload.props.canary === undefined
      ? []
      : workload.portList
          .filter((port) => !isHttp(port) && calls.some(({ to }) => to.number === port.number))
          .map((port) => ({ match: [{ port: port.number }], route: destinations(port) }));
  if (http.length === 0 && tcp.length === 0) return;
  new VirtualService(workload, 'virtual-service', {
    name: workload.name,
    namespace: workload.namespace,
    hosts: [workload.host],
    ...(http.length === 0 ? {} : { http }),
    ...(tcp.length === 0 ? {} : { tcp }),
  });
}

function isHttp(port: PortRef): boolean {
  return port.protocol === 'http' || port.protocol === 'grpc';
}

/** A call becomes one route for each path, and two where some of its methods may be repeated and others not. */
function branches(call: InnerCall): readonly Branch[] {
  const methods = methodsOf(call.options) ?? [];
  const retried = (call.options.tries ?? 1) > 1;
  const groups = retried
    ? [true, false].map((idempotent) => ({
        idempotent,
        methods: methods.filter((method) => mayRepeat(call.to.protocol, method, call.options) === idempotent),
      }))
    : [{ idempotent: false, methods }];
  return groups
    .filter((group) => group.methods.length > 0)
    .flatMap((group) => (pathsOf(call.options) ?? []).map((path) => ({ call, path, ...group })));
}

function byCallerThenPath(a: Branch, b: Branch): number {
  const [left, right] = [a.call.caller.name, b.call.caller.name];
  if (left !== right) return left < right ? -1 : 1;
  const path = bySpecificity(a.path, b.path);
  return path === 0 ? Number(b.idempotent) - Number(a.idempotent) : path;
}

function routeOf({ call, path, methods, idempotent }: Branch) {
  const { caller, to, options } = call;
  const distinct = to.protocol === 'http' && (methodsOf(options)?.length ?? 0) > 0;
  return {
    name: `${caller.name}-${to.name}`,
    match: (distinct ? methods : [undefined]).map((method) => ({
      sourceLabels: podSelector(caller.name),
      sourceNamespace: caller.namespace,
      port: to.number,
      uri: toStringMatch(path),
      ...(method === undefined ? {} : { method: { exact: method } }),
    })),
    route: destinations(to),
    ...patience(options, to.protocol === 'grpc' ? 'grpc' : 'http', idempotent),
  };
}

/** What nobody declared still has to reach the callee, whose policy refuses it; it is never repeated. */
function fallback(to: PortRef) {
  return {
    name: `undeclared-${to.name}`,
    match: [{ port: to.number }],
    route: destinations(to),
    retries: { attempts: 0 },
  };
}
