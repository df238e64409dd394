import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IConstruct } from 'constructs';

/** A place in the text of a program. */
export interface SourceLocation {
  /** Relative to the working directory where it is below it. */
  readonly file: string;
  readonly line: number;
}

const traces = new WeakMap<IConstruct, Error>();
const PACKAGE_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FRAME = /^at (?:async )?(?:.*? \()?((?:file:\/\/)?(?:\/|[A-Za-z]:).*):(\d+):\d+\)?$/;

/** Remembers where a construct is made. V8 renders the trace only if it is read, so this is cheap. */
export function rememberSource(construct: IConstruct): void {
  traces.set(construct, new Error('made here'));
}

/** Where in the user's code a construct, or the nearest one around it, was made. */
export function sourceOf(construct: IConstruct): SourceLocation | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const location = firstForeignFrame(traces.get(at)?.stack);
    if (location !== undefined) return location;
  }
  return undefined;
}

/** `, made at charts/redis.ts:12`, for messages; empty where that is not known. */
export function madeAt(construct: IConstruct): string {
  const source = sourceOf(construct);
  return source === undefined ? '' : `, made at ${source.file}:${source.line}`;
}

/** The call site outside this package and its dependencies that leads here. */
export function callSite(): SourceLocation | undefined {
  return firstForeignFrame(new Error('here').stack);
}

function firstForeignFrame(stack: string | undefined): SourceLocation | undefined {
  for (const frame of stack?.split('\n').slice(1) ?? []) {
    const [, place, line] = FRAME.exec(frame.trim()) ?? [];
    if (place === undefined || line === undefined) continue;
    const file = place.startsWith('file://') ? fileURLToPath(place) : place;
    if (file.startsWith(PACKAGE_ROOT + sep) || file.includes('/node_modules/')) continue;
    const shown = relative(process.cwd(), file);
    return { file: shown.startsWith('..') ? file : shown, line: Number(line) };
  }
  return undefined;
}
