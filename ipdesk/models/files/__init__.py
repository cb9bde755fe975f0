"""Scans of materials as files of the data folder, each once under the hash of its bytes."""
