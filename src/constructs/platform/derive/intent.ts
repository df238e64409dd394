import {
  FOREIGN_INJECTED,
  FOREIGN_PLAINTEXT,
  INTERNET,
  NODE,
  type AcknowledgedExposure,
  type DeclaredAccess,
  type Intent,
  type PortTarget,
} from '../../../model/intent.js';
import { operationsOf } from '../call.js';
import type { Platform } from '../platform.js';
import { spanOperations } from '../spans.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';

/** What the declarations of a platform want to be possible, in the terms of the proof. */
export function intentOf(platform: Platform, traffic: Traffic): Intent {
  const accesses: DeclaredAccess[] = [];
  const exposures: AcknowledgedExposure[] = [];
  for (const workload of platform.workloads) {
    accesses.push(...callsOf(workload, traffic), ...routesOf(workload, traffic), ...spansOf(workload));
    exposures.push(...exposuresOf(workload, traffic));
  }
  return { accesses, exposures };
}

function target(workload: Workload, port: number): PortTarget {
  return { workload: workload.id, port };
}

function callsOf(workload: Workload, traffic: Traffic): readonly DeclaredAccess[] {
  return traffic.callsTo(workload).map(({ caller, to, options }) => ({
    from: caller.id,
    to: target(workload, to.number),
    operations: operationsOf(options),
  }));
}

/** A request from the internet is one of the gateway's on its second half. */
function routesOf(workload: Workload, traffic: Traffic): readonly DeclaredAccess[] {
  return traffic.routesTo(workload).flatMap(({ to, options }) =>
    [INTERNET, gatewayOf(workload.platform)].map((from) => ({
      from,
      to: target(workload, to.number),
      operations: operationsOf(options),
    })),
  );
}

function spansOf(workload: Workload): readonly DeclaredAccess[] {
  const { platform } = workload;
  const spans = platform.spans;
  if (spans?.workload !== workload) return [];
  const senders = platform.workloads
    .filter((sender) => sender.injected && sender !== workload)
    .map(({ id }) => id);
  return [...senders, gatewayOf(platform)].map((from) => ({
    from,
    to: target(workload, spans.number),
    operations: operationsOf({ services: spanOperations }),
  }));
}

function gatewayOf(platform: Platform): string {
  const { namespace, name } = platform.mesh.gateway;
  return `${namespace}/${name}`;
}

function exposuresOf(workload: Workload, traffic: Traffic): readonly AcknowledgedExposure[] {
  const { props, platform } = workload;
  const everyone = [
    ...platform.workloads.map(({ id }) => id),
    gatewayOf(platform),
    FOREIGN_INJECTED,
    FOREIGN_PLAINTEXT,
    NODE,
    INTERNET,
  ];
  const exposures: AcknowledgedExposure[] = [];
  if (props.media !== undefined) {
    for (const { number } of Object.values(props.media.ports)) {
      exposures.push({ from: everyone, to: target(workload, number), reason: props.media.exposed });
    }
  }
  if (props.hostNetwork !== undefined) {
    for (const { number } of workload.portList) {
      exposures.push({ from: everyone, to: target(workload, number), reason: props.hostNetwork.exposed });
    }
  }
  for (const { caller, to } of traffic.callsTo(workload)) {
    if (caller.injected || !workload.injected) continue;
    const others = platform.workloads
      .filter((other) => !other.injected && other !== caller)
      .map(({ id }) => id);
    exposures.push({
      from: [NODE, ...others],
      to: target(workload, to.number),
      reason: `${caller.name} runs on the network of its node and has no identity: whatever has an address of a node can do what it may.`,
    });
  }
  return exposures;
}
