import {
  FOREIGN_INJECTED,
  FOREIGN_PLAINTEXT,
  INTERNET,
  NODE,
  type AcknowledgedExposure,
  type DeclaredAccess,
  type Intent,
  type Operations,
  type PortTarget,
} from '../../../model/intent.js';
import { operationsOf } from '../call.js';
import type { Platform } from '../platform.js';
import { spanOperations } from '../spans.js';
import { versionsOf } from '../versions.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';

/** What the declarations of a platform want to be possible, in the terms of the proof. */
export function intentOf(platform: Platform, traffic: Traffic): Intent {
  return {
    accesses: platform.workloads.flatMap((workload) => [
      ...callsOf(workload, traffic),
      ...routesOf(workload, traffic),
      ...spansOf(workload),
    ]),
    exposures: platform.workloads.flatMap((workload) => exposuresOf(workload, traffic)),
  };
}

/** The pods of a workload, version by version, as `<namespace>/<name>` of what runs them. */
function idsOf(workload: Workload): readonly string[] {
  return versionsOf(workload).map(({ name }) => `${workload.namespace}/${name}`);
}

function targets(workload: Workload, port: number): readonly PortTarget[] {
  return idsOf(workload).map((id) => ({ workload: id, port }));
}

/** One access for each version of the caller and of the callee. */
function accesses(
  from: readonly string[],
  workload: Workload,
  port: number,
  operations: Operations,
): readonly DeclaredAccess[] {
  return targets(workload, port).flatMap((to) => from.map((caller) => ({ from: caller, to, operations })));
}

function callsOf(workload: Workload, traffic: Traffic): readonly DeclaredAccess[] {
  return traffic
    .callsTo(workload)
    .flatMap(({ caller, to, options }) =>
      accesses(idsOf(caller), workload, to.number, operationsOf(options)),
    );
}

/** A request from the internet is one of the gateway's on its second half. A version without a share gets none. */
function routesOf(workload: Workload, traffic: Traffic): readonly DeclaredAccess[] {
  const silent = versionsOf(workload).flatMap(({ name, weight }) =>
    weight === 0 ? [`${workload.namespace}/${name}`] : [],
  );
  return traffic
    .routesTo(workload)
    .flatMap(({ to, options }) =>
      accesses([INTERNET, gatewayOf(workload.platform)], workload, to.number, operationsOf(options)),
    )
    .filter(({ from, to }) => from !== INTERNET || !silent.includes(to.workload));
}

function spansOf(workload: Workload): readonly DeclaredAccess[] {
  const { platform } = workload;
  const spans = platform.spans?.port;
  if (spans?.workload !== workload) return [];
  const senders = platform.workloads
    .filter((sender) => sender.injected && sender !== workload)
    .flatMap(idsOf);
  return accesses(
    [...senders, gatewayOf(platform)],
    workload,
    spans.number,
    operationsOf({ services: spanOperations }),
  );
}

function gatewayOf(platform: Platform): string {
  const { namespace, name } = platform.mesh.gateway;
  return `${namespace}/${name}`;
}

function exposuresOf(workload: Workload, traffic: Traffic): readonly AcknowledgedExposure[] {
  const { props, platform } = workload;
  const everyone = [
    ...platform.workloads.flatMap(idsOf),
    gatewayOf(platform),
    FOREIGN_INJECTED,
    FOREIGN_PLAINTEXT,
    NODE,
    INTERNET,
  ];
  const open = (from: readonly string[], port: number, reason: string): readonly AcknowledgedExposure[] =>
    targets(workload, port).map((to) => ({ from, to, reason }));
  const { media, hostNetwork } = props;
  return [
    ...Object.values(media?.ports ?? {}).flatMap(({ number }) =>
      open(everyone, number, media?.exposed ?? ''),
    ),
    ...(hostNetwork === undefined
      ? []
      : workload.portList.flatMap(({ number }) => open(everyone, number, hostNetwork.exposed))),
    ...traffic.callsTo(workload).flatMap(({ caller, to }) => {
      if (caller.injected || !workload.injected) return [];
      const others = platform.workloads.filter((other) => !other.injected && other !== caller).flatMap(idsOf);
      const reason = `${caller.name} runs on the network of its node and has no identity: whatever has an address of a node can do what it may.`;
      return open([NODE, ...others], to.number, reason);
    }),
  ];
}
