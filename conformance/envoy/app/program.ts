import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer as createTcp, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { Certificate } from '../proxy/secrets.js';

/** Who answers. */
export interface Identity {
  /** `<namespace>/<workload>`, or `external/<host>`. */
  readonly workload: string;
  readonly pod: string;
  /** The port at which the program listens in a cluster. */
  readonly port: number;
}

/** What a program saw of a request, which it answers with. */
export interface Echo extends Identity {
  readonly protocol: 'http' | 'http2' | 'tcp' | 'websocket';
  readonly tls: boolean;
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** How a program answers an HTTP request, where it is not to succeed at once. */
export type Behaviour = () => {
  readonly status?: number;
  readonly delayMilliseconds?: number;
  readonly hold?: Promise<void>;
};

/** The header in which a program's answer is, so that it is told from one of a proxy. */
export const ECHO_HEADER = 'x-conformance-echo';

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** A program that answers everything that it is sent, whatever the protocol, with what it saw. */
export class Program {
  /** Requests and connections so far. */
  count = 0;
  behaviour: Behaviour | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(
    readonly identity: Identity,
    certificate: Certificate | undefined,
  ) {
    const http = createHttp((request, response) => void this.answer(request, response, 'http'));
    http.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
      this.upgrade(request, socket);
    });
    // Any path and any host is of interest here, also what a careful server would not take.
    http.on('clientError', (_error, socket) => socket.destroy());
    const http2 = createHttp2((request, response) => void this.answer(request, response, 'http2'));
    http2.on('sessionError', ignore);
    this.server = createTcp((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', ignore);
      this.accept(socket, http, http2, certificate);
    });
  }

  static async start(
    identity: Identity,
    address: { readonly host: string; readonly port: number },
    certificate?: Certificate,
  ): Promise<Program> {
    const program = new Program(identity, certificate);
    program.server.listen(address);
    await once(program.server, 'listening');
    return program;
  }

  /** The port at which it listens on this machine. */
  get localPort(): number {
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** Tells protocols apart by the first bytes, as long as the client speaks first. */
  private accept(
    socket: Duplex,
    http: ReturnType<typeof createHttp>,
    http2: ReturnType<typeof createHttp2>,
    certificate: Certificate | undefined,
    tls = false,
  ): void {
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const text = first.toString('latin1', 0, 16);
      if (first[0] === 0x16 && certificate !== undefined && !tls) {
        const inner = new TLSSocket(socket, {
          isServer: true,
          secureContext: createSecureContext({ cert: certificate.chain, key: certificate.key }),
          ALPNProtocols: ['h2', 'http/1.1'],
        });
        inner.on('error', ignore);
        this.accept(inner, http, http2, undefined, true);
      } else if (text.startsWith('PRI * HTTP/2.0')) http2.emit('connection', socket);
      else if (/^[A-Z]+ /.test(text)) http.emit('connection', socket);
      else if (/^[a-z]+ \//.test(text)) this.answerOddMethod(socket, first.toString('latin1'), tls);
      else this.answerTcp(socket, tls);
      process.nextTick(() => socket.resume());
    });
  }

  private answerTcp(socket: Duplex, tls: boolean): void {
    this.count += 1;
    const echo: Echo = { ...this.identity, protocol: 'tcp', tls };
    socket.on('error', ignore).end(`${JSON.stringify(echo)}\n`);
  }

  /** Node reads methods in upper case only, unlike other servers. */
  private answerOddMethod(socket: Duplex, head: string, tls: boolean): void {
    this.count += 1;
    const [, method, path] = /^(\S+) (\S+)/.exec(head) ?? [];
    const host = /^host: *(.*?)\r?$/im.exec(head)?.[1] ?? '';
    const echo: Echo = {
      ...this.identity,
      protocol: 'http',
      tls,
      method: method ?? '',
      path: path ?? '',
      host,
    };
    socket
      .on('error', ignore)
      .end(
        `HTTP/1.1 200 OK\r\n${ECHO_HEADER}: ${encode(echo)}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
      );
  }

  private async answer(request: Request, response: Response, protocol: 'http' | 'http2'): Promise<void> {
    this.count += 1;
    const { status = 200, delayMilliseconds = 0, hold } = this.behaviour?.() ?? {};
    await hold;
    request.resume();
    if (delayMilliseconds > 0) await new Promise((resolve) => setTimeout(resolve, delayMilliseconds));
    const header = encode(this.echo(request, protocol));
    if (request.headers['content-type']?.startsWith('application/grpc') === true) {
      response.writeHead(200, { [ECHO_HEADER]: header, 'content-type': 'application/grpc' });
      response.addTrailers({ 'grpc-status': status < 400 ? '0' : '14' });
      response.end();
      return;
    }
    response.writeHead(status, { [ECHO_HEADER]: header, 'content-type': 'text/plain' });
    response.end('answered by the program\n');
  }

  private upgrade(request: IncomingMessage, socket: Duplex): void {
    this.count += 1;
    socket.on('error', ignore);
    const header = encode(this.echo(request, 'websocket'));
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n${ECHO_HEADER}: ${header}\r\n\r\n`,
    );
  }

  private echo(request: Request, protocol: Echo['protocol']): Echo {
    const { method, headers, url, socket } = request;
    return {
      ...this.identity,
      protocol,
      tls: socket instanceof TLSSocket,
      ...(method === undefined ? {} : { method }),
      ...(url === undefined ? {} : { path: url }),
      host: headers.host ?? String(headers[':authority'] ?? ''),
      headers,
    };
  }
}

function encode(echo: Echo): string {
  return Buffer.from(JSON.stringify(echo)).toString('base64');
}

function ignore(): void {
  // Clients and proxies hang up as they like.
}
