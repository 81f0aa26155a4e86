"""What stock Whoosh needs to open and search an index of ours.

The modules import Whoosh, which takes some 50 ms: nothing on the way of our own searching imports them. Whoosh finds
them through the segment class that its TOC names.
"""
