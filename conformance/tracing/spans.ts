import type { Span } from '../jaeger/running-jaeger.js';

/** What the spans of every proxy say, beside what Envoy says of the request. */
export interface Expected {
  readonly environment: string;
  /** The pods that may answer for a name: those of a workload's versions, or of the gateway. */
  readonly pods: (proxy: string) => readonly string[];
  /** Of a pod's program; nothing for the gateway. */
  readonly version: (pod: string) => string | undefined;
}

/** What is missing of a proxy's spans in a trace. */
export function spanProblems(
  proxy: string,
  spans: readonly Span[],
  { environment, pods, version }: Expected,
): readonly string[] {
  const names = pods(proxy);
  const own = spans.flatMap(({ tags }) => {
    const pod = tags['node_id'];
    return pod !== undefined && names.includes(pod) ? [{ pod, tags }] : [];
  });
  if (own.length === 0) return [`no span of ${proxy} arrives`];
  return own.flatMap(({ pod, tags }) =>
    Object.entries({ environment, service_version: version(pod) })
      .filter(([tag, value]) => tags[tag] !== value)
      .map(([tag, value]) => `a span of ${pod} has ${tag} ${String(tags[tag])}, not ${String(value)}`),
  );
}
