import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Endpoint } from './api-server.js';
import type { JsonObject } from '../../src/model/json.js';

/** Whether the API server would take an object, and what it says if not. */
export interface Answer {
  readonly accepted: boolean;
  readonly message: string;
}

/** Asks an API server directly, over connections that stay open: thousands of questions a minute. */
export interface ApiClient {
  /** The API server's answer to the creation of an object, with strict field validation and without effect. */
  readonly create: (path: string, object: JsonObject) => Promise<Answer>;
  readonly close: () => void;
}

export function apiClient({ port, token, certificate }: Endpoint): ApiClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 8, ca: readFileSync(certificate) });
  const create = (path: string, object: JsonObject): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(object);
      const call = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          path: `${path}?dryRun=All&fieldValidation=Strict`,
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            const accepted = response.statusCode === 201;
            if (accepted || (response.statusCode ?? 500) < 500)
              resolve({ accepted, message: messageOf(text) });
            else if (text.includes('"reason":')) resolve({ accepted: false, message: messageOf(text) });
            else reject(new Error(`${path}: ${text}`));
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  return {
    create,
    close: () => {
      agent.destroy();
    },
  };
}

function messageOf(text: string): string {
  const { message } = JSON.parse(text) as { message?: string };
  return message ?? '';
}
