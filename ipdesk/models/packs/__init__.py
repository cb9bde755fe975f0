"""The files of the office's own packs, changed whole or not at all."""
