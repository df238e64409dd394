import type { RequestResult } from './result.js';

/** The verdicts as JSON, one for each request, in order; with coverage an object that has both. */
export function requestsJson(results: readonly RequestResult[], coverage?: object): string {
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
  const document = coverage === undefined ? verdicts : { version: 1, verdicts, coverage };
  return `${JSON.stringify(document, null, 2)}\n`;
}
