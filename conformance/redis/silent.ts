import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';
import type { Problems } from '../problems.js';
import { complaints, run } from '../run-program.js';

const answerSchema = z.object({ milliseconds: z.number() });

/** The key that a client asks for in vain. */
const KEY = '\r\nkey\r\n';
const ATTEMPTS = 5;

/**
 * Lets a client ask a Redis that greets it and never answers: how long it takes to give up has to be within what the
 * policy computes, and no less than the answers that it waits for.
 */
export async function givesUp(
  [path, args]: readonly [string, readonly string[]],
  env: Readonly<Record<string, string>>,
  redisPort: number,
  bounds: { readonly least: number; readonly most: number },
): Promise<Problems> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const redis = connect(redisPort, '127.0.0.1');
    for (const one of [socket, redis]) sockets.add(one.on('error', () => undefined));
    redis.pipe(socket);
    socket.on('data', (chunk) => {
      if (!chunk.includes(KEY)) redis.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const url = (env['REDIS_URL'] ?? '').replace(/\/\/[^/]+\//, `//127.0.0.1:${port}/`);
    let milliseconds = 0;
    // Now and then go-redis ends its second try at once, for another error than silence.
    for (let i = 0; i < ATTEMPTS && milliseconds < bounds.least; i += 1) {
      const ran = await run(path, args, { env: { ...env, REDIS_URL: url } });
      if (ran.status !== 0) return complaints(ran);
      milliseconds = answerSchema.parse(JSON.parse(ran.stdout)).milliseconds;
    }
    return milliseconds >= bounds.least && milliseconds <= bounds.most
      ? []
      : [`${path} gave up after ${milliseconds} ms, not between ${bounds.least} and ${bounds.most} ms`];
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
