import type { RequestResult } from './result.js';

/** The verdicts as JSON, one for each request, in order. */
export function requestsJson(results: readonly RequestResult[]): string {
  const verdicts = results.map(({ verdict, problem }) => ({
    ...verdict,
    steps: verdict.steps.map(({ decidedBy, ...step }) => ({
      ...step,
      ...(decidedBy === undefined
        ? {}
        : { decidedBy: { kind: decidedBy.kind, namespace: decidedBy.namespace, name: decidedBy.name } }),
    })),
    ...(problem === undefined ? {} : { problem }),
  }));
  return `${JSON.stringify(verdicts, null, 2)}\n`;
}
