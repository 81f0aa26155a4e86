"""Speed, size and memory beside other engines, and how well releases are read and attributed. Run by `make bench`."""
