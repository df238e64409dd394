module meshproof/conformance/resilience

go 1.21
