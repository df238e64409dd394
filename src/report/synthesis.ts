import type { Finding } from '../analysis/finding.js';

/** What a synthesis did to one set. */
export interface SynthesisLine {
  readonly name: string;
  readonly objects: number;
  readonly files: number;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** What the rules said, or that they did not run. */
  readonly check?: { readonly rules: number; readonly findings: readonly Finding[] } | 'off';
}

/** What the synthesis is told to have taken. */
export interface SummaryOptions {
  /** Lines about what was proved and checked, by name: `{ check: '0 errors' }`.
   *  @default - none */
  readonly notes?: Readonly<Record<string, string>>;
  /** Time since the start, in seconds.
   *  @default - not said */
  readonly seconds?: number;
}

const MEANT: ReadonlySet<string> = new Set(['ConstructError', 'SettingsError', 'SynthError', 'ProofError']);

/** One line for each set: its objects and files, and what became of them. Ends with a line feed. */
export function summary(results: readonly SynthesisLine[], options: SummaryOptions = {}): string {
  const rows = results.map((result) => [
    result.name,
    counted(result.objects, 'object'),
    counted(result.files, 'file'),
    changesText(result),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([name = '', objects = '', files = '', changes = '']) =>
    [
      name.padEnd(widths[0] ?? 0),
      objects.padStart(widths[1] ?? 0),
      files.padStart(widths[2] ?? 0),
      changes,
    ].join('  '),
  );
  const notes = { ...options.notes, ...checkNote(results) };
  for (const [name, note] of Object.entries(notes)) lines.push(`${name.padEnd(widths[0] ?? 0)}  ${note}`);
  const last = lines.pop();
  if (last === undefined) return '';
  if (options.seconds !== undefined) lines.push(`${last}  ${options.seconds.toFixed(2)} s`);
  else lines.push(last);
  return `${lines.join('\n')}\n`;
}

/** Why a synthesis failed: the message of what is meant for the user, the whole trace of what is a mistake in a program. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return `${String(error)}\nNothing was written.\n`;
  if (error.name === 'PublicationError') {
    return `${error.message}\nEvery file is whole, but not all are new. Run the synthesis again to complete them.\n`;
  }
  const text = MEANT.has(error.name) ? error.message : (error.stack ?? error.message);
  return `${text}\nNothing was written. dist is as it was.\n`;
}

function checkNote(results: readonly SynthesisLine[]): Readonly<Record<string, string>> {
  const checks = results.flatMap(({ check }) => (check === undefined ? [] : [check]));
  if (checks.length === 0) return {};
  const done = checks.filter((check) => check !== 'off');
  if (done.length < checks.length) return { check: 'not done: the lock says so, and so does every command' };
  const findings = done.flatMap((check) => check.findings);
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const rules = Math.max(...done.map((check) => check.rules));
  return { check: `0 errors, ${counted(warnings, 'warning')} (${counted(rules, 'rule')})` };
}

function changesText({ changed, removed }: SynthesisLine): string {
  if (changed.length + removed.length === 0) return 'unchanged';
  const parts: string[] = [];
  if (changed.length > 0) parts.push(`${changed.length} changed: ${changed.join(' ')}`);
  if (removed.length > 0) parts.push(`${removed.length} removed: ${removed.join(' ')}`);
  return parts.join(', ');
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
