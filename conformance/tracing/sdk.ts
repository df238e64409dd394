import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { RunningJaeger, Span } from '../jaeger/running-jaeger.js';
import { cacheFolder } from '../programs/cache.js';
import { openTelemetryPython } from '../programs/open-telemetry-python.js';
import { complaints, pathOf, run } from '../run-program.js';
import { binomialBounds } from './binomial.js';
import type { Sender } from './declared.js';
import { readTraceParent } from './requests.js';

const PROGRAM = fileURLToPath(new URL('program.py', import.meta.url));
const COUNT = 300;
const RISK = 1e-9;
const DELIVERY_MILLISECONDS = 4000;

const spans = z.array(z.object({ trace: z.string(), sampled: z.boolean(), sent: z.string() }));
const answer = z.object({ new: spans, sampled: spans, unsampled: spans });

/**
 * A program with a real SDK runs with the variables of a workload: of the traces that it begins it keeps the declared
 * share, it follows its callers, and what it keeps arrives with the name, version and environment of the workload.
 */
export async function sdkProblems(
  sender: Sender,
  version: string | undefined,
  environment: string,
  jaeger: RunningJaeger,
): Promise<readonly string[]> {
  const { ip, port } = jaeger.otlp;
  const ran = await run('python3', [pathOf(openTelemetryPython), 'python3', PROGRAM, String(COUNT)], {
    env: {
      ...sender.variables,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://${ip}:${port}`,
      PYTHONPATH: cacheFolder(openTelemetryPython),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  if (ran.status !== 0 || ran.stderr !== '') return complaints(ran).slice(-10).map(said);
  const kinds = answer.parse(JSON.parse(ran.stdout));
  const problems = [
    ...shareProblems('new', kinds.new, sender.share),
    ...shareProblems('sampled', kinds.sampled, 1),
    ...shareProblems('unsampled', kinds.unsampled, 0),
  ];
  const traces = Object.values(kinds).flat();
  const spansOf = await arrived(jaeger, traces);
  const wanted = {
    'service.name': sender.variables['OTEL_SERVICE_NAME'],
    'service.version': version,
    'deployment.environment.name': environment,
  };
  for (const { trace, sampled, sent } of traces) {
    const header = readTraceParent(sent);
    if (header?.trace !== trace || header.sampled !== sampled)
      problems.push('a callee is told something else');
    const found = spansOf.get(trace) ?? [];
    if (found.length !== (sampled ? 1 : 0)) problems.push(`${found.length} spans arrive of a trace`);
    for (const { resource } of found) {
      for (const [name, value] of Object.entries(wanted))
        if (resource[name] !== value)
          problems.push(`${name} is ${String(resource[name])}, not ${String(value)}`);
    }
  }
  return [...new Set(problems)].map(said);
}

/**
 * What Jaeger has of each trace, once it has one span of each that is kept, or has had time enough. What must not arrive
 * has as much time as what must.
 */
async function arrived(
  jaeger: RunningJaeger,
  traces: z.infer<typeof spans>,
): Promise<ReadonlyMap<string, readonly Span[]>> {
  const end = Date.now() + DELIVERY_MILLISECONDS;
  for (;;) {
    const found = new Map(
      await Promise.all(traces.map(async ({ trace }) => [trace, await jaeger.trace(trace)] as const)),
    );
    const late = traces.some(({ trace, sampled }) => sampled && found.get(trace)?.length === 0);
    if (!late || Date.now() > end) return found;
    await sleep(300);
  }
}

function said(problem: string): string {
  return `the SDK: ${problem}`;
}

function shareProblems(kind: string, list: z.infer<typeof spans>, share: number): readonly string[] {
  const kept = list.filter(({ sampled }) => sampled).length;
  const { least, most } = binomialBounds(COUNT, share, RISK);
  return kept >= least && kept <= most
    ? []
    : [`${kept} of ${COUNT} ${kind} traces are kept, expected ${least} to ${most}`];
}
