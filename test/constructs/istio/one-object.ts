import { App, Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import type { Manifest } from '../../../src/model/manifest.js';

/** Makes constructs in a chart of the namespace `shop`. */
export type Build = (chart: Chart, id: string) => unknown;

/** The one manifest that constructing something makes. */
export function manifestOf(build: Build): Manifest {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  build(chart, 'web');
  const [manifest, ...others] = Testing.synth(chart) as Manifest[];
  if (manifest === undefined || others.length > 0) throw new Error(`${others.length} other manifests`);
  return manifest;
}

/** The manifests that constructing things makes, as a YAML stream. */
export function yamlOf(builds: readonly Build[]): string {
  return builds.map((build) => stringify(manifestOf(build), { lineWidth: 0 })).join('---\n');
}

/** Why constructing something fails. */
export function refusalOf(build: Build): string {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  try {
    build(chart, 'web');
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    throw error;
  }
  throw new Error('it was constructed');
}

/** The refusals of a table, by what is wrong. */
export function refusalsOf<Props>(
  title: string,
  table: Readonly<Record<string, Props>>,
  build: (chart: Chart, id: string, props: Props) => unknown,
): string {
  const entries = Object.entries(table).map(
    ([name, props]) => `${name}\n${refusalOf((chart, id) => build(chart, id, props))}\n`,
  );
  return `# ${title}\n\n${entries.join('\n')}`;
}
