import { join } from 'node:path';
import { pipInstall } from './pip-install.js';
import type { BuiltProgram } from './program.js';

const VERSION = '1.45.2';
/** Of the parts that have no stable release. */
const BETA = '0.66b2';

/** OpenTelemetry's SDK for Python, with what configures it from variables alone. */
export const openTelemetryPython: BuiltProgram = {
  name: 'open-telemetry-python',
  version: VERSION,
  builder: 'python3',
  binaries: [join('bin', 'opentelemetry-instrument')],
  build: (folder) => {
    pipInstall(
      folder,
      `opentelemetry-sdk==${VERSION}`,
      `opentelemetry-exporter-otlp-proto-grpc==${VERSION}`,
      `opentelemetry-distro==${BETA}`,
    );
  },
};
