"""The award notification, from a decided application to its PDF."""
