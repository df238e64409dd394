import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Check } from '../check.js';
import { mountedConfig } from '../livekit/mounted-config.js';
import { livekitServer } from '../programs/livekit-server.js';
import { complaints, pathOf, run } from '../run-program.js';

/** The configuration of webrtc is one that livekit-server's strict parser takes; it refuses keys that it does not know. */
export const livekitConfig: Check = {
  name: 'livekit-config',
  programs: [livekitServer],
  run: ({ folder }) => accepts(mountedConfig(folder)),
  spoils: {
    'a key that LiveKit does not know': {
      says: ['promotheus'],
      edit: ({ folder }) => {
        for (const name of readdirSync(folder)) {
          const file = join(folder, name);
          const text = readFileSync(file, 'utf8');
          writeFileSync(file, text.replace(/^( *)prometheus:$/m, '$1promotheus:'));
        }
      },
    },
  },
};

async function accepts(text: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-livekit-'));
  try {
    const config = parseDocument(text);
    // With it the server asks a STUN server of the internet for its address before it says anything.
    if (config.getIn(['rtc', 'use_external_ip']) === true) config.setIn(['rtc', 'use_external_ip'], false);
    const file = join(folder, 'livekit.yaml');
    writeFileSync(file, config.toString());
    const ran = await run(pathOf(livekitServer), ['ports', '--config', file]);
    // Its status is 0 whatever happens. What it prints of a configuration that it takes begins so.
    const port = String(config.get('port'));
    return ran.stdout.startsWith(`TCP Ports\n${port} - HTTP service\n`) ? [] : complaints(ran);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
