import type { FieldProblem } from '../check-fields.js';
import { rangeOf } from './addresses.js';
import type { LiveKitConfig } from './config.js';
import { problemAt } from './rule.js';

interface UsedPorts {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Every port is for one thing: a second listener on it fails, and the server with it. */
export function* portRules(config: LiveKitConfig): Iterable<FieldProblem> {
  yield* overlaps(tcpPorts(config));
  yield* overlaps(udpPorts(config));
  yield* mediaPorts(config);
}

function tcpPorts({ port, rtc, prometheus, prometheus_port, debug_handler, turn }: LiveKitConfig) {
  return used([
    ['port', port ?? 7880],
    ['rtc.tcp_port', rtc?.tcp_port ?? 7881],
    // The deprecated key wins.
    prometheus_port === undefined || prometheus_port === 0
      ? ['prometheus.port', prometheus?.port]
      : ['prometheus_port', prometheus_port],
    ['debug_handler.port', debug_handler?.port],
    ['turn.tls_port', turn?.enabled === true ? turn.tls_port : 0],
  ]);
}

function udpPorts({ rtc, turn }: LiveKitConfig): readonly UsedPorts[] {
  const ports = turn?.enabled === true ? used([['turn.udp_port', turn.udp_port]]) : [];
  return [...mediaRange(rtc), ...ports, ...relayRange(turn)];
}

/** LiveKit takes the range where both ends are given, else the port; without either 50000 to 60000. */
function mediaRange(rtc: LiveKitConfig['rtc']): readonly UsedPorts[] {
  const { port_range_start: start = 0, port_range_end: end = 0, udp_port: udp } = rtc ?? {};
  if (rtc?.force_tcp === true) return [];
  if (start !== 0 && end !== 0) return [{ path: 'rtc.port_range_start', start, end }];
  const one = rangeOf(udp);
  if (one === undefined || one.start === 0)
    return [{ path: 'rtc.port_range_start', start: 50_000, end: 60_000 }];
  return [{ path: 'rtc.udp_port', start: one.start, end: one.end ?? one.start }];
}

/** Without both ends LiveKit relays from 30000 to 40000. */
function relayRange(turn: LiveKitConfig['turn']): readonly UsedPorts[] {
  if (turn?.enabled !== true) return [];
  const { relay_range_start: start = 0, relay_range_end: end = 0 } = turn;
  return [
    start === 0 || end === 0
      ? { path: 'turn.relay_range_start', start: 30_000, end: 40_000 }
      : { path: 'turn.relay_range_start', start, end },
  ];
}

function used(ports: readonly (readonly [path: string, port: number | undefined])[]): readonly UsedPorts[] {
  return ports.flatMap(([path, port]) =>
    port === undefined || port === 0 ? [] : [{ path, start: port, end: port }],
  );
}

function* overlaps(ports: readonly UsedPorts[]): Iterable<FieldProblem> {
  for (const [i, one] of ports.entries()) {
    const other = ports.slice(0, i).find(({ start, end }) => start <= one.end && one.start <= end);
    if (other !== undefined)
      yield problemAt(one.path, one.start, `a port beside ${spell(other)} of ${other.path}`);
  }
}

function spell({ start, end }: UsedPorts): string {
  return start === end ? `${start}` : `${start}-${end}`;
}

function* mediaPorts({ port, rtc = {} }: LiveKitConfig): Iterable<FieldProblem> {
  const { port_range_start: start = 0, port_range_end: end = 0, udp_port: udp } = rtc;
  if (port === 0) yield problemAt('port', port, 'a port: everything but media comes in there');
  if ((start === 0) !== (end === 0)) {
    const [path, value] = start === 0 ? ['rtc.port_range_start', start] : ['rtc.port_range_end', end];
    yield problemAt(path, value, 'both ends of the range, or neither');
  } else if (end < start) {
    yield problemAt('rtc.port_range_end', end, `at least the start of the range, ${start}`);
  } else if (start !== 0 && udp !== undefined && udp !== 0 && udp !== '0') {
    yield problemAt('rtc.udp_port', udp, 'nothing beside a range of ports, which LiveKit takes instead');
  }
  if (rtc.force_tcp === true && rtc.tcp_port === 0)
    yield problemAt('rtc.tcp_port', 0, 'a port where TCP is forced: nothing would carry media');
}
