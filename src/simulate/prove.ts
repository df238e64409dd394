import type { Mesh } from '../mesh/mesh.js';
import type { AcknowledgedExposure, Intent, Operations } from '../model/intent.js';
import { compare, type Judgement } from './compare.js';
import { describePair } from './describe.js';
import type { Pair, Proof, ProofProblem, ProofRow } from './proof.js';
import { reach } from './reach.js';
import type { Reach } from './verdict.js';

/**
 * Compares what the manifests allow with what was declared, for every pair. A pair is as it has to be if exactly the
 * declared requests get through, if nothing is declared and nothing gets through, or if what gets through beyond that
 * is acknowledged.
 */
export function prove(mesh: Mesh, intent: Intent): Proof {
  const entries = reach(mesh);
  const declared = declarations(intent);
  const exposures = acknowledgements(intent);
  const used = new Set<AcknowledgedExposure>();
  const rows: ProofRow[] = [];
  const problems: ProofProblem[] = [];
  for (const entry of entries) {
    const wanted = declared.get(keyOf(entry));
    const exposure = exposures.get(keyOf(entry));
    const judgement = compare(entry, wanted, exposure?.reason);
    if (judgement.status === 'exposed') for (const found of exposure?.all ?? []) used.add(found);
    rows.push(rowOf(entry, judgement, wanted));
    problems.push(...judgement.problems.map((problem) => ({ pair: pairOf(entry), ...problem })));
  }
  problems.push(...withoutPort(intent, entries), ...stale(intent, used, entries));
  const count = (status: ProofRow['status']): number => rows.filter((row) => row.status === status).length;
  return {
    pairs: { allowed: count('allowed'), refused: count('refused'), exposed: count('exposed') },
    problems,
    rows,
  };
}

function rowOf(
  { from, to, protocol, verdict }: Reach,
  { status, reason }: Judgement,
  declared: Operations | undefined,
): ProofRow {
  return {
    from,
    to,
    protocol,
    status,
    verdict,
    ...(declared === undefined ? {} : { declared }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function keyOf({ from, to }: Pair): string {
  return `${from}|${to.workload}:${to.port}`;
}

function pairOf({ from, to }: Pair): Pair {
  return { from, to };
}

/** What is declared for a pair, in however many places. */
function declarations({ accesses }: Intent): ReadonlyMap<string, Operations> {
  const found = new Map<string, Operations>();
  for (const access of accesses) {
    const before = found.get(keyOf(access)) ?? [];
    found.set(
      keyOf(access),
      before === 'any' || access.operations === 'any' ? 'any' : [...before, ...access.operations],
    );
  }
  return found;
}

interface Acknowledged {
  readonly reason: string;
  readonly all: readonly AcknowledgedExposure[];
}

function acknowledgements({ exposures }: Intent): ReadonlyMap<string, Acknowledged> {
  const found = new Map<string, Acknowledged>();
  for (const exposure of exposures) {
    for (const from of exposure.from) {
      const key = keyOf({ from, to: exposure.to });
      const before = found.get(key);
      found.set(key, { reason: before?.reason ?? exposure.reason, all: [...(before?.all ?? []), exposure] });
    }
  }
  return found;
}

/** Declarations about callers and ports that the manifests do not have. */
function withoutPort({ accesses }: Intent, entries: readonly Reach[]): readonly ProofProblem[] {
  const known = new Set(entries.map(keyOf));
  const ports = new Set(entries.map(({ to }) => `${to.workload}:${to.port}`));
  return accesses
    .filter((access) => !known.has(keyOf(access)))
    .map((access) => ({
      pair: pairOf(access),
      text: `${describePair(access)} is declared, but the manifests have no such ${ports.has(`${access.to.workload}:${access.to.port}`) ? 'caller' : 'port'}.`,
      why: 'No container declares the port and no Service leads to it, or no workload has the name of the caller.',
    }));
}

/** Acknowledgements of holes that are not there would hide them when they come. */
function stale(
  { exposures }: Intent,
  used: ReadonlySet<AcknowledgedExposure>,
  entries: readonly Reach[],
): readonly ProofProblem[] {
  const ports = new Set(entries.map(({ to }) => `${to.workload}:${to.port}`));
  return exposures
    .filter((exposure) => !used.has(exposure))
    .map((exposure) => {
      const pair = { from: exposure.from.join(', '), to: exposure.to };
      const exists = ports.has(`${exposure.to.workload}:${exposure.to.port}`);
      return {
        pair,
        text: `${describePair(pair)} is acknowledged as exposed, but ${exists ? 'nothing is exposed there' : 'the manifests have no such port'}.`,
        why: `The acknowledgement ("${exposure.reason}") would hide a hole that opens there later.`,
      };
    });
}
