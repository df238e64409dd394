import { parse, stringify } from 'yaml';
import type { AicPolicy } from '../../src/constructs/config/aic.js';
import { aicCoreConfig } from '../../src/constructs/config/aic-core.js';
import { aicGrpcConfig } from '../../src/constructs/config/aic-grpc.js';
import { aicProtocol } from '../../src/constructs/config/aic-protocol.js';
import type { Problems } from '../problems.js';
import { damaged } from './damaged.js';
import { declared } from './declared.js';
import { deviations } from './deviations.js';
import { readers, type Form } from './readers.js';
import { samples } from './samples.js';

const ENDPOINT = { host: 'ai-core.auralink.svc.cluster.local', port: 50_051 };

const FORMS = {
  protocol: {
    write: (policy) => aicProtocol(policy, ENDPOINT),
    more: { scheme: 'grpc', host: ENDPOINT.host, port: String(ENDPOINT.port) },
    stringify,
  },
  core: { write: aicCoreConfig, more: {}, stringify },
  message: { write: aicGrpcConfig, more: {}, stringify: (file) => JSON.stringify(file) },
} satisfies Record<Form, SampleForm>;

interface SampleForm {
  readonly write: (policy: AicPolicy) => string;
  readonly more: Readonly<Record<string, string>>;
  readonly stringify: (file: unknown) => string;
}

/** Of samples, with AIC switched on too: what is written is understood, and a mistake is not. */
export async function sampleProblems(): Promise<Problems> {
  const problems: string[] = [];
  for (const form of ['protocol', 'core', 'message'] as const) {
    const { write, more, stringify } = FORMS[form];
    for (const [name, policy] of Object.entries(samples)) {
      const mistakes = [...damaged(parse(write(policy)))];
      for (const { name: language, read } of readers[form]) {
        const [whole, ...refused] = await read([
          write(policy),
          ...mistakes.map(({ file }) => stringify(file)),
        ]);
        problems.push(
          ...[
            ...deviations(whole, { ...declared[form](policy), ...more }),
            ...refused.flatMap((result, i) =>
              'error' in result ? [] : [`a file with a mistake was read: ${mistakes[i]?.what ?? ''}`],
            ),
          ].map((problem) => `${form}, sample ${name}, ${language}: ${problem}`),
        );
      }
    }
  }
  return problems;
}
