import { z } from 'zod';
import { aicProblems, fields } from '../../src/index.js';

const { kilobits, megabytes, share, time } = fields;
const off = z.literal(false);

const targets = z
  .strictObject({ reduction: share, minQuality: share, maxLatency: time })
  .partial()
  .describe('Where the targets of the mode are others');

/** The AIC protocol as an environment file says it. What is not said has the default of AicPolicy. */
export const aicSettings = z
  .strictObject({
    enabled: z.boolean(),
    mode: z.enum(['conservative', 'adaptive', 'aggressive']).optional(),
    modes: z
      .strictObject({ conservative: targets, adaptive: targets, aggressive: targets })
      .partial()
      .optional(),
    adaptive: z
      .union([
        z.strictObject({ highLatency: time, packetLoss: share, lowBandwidth: kilobits }).partial(),
        off,
      ])
      .optional()
      .describe('From where on the network counts as a bad one'),
    fallback: z
      .union([z.strictObject({ after: time }), off])
      .optional()
      .describe('How long a frame waits before it is sent as it is'),
    rtpExtensionId: z.union([z.int(), off]).optional(),
    monitoring: z
      .union([
        z
          .strictObject({
            interval: time,
            measures: z.array(z.enum(['compressionRatio', 'latency', 'qualityScore', 'bandwidthSavings'])),
          })
          .partial(),
        off,
      ])
      .optional(),
    abTest: share.optional().describe('The share of the calls in the comparison with and without AIC'),
    cache: z.union([z.strictObject({ ttl: time, maxSize: megabytes }).partial(), off]).optional(),
    predictive: z.boolean().optional(),
    model: z.string().min(1).optional(),
  })
  .superRefine((policy, context) => {
    for (const { path, expected } of aicProblems(policy))
      context.addIssue({ code: 'custom', path: [...path], message: `expected ${expected}` });
  })
  .describe('The AIC protocol; off unless enabled');
