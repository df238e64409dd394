import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synth } from '../src/synth/index.js';
import { bestOf, processMs } from './child.js';
import { sampleApp } from './sample-app.js';

/** Whole processes on the same objects: tools that read text, beside a program that makes it. */
export function textTools(objects: number): readonly (readonly [name: string, ms: number | undefined])[] {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-bench-'));
  try {
    const dist = join(folder, 'dist');
    synth(sampleApp({ objects, charts: 1, shared: false }), { outdir: dist });
    const chart = join(folder, 'chart');
    mkdirSync(join(chart, 'templates'), { recursive: true });
    writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.1.0\n');
    writeFileSync(join(chart, 'templates/all.yaml'), TEMPLATE);
    return [
      [
        'meshproof (program)',
        bestOf(3, () =>
          processMs(process.execPath, [
            '--import',
            'tsx',
            'bench/measure.ts',
            'ours',
            `${objects}`,
            '1',
            'false',
            '1',
          ]),
        ),
      ],
      ['helm template', bestOf(3, () => processMs('helm', ['template', chart, '--set', `count=${objects}`]))],
      ['kubectl kustomize', bestOf(1, () => processMs('kubectl', ['kustomize', dist]))],
      ['kustomize build', bestOf(1, () => processMs('kustomize', ['build', dist]))],
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const TEMPLATE = `{{- range $i := until (int .Values.count) }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: thing-{{ $i }}
  labels: { app: thing-{{ $i }} }
data:
  config.yaml: |
    name: thing-{{ $i }}
    listen: ":8080"
{{- end }}
`;
