"""What tests of every package share: strategies, servers, conformance suites. Needs the test dependencies."""
