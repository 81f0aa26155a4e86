"""People across releases: which printed speakers are one person, found by any of their names."""

from searchkit.speakers.corrections import Corrections, parse_corrections
from searchkit.speakers.directory import Directory
from searchkit.speakers.person import Person, Tenure
from searchkit.speakers.printed import PrintedSpeaker

__all__ = ["Corrections", "Directory", "Person", "PrintedSpeaker", "Tenure", "parse_corrections"]
