import { literal, type RunningProgram } from '../workloads.js';
import { PASSWORD } from './server.js';

/** The variables of a program, with a server of this run in the place of the platform's. */
export function localEnv(program: RunningProgram, port: number): Readonly<Record<string, string>> {
  const url = literal(program, 'REDIS_URL').replace(/\/\/[^/]+\//, `//127.0.0.1:${port}/`);
  return { REDIS_URL: url, REDIS_PASSWORD: PASSWORD };
}

/** An option of the program's client; empty where the URL has none of that name. */
export function optionOf(program: RunningProgram, name: string): string {
  return new URL(literal(program, 'REDIS_URL')).searchParams.get(name) ?? '';
}

export function numberOf(program: RunningProgram, name: string): number {
  return Number(optionOf(program, name));
}
