import { goModule } from '../programs/go-module.js';
import { pythonClients } from '../programs/python-clients.js';

/** Go's strict readers of YAML and of the JSON of Protocol Buffers, with the fields of AIC. */
export const goAic = goModule('go-aic', 'aic', 'google.golang.org/protobuf');
/** Python's reader of YAML: ai-core is a program in Python. */
export const pythonAic = pythonClients('pyyaml', 'aic', 'PyYAML');
