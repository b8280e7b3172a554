"""Running the platform: settings, NATS nodes, processes, logs."""
