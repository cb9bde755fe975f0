"""The files of an application's materials: looked at, put to other materials, saved elsewhere, taken off."""
