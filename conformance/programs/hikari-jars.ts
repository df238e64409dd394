import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './command.js';
import type { BuiltProgram } from './program.js';
import { sourceDigest } from './source-digest.js';

const HIKARI = '6.3.0';
const PGJDBC = '42.7.7';
const SLF4J = '2.0.17';

const SOURCE = fileURLToPath(new URL('../postgres/HikariPool.java', import.meta.url));
const JARS = [`HikariCP-${HIKARI}.jar`, `postgresql-${PGJDBC}.jar`, `slf4j-api-${SLF4J}.jar`];

/** A program with HikariCP, the driver of PostgreSQL, and what HikariCP needs to run; for the `java` of the machine. */
export const hikariJars: BuiltProgram = {
  name: 'HikariCP',
  get version() {
    return `${HIKARI}+pgjdbc-${PGJDBC}-${sourceDigest([SOURCE])}`;
  },
  binaries: [...JARS, 'HikariPool.class'],
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
    const classPath = JARS.map((jar) => join(folder, jar)).join(delimiter);
    command('javac', ['-cp', classPath, '-d', folder, SOURCE]);
  },
};
