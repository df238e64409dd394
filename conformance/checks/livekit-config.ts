import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Check } from '../check.js';
import { isMap } from '../contains.js';
import { readManifests } from '../manifests.js';
import { livekitServer } from '../programs/livekit-server.js';
import { complaints, pathOf, run } from '../run-program.js';

const KEY = 'livekit.yaml';

/** The configuration of webrtc is one that livekit-server's strict parser takes; it refuses keys that it does not know. */
export const livekitConfig: Check = {
  name: 'livekit-config',
  programs: [livekitServer],
  run: async ({ folder }) => {
    const texts = readManifests(folder).flatMap(({ kind, data }) =>
      kind === 'ConfigMap' && isMap(data) && typeof data[KEY] === 'string' ? [data[KEY]] : [],
    );
    if (texts.length !== 1) return [`${texts.length} ConfigMaps have a key ${KEY}`];
    return (await Promise.all(texts.map(accepts))).flat();
  },
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
    const file = join(folder, KEY);
    writeFileSync(file, config.toString());
    const ran = await run(pathOf(livekitServer), ['ports', '--config', file]);
    // Its status is 0 whatever happens. What it prints of a configuration that it takes begins so.
    const port = String(config.get('port'));
    return ran.stdout.startsWith(`TCP Ports\n${port} - HTTP service\n`) ? [] : complaints(ran);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
