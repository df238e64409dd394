"""A program with an OpenTelemetry SDK that is configured by variables alone.

It begins as many traces as its argument says, and as many again with parents that are kept and that are not kept, and
prints for each kind the ids of traces with whether they are kept.
"""

import json
import sys

from opentelemetry import propagate, trace

COUNT = int(sys.argv[1])
tracer = trace.get_tracer("program")


def begun(flags):
    """Spans of new traces, or of those of callers with some flags."""
    for number in range(1, COUNT + 1):
        header = {} if flags is None else {"traceparent": f"00-{'5d' * 12}{flags}{number:06x}-00f067aa0ba902b7-{flags}"}
        with tracer.start_as_current_span("work", context=propagate.extract(header)) as span:
            sent = {}
            propagate.inject(sent)
            context = span.get_span_context()
            yield {
                "trace": f"{context.trace_id:032x}",
                "sampled": context.trace_flags.sampled,
                "sent": sent.get("traceparent", ""),
            }


result = {"new": list(begun(None)), "sampled": list(begun("01")), "unsampled": list(begun("00"))}
trace.get_tracer_provider().shutdown()
print(json.dumps(result))
