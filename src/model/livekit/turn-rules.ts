import { isIP } from 'node:net';
import type { FieldProblem } from '../check-fields.js';
import type { LiveKitConfig } from './config.js';
import { problemAt } from './rule.js';

/** As livekit `pkg/service/turn.go`, NewTurnServer. */
export function* turnRules({ turn, rtc }: LiveKitConfig): Iterable<FieldProblem> {
  yield* othersRules(rtc);
  if (turn?.enabled !== true) return;
  const { tls_port: tls = 0, udp_port: udp = 0, domain, external_tls, cert_file, key_file } = turn;
  if (tls === 0 && udp === 0) yield problemAt('turn.tls_port', tls, 'a port here or at turn.udp_port');
  if (tls !== 0) {
    if (domain === undefined)
      yield problemAt('turn.domain', domain, 'the domain, which participants reach at port 443');
    if (external_tls !== true) {
      for (const [name, file] of Object.entries({ cert_file, key_file })) {
        if (file === undefined || file === '')
          yield problemAt(
            `turn.${name}`,
            file,
            'a file, unless TLS ends before the server (turn.external_tls)',
          );
      }
    }
  }
  const { relay_range_start: start = 0, relay_range_end: end = 0 } = turn;
  if ((start === 0) !== (end === 0))
    yield problemAt('turn.relay_range_start', start, 'both ends of the range, or neither');
  else if (end < start)
    yield problemAt('turn.relay_range_end', end, `at least the start of the range, ${start}`);
  yield* familyRules(turn, rtc);
}

/** TURN relays from an address of the family on which it listens. */
function* familyRules(turn: NonNullable<LiveKitConfig['turn']>, rtc: LiveKitConfig['rtc']) {
  if (rtc?.node_ip === undefined || rtc.use_external_ip === true) return;
  const families = rtc.node_ip.split(',').map((part) => isIP(part.trim()));
  for (const [i, address] of (turn.bind_addresses ?? ['0.0.0.0']).entries()) {
    if (!families.includes(isIP(address)))
      yield problemAt(
        ['turn', 'bind_addresses', i],
        address,
        `an address of the family of rtc.node_ip, ${rtc.node_ip}`,
      );
  }
}

/** Servers of others, of which participants are told. LiveKit itself does not look at them. */
function* othersRules(rtc: LiveKitConfig['rtc']): Iterable<FieldProblem> {
  for (const [i, server] of (rtc?.turn_servers ?? []).entries()) {
    const at = (field: string) => ['rtc', 'turn_servers', i, field];
    if (server.host === undefined || server.host === '') yield problemAt(at('host'), server.host, 'a host');
    if (server.port === undefined || server.port === 0) yield problemAt(at('port'), server.port, 'a port');
    const { username, credential, secret, secret_file } = server;
    if (
      secret === undefined &&
      secret_file === undefined &&
      (username === undefined || credential === undefined)
    )
      yield problemAt(at('username'), username, 'username and credential, or secret or secret_file');
  }
}
