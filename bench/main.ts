// Synthesis, check and requests beside their peers, all in one run: `npm run bench`; the check alone: `npm run bench check`.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { bestOf, measured, processMs } from './child.js';
import { requestTimes } from './requests.js';
import { ms, say } from './say.js';
import { sayCheck } from './say-check.js';
import { textTools } from './text-tools.js';

interface Case {
  readonly objects: number;
  readonly charts: number;
  readonly shared: boolean;
  /** How often stock cdk8s is measured; 0 where it would take an hour. */
  readonly stock: number;
}

const CASES: readonly Case[] = [
  { objects: 1000, charts: 1, shared: false, stock: 3 },
  { objects: 4000, charts: 1, shared: false, stock: 2 },
  { objects: 10_000, charts: 1, shared: false, stock: 1 },
  { objects: 1000, charts: 400, shared: false, stock: 1 },
  { objects: 4000, charts: 400, shared: false, stock: 1 },
  { objects: 10_000, charts: 400, shared: false, stock: 0 },
  { objects: 1000, charts: 400, shared: true, stock: 1 },
  { objects: 4000, charts: 400, shared: true, stock: 1 },
  { objects: 10_000, charts: 400, shared: true, stock: 0 },
];

function saySynthesis(): void {
  say('synthesis and writing, without making the app; best of several runs in a process');
  say('objects  charts  shared       ours   per object       stock   ratio');
  const perObject = new Map<string, Map<number, number>>();
  for (const { objects, charts, shared, stock } of CASES) {
    const args = [`${objects}`, `${charts}`, `${shared}`];
    const ours = measured(['ours', ...args, '5']);
    const theirs = stock === 0 ? undefined : measured(['stock', ...args, `${stock}`]);
    const key = `${charts} charts${shared ? ', all on one' : ''}`;
    perObject.set(key, (perObject.get(key) ?? new Map<number, number>()).set(objects, ours / objects));
    const columns = [
      String(objects).padStart(7),
      String(charts).padStart(6),
      String(shared).padStart(6),
      ms(ours).padStart(9),
      `${((1000 * ours) / objects).toFixed(0)} us`.padStart(11),
      (theirs === undefined ? 'skipped' : ms(theirs)).padStart(10),
      (theirs === undefined ? '' : `${(theirs / ours).toFixed(1)}x`).padStart(6),
    ];
    say(columns.join('  '));
  }
  say(
    'skipped: stock time grows with the square of the charts; at 10,000 objects it would be most of this run',
  );

  say('\ntime per object, from 1,000 to 10,000 objects');
  for (const [key, times] of perObject) {
    const [small, large] = [times.get(1000), times.get(10_000)];
    if (small !== undefined && large !== undefined) say(`${key.padEnd(24)} x ${(large / small).toFixed(2)}`);
  }

  say('\nwhole processes, 1,000 objects (helm and kustomize read text; we run a program that makes it)');
  for (const [name, time] of textTools(1000)) say(`${name.padEnd(24)} ${ms(time)}`);

  const { app } = parse(readFileSync('cdk8s.yaml', 'utf8')) as { app: string };
  say('\nthe platform in three environments, with its proof, start of the process included');
  say(`${'app of cdk8s.yaml'.padEnd(24)} ${ms(bestOf(5, () => processMs('/bin/sh', ['-c', app])))}`);
}

function sayRequests(): void {
  say('\nrequests through a mesh: reading it and walking 200 of them for the first time, then each one more');
  say('services     first   explained   verdict only');
  for (const services of [100, 1000, 4000]) {
    const { compileMs, explainedUs, plainUs } = requestTimes(services);
    const us = (time: number): string => `${time.toFixed(1)} us`;
    say(
      `${String(services).padStart(8)}  ${ms(compileMs).padStart(8)}  ${us(explainedUs).padStart(10)}  ${us(plainUs).padStart(13)}`,
    );
  }
}

if (process.argv[2] === 'check') {
  sayCheck();
} else {
  saySynthesis();
  sayCheck();
  sayRequests();
}
