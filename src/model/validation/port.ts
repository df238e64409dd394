import { badValue, missing, type Complaint } from './complaint.js';
import { isLabel } from './formats.js';
import type { Part } from './part.js';
import { PortProtocol, PROTOCOLS } from './protocol.js';

/** istio ValidatePort, of a number that has to be there. */
export function* checkPort(number: Part): Iterable<Complaint> {
  const { number: value } = number;
  if (value >= 1 && value <= 65_535) return;
  yield number.isSet ? badValue(number, 'a port from 1 to 65535') : missing(number);
}

/** istio ValidateProtocol: the empty one is for the proxy to find out. */
export function* checkProtocol(protocol: Part): Iterable<Complaint> {
  if (protocol.text !== '' && !new PortProtocol(protocol.text).isKnown) yield badValue(protocol, PROTOCOLS);
}

/** istio ValidatePortName. */
export function* checkPortName(name: Part): Iterable<Complaint> {
  if (!isLabel(name.text)) yield name.isSet ? badValue(name, 'a DNS label') : missing(name);
}

/** A field of Gateways and Sidecars that is of ServiceEntries only. */
export function* checkNoTargetPort(port: Part): Iterable<Complaint> {
  const target = port.of('targetPort');
  if (target.number > 0) yield badValue(target, 'no targetPort, which has no effect here');
}
