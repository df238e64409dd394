// Writes what the documentation takes from the code: `npm run docs`. CI fails if a run changes anything.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { auralink } from '../charts/auralink.js';
import { environmentNames, readEnvironment } from '../charts/environments/read.js';
import { environmentSchema } from '../charts/environments/schema.js';
import { RULES } from '../src/analysis/rules/index.js';
import { settingsSchema } from '../src/index.js';
import { publishedSchema } from '../src/model/config/schema.js';
import { callsTable } from './calls-table.js';
import { withSection } from './section.js';
import { rulePage, rulesPage } from './rule-pages.js';
import { secretsPage } from './secrets-page.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

writeFileSync(
  path('../charts/environments/environment.schema.json'),
  `${JSON.stringify(settingsSchema(environmentSchema), null, 2)}\n`,
);
writeFileSync(
  path('secrets.md'),
  secretsPage(
    environmentNames().map((name) => ({
      name,
      secrets: auralink(readEnvironment(name)).platform.secrets.list(),
    })),
  ),
);
writeFileSync(
  path('resilience.md'),
  withSection(
    readFileSync(path('resilience.md'), 'utf8'),
    'calls',
    callsTable(auralink(readEnvironment('production')).platform),
  ),
);
mkdirSync(path('schema'), { recursive: true });
writeFileSync(
  path('schema/meshproof.schema.json'),
  `${JSON.stringify(settingsSchema(publishedSchema(RULES.map(({ id }) => id))), null, 2)}\n`,
);
rmSync(path('rules'), { recursive: true, force: true });
mkdirSync(path('rules'));
writeFileSync(path('rules/README.md'), rulesPage());
for (const rule of RULES) writeFileSync(path(`rules/${rule.id}.md`), rulePage(rule));
