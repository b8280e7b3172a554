"""Who may do what on the NATS nodes: users with their rights, keys, certificates and the server's configuration."""
