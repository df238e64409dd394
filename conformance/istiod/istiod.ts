import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { istiod } from '../programs/istiod.js';
import { pathOf } from '../run-program.js';

/** One set of manifests and what is asked about it. The fields are those of `question.go`. */
export interface Question {
  /** Read whole. @default - only `objects` */
  readonly folder?: string;
  /** Manifests beside those of the folder. */
  readonly objects?: readonly object[];
  /** Objects that the webhook judges one by one. With them there is no other answer. */
  readonly reviewed?: readonly object[];
  /** Laid over Istio's defaults. */
  readonly meshConfig?: object;
  readonly proxies?: readonly ProxyIdentity[];
  readonly certificates?: readonly {
    readonly name: string;
    readonly hosts: readonly string[];
    /** Whether another authority than that of the mesh signs it. @default false */
    readonly outside?: boolean;
  }[];
}

/** A proxy, as its agent would introduce it. */
export interface ProxyIdentity {
  readonly id: string;
  readonly type: 'sidecar' | 'router';
  readonly namespace: string;
  readonly pod: string;
  readonly ip: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly dnsCapture: boolean;
}

const complaint = z.object({ object: z.string(), message: z.string() });
const complaints = z
  .array(complaint)
  .nullable()
  .transform((list) => list ?? []);
const messages = z.array(z.unknown());

const configuration = z.object({
  listeners: messages,
  clusters: messages,
  routes: messages,
  endpoints: messages,
  names: z.record(z.string(), z.array(z.string()).nullable()),
});

const answer = z.object({
  error: z.string().optional(),
  refused: complaints,
  warnings: complaints,
  /** Of the objects reviewed, in their order; a text is empty where there is nothing to say. */
  reviews: z.array(z.object({ refusal: z.string(), warning: z.string() })).default([]),
  /** What istiod counts against the manifests: kind of problem → object → text. */
  status: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  proxies: z.record(z.string(), configuration).default({}),
  /** Who signed the certificates, as PEM: of workloads, and of everybody else. */
  authorities: z
    .object({ mesh: z.string().default(''), outside: z.string().default('') })
    .default({ mesh: '', outside: '' }),
  certificates: z.record(z.string(), z.object({ chain: z.string(), key: z.string() })).default({}),
});

/** What istiod would send to one proxy: Envoy's messages in JSON, with the names of the protocol buffers. */
export type Configuration = z.infer<typeof configuration>;
export type Answer = z.infer<typeof answer>;

/** Asks istiod's own code, in one process for all questions. An answer comes for each, in order. */
export async function ask(questions: readonly Question[]): Promise<readonly Answer[]> {
  const child = spawn(pathOf(istiod), [], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      resolve();
    });
  });
  child.stdin.on('error', () => {
    // It ended early: what it said of that is reported below.
  });
  child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const answers: Answer[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(answer.parse(JSON.parse(line)));
  }
  await ended;
  if (answers.length !== questions.length) {
    throw new Error(
      `istiod answered ${answers.length} of ${questions.length} questions: ${complaint.trim()}`,
    );
  }
  for (const { error } of answers) if (error !== undefined) throw new Error(`istiod: ${error}`);
  return answers;
}
