import { request as requestHttp, type IncomingMessage } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import { ECHO_HEADER, type Echo } from '../app/program.js';
import { ALPN } from '../proxy/istio-filters.js';
import type { Certificate } from '../proxy/secrets.js';
import { decodeEcho, failed, type Response } from './response.js';
import type { RequestUrl } from './url.js';

/** A request with everything that goes over the wire. */
export interface Message {
  readonly url: RequestUrl;
  readonly method: string;
  /** Without the authority. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly authority: string;
  readonly clientCertificate?: Certificate;
  /** The certificate of a proxy that speaks to another one: the request goes through mutual TLS of the mesh. */
  readonly meshCertificate?: Certificate;
}

const TIMEOUT_MILLISECONDS = 20_000;

/** Sends a request over a connection, and waits for the answer. A connection that breaks is an answer too. */
export async function send(socket: Socket, message: Message): Promise<Response> {
  // A refused connection may break at any time, also after its answer.
  socket.on('error', () => undefined);
  socket.setTimeout(TIMEOUT_MILLISECONDS, () => socket.destroy(new Error('no answer in time')));
  try {
    const { scheme, port } = message.url;
    const secure =
      scheme === 'https' || scheme === 'wss' || scheme === 'tls' || (scheme === 'grpc' && port === 443);
    const outer = message.meshCertificate === undefined ? socket : await asProxy(socket, message);
    const channel = secure ? await secured(outer, message) : outer;
    channel.on('error', () => undefined);
    if (scheme === 'tcp' || scheme === 'tls') return await sendTcp(channel);
    if (scheme === 'grpc') return await sendGrpc(channel, message);
    return await sendHttp(channel, message);
  } catch (error) {
    return failed(error);
  } finally {
    socket.destroy();
  }
}

async function asProxy(socket: Socket, { url, meshCertificate }: Message): Promise<TLSSocket> {
  const channel = connectTls({
    socket,
    rejectUnauthorized: false,
    ALPNProtocols: url.scheme === 'grpc' ? ALPN.http2 : url.scheme.startsWith('t') ? ALPN.tcp : ALPN.http1,
    ...(meshCertificate === undefined ? {} : { cert: meshCertificate.chain, key: meshCertificate.key }),
  });
  channel.on('error', () => undefined);
  await once(channel, 'secureConnect');
  return channel;
}

async function secured(socket: Socket, { url, authority, clientCertificate }: Message): Promise<TLSSocket> {
  const host = authority.replace(/:\d+$/, '');
  const channel = connectTls({
    socket,
    ...(/^[\d.]+$/.test(host) ? {} : { servername: host }),
    // Whose certificate it is does not matter here: the question is where requests go.
    rejectUnauthorized: false,
    ALPNProtocols: url.scheme === 'grpc' ? ['h2'] : url.scheme === 'tls' ? [] : ['http/1.1'],
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate.chain, key: clientCertificate.key }),
  });
  await once(channel, 'secureConnect');
  return channel;
}

async function sendTcp(socket: Socket): Promise<Response> {
  socket.write('who are you?\n');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  await Promise.race([once(socket, 'close'), once(socket, 'end')]);
  if (text === '') return failed('closed without an answer');
  return { status: null, headers: {}, body: text, echo: JSON.parse(text) as Echo };
}

function sendHttp(socket: Socket, { url, method, headers, authority }: Message): Promise<Response> {
  const upgrade = url.scheme === 'ws' || url.scheme === 'wss';
  return new Promise((resolve, reject) => {
    const request = requestHttp({
      createConnection: () => socket,
      method,
      path: url.path,
      setHost: false,
      headers: {
        host: authority,
        ...(upgrade
          ? {
              connection: 'Upgrade',
              upgrade: 'websocket',
              'sec-websocket-version': '13',
              'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
            }
          : { connection: 'close' }),
        ...byName(headers),
      },
    });
    // Node writes methods in upper case by itself.
    request.method = method;
    request.on('error', reject);
    request.on('upgrade', (response, channel) => {
      resolve(answerOf(response, ''));
      channel.destroy();
    });
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('error', reject).on('end', () => {
        resolve(answerOf(response, body));
      });
    });
    request.end();
  });
}

/** Headers by lower-case name, since Node sends only the last of several spellings. */
function byName(headers: Message['headers']): Record<string, string | string[]> {
  const found = new Map<string, string | string[]>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    const before = found.get(key);
    const lines = typeof value === 'string' ? value : [...value];
    found.set(key, before === undefined ? lines : [before, lines].flat());
  }
  return Object.fromEntries(found);
}

function answerOf({ statusCode, headers }: IncomingMessage, body: string): Response {
  const echo = decodeEcho(headers[ECHO_HEADER]);
  return { status: statusCode ?? null, headers, body, ...(echo === undefined ? {} : { echo }) };
}

/** The status that Envoy means by a gRPC status of its own. @see envoy/source/common/grpc/status.cc */
const HTTP_STATUS: Readonly<Record<string, number>> = {
  '0': 200,
  '7': 403,
  '12': 404,
  '13': 500,
  '14': 503,
  '16': 401,
};

function sendGrpc(socket: Socket, { url, headers, authority }: Message): Promise<Response> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(`http://${authority}`, { createConnection: () => socket });
    session.on('error', reject);
    const stream = session.request({
      ...byName(headers),
      ':method': 'POST',
      ':path': url.path,
      ':authority': authority,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let answer: Readonly<Record<string, unknown>> = {};
    let trailers: Readonly<Record<string, unknown>> = {};
    stream.on('error', reject);
    stream.on('response', (received) => (answer = received));
    stream.on('trailers', (received: Readonly<Record<string, unknown>>) => (trailers = received));
    stream.resume().on('close', () => {
      const grpcStatus = text(trailers['grpc-status'] ?? answer['grpc-status']);
      const http = typeof answer[':status'] === 'number' ? answer[':status'] : null;
      const echo = decodeEcho(answer[ECHO_HEADER]);
      const message = text(trailers['grpc-message'] ?? answer['grpc-message']);
      session.close();
      resolve({
        status: http !== 200 ? http : (HTTP_STATUS[grpcStatus] ?? http),
        headers: {},
        body: decodeURIComponent(message),
        ...(echo === undefined ? {} : { echo }),
        ...(http === null ? { failure: 'the stream was reset' } : {}),
      });
    });
    // An empty message of gRPC.
    stream.end(Buffer.alloc(5));
  });
}

function text(header: unknown): string {
  return typeof header === 'string' ? header : '';
}
