import { isCelExpression } from '../structure/cel/expression.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import type { Part } from './part.js';
import { checkAttachment } from './selector.js';
import type { Validated } from './validated.js';

/** istio `pkg/config/validation/validation.go`, ValidateTelemetry. */
export function* checkTelemetry({ spec }: Validated): Iterable<Complaint> {
  yield* checkAttachment(spec);
  const [tracing, metrics, logging] = [spec.of('tracing'), spec.of('metrics'), spec.of('accessLogging')];
  for (const part of [...tracing.items, ...metrics.items, ...logging.items])
    for (const name of part.of('providers').items.map((provider) => provider.of('name')))
      if (name.text === '') yield badValue(name, 'the name of a provider');
  if (tracing.items.length > 1)
    yield warned(tracing, 'has several items, of which only the first has an effect');
  for (const part of tracing.items) yield* checkTracing(part);
  for (const override of metrics.items.flatMap((part) => part.of('overrides').items))
    yield* checkOverride(override);
  for (const filter of logging.items.map((part) => part.of('filter')).filter(({ isSet }) => isSet)) {
    const expression = filter.of('expression');
    if (!expression.isSet) yield missing(expression);
    else if (!isCelExpression(expression.text)) yield badValue(expression, 'an expression in CEL');
  }
}

const TAGS = { literal: 'value', header: 'name', environment: 'name' } as const;

function* checkTracing(tracing: Part): Iterable<Complaint> {
  const [providers, sampling] = [tracing.of('providers'), tracing.of('randomSamplingPercentage')];
  if (providers.items.length > 1)
    yield warned(providers, 'has several items, of which only the first has an effect');
  if (sampling.number < 0 || sampling.number > 100) yield badValue(sampling, 'a percentage from 0 to 100');
  for (const [name, tag] of tracing.of('customTags').entries) {
    if (name === '') yield badValue(tag, 'a tag with a name');
    for (const [kind, field] of Object.entries(TAGS))
      if (tag.of(kind).isSet && tag.of(kind, field).text === '')
        yield badValue(tag.of(kind, field), 'a text that is not empty');
  }
}

function* checkOverride(override: Part): Iterable<Complaint> {
  for (const [name, tag] of override.of('tagOverrides').entries) {
    const [operation, value] = [tag.of('operation').text, tag.of('value')];
    if (name === '') yield warned(tag, 'has no name');
    if ((operation === '' || operation === 'UPSERT') && value.text === '')
      yield together(tag, 'needs a value: its operation is UPSERT');
    if (operation === 'REMOVE' && value.text !== '')
      yield together(value, 'does not go with operation REMOVE');
  }
  const metric = override.of('match', 'customMetric');
  if (metric.isSet && metric.text === '') yield badValue(metric, 'the name of a metric');
}
