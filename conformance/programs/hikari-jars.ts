import { command } from './command.js';
import type { BuiltProgram } from './program.js';

const HIKARI = '6.3.0';
const PGJDBC = '42.7.7';
const SLF4J = '2.0.17';

/** HikariCP, the driver of PostgreSQL, and what HikariCP needs to run: jars, for the `java` of the machine. */
export const hikariJars: BuiltProgram = {
  name: 'HikariCP',
  version: `${HIKARI}+pgjdbc-${PGJDBC}`,
  binaries: [`HikariCP-${HIKARI}.jar`, `postgresql-${PGJDBC}.jar`, `slf4j-api-${SLF4J}.jar`],
  builder: 'mvn',
  build: (folder) => {
    for (const artifact of [
      `com.zaxxer:HikariCP:${HIKARI}`,
      `org.postgresql:postgresql:${PGJDBC}`,
      `org.slf4j:slf4j-api:${SLF4J}`,
    ]) {
      command('mvn', [
        '--batch-mode',
        '--quiet',
        'dependency:copy',
        `-Dartifact=${artifact}`,
        `-DoutputDirectory=${folder}`,
      ]);
    }
  },
};
