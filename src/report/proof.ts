import type { Proof, ProofRow } from '../simulate/proof.js';

/** `38 declared calls allowed, 214 other pairs refused, 3 exposed`. */
export function proofSummary({ pairs, problems }: Proof): string {
  const counts = `${pairs.allowed} declared calls allowed, ${pairs.refused} other pairs refused, ${pairs.exposed} exposed`;
  return problems.length === 0 ? counts : `${counts}, ${problems.length} not as declared`;
}

const SHORT: Readonly<Record<string, string>> = {
  'network-policy': 'net',
  mtls: 'mtls',
  authorization: 'authz',
  sidecar: 'sidecar',
  route: 'route',
  'no-listener': 'none',
};

/** A markdown table: callers in rows, ports in columns. ✓ declared and allowed, — refused and by which layer, ! exposed, ✗ a problem. */
export function proofMatrix({ rows }: Proof): string {
  const column = ({ to, protocol }: ProofRow): string =>
    `${to.workload}:${to.port}${protocol === 'TCP' ? '' : `/${protocol}`}`;
  const columns = [...new Set(rows.map(column))];
  const callers = [...new Set(rows.map(({ from }) => from))];
  const cells = new Map(rows.map((row) => [`${row.from}|${column(row)}`, cellOf(row)]));
  const line = (items: readonly string[]): string => `| ${items.join(' | ')} |`;
  return [
    line(['from \\ to', ...columns]),
    line(['---', ...columns.map(() => ':-:')]),
    ...callers.map((from) => line([from, ...columns.map((to) => cells.get(`${from}|${to}`) ?? '')])),
    '',
    '✓ declared and allowed · — refused (by NetworkPolicy, mTLS, AuthorizationPolicy, Sidecar, route; none: nothing leads there) · ! exposed and acknowledged · ✗ not as declared',
    '',
  ].join('\n');
}

function cellOf({ status, verdict }: ProofRow): string {
  if (status === 'allowed') return '✓';
  if (status === 'exposed') return '!';
  if (status === 'problem') return '✗';
  return verdict.kind === 'refused' ? `— ${SHORT[verdict.by.layer] ?? verdict.by.layer}` : '—';
}
