"""The life of an index: create, update, rebuild, verify, lock, generations; the public API of all of searchkit."""
