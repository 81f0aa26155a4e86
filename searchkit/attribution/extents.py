"""Where the content of an indirect report begins and ends, and the noun phrase behind an inverted cue."""

from __future__ import annotations

import re

from searchkit.spans import Span


def spaced(expression: str) -> str:
    """Return an expression whose spaces match several, as stand where a line was cut for width."""
    return re.sub(r" (?![*+?{])", " +", expression)


_WHEN = (
    r"(?:today|yesterday|tonight|tomorrow|recently|earlier|later|also|once again|previously"
    r"|(?:too|then|now|before|again|further|[a-z]+ly)(?=,|:| that\b| “| \")"
    r"|in part|in turn|as follows|afterwards?|this (?:morning|afternoon|evening|week|month|year)"
    r"|(?:last|late|earlier|later) (?:week|month|year|night|today|this (?:week|month|year|morning)|on|in)"
    r"|(?:on |last |this |late |early )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening"
    r"|night))?(?:,? \(?[A-Z][a-z]+\.? \d{1,2}\)?(?:, \d{4})?)?"
    r"|on (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+)(?:,? \d{4})?|in (?:[A-Z][a-z]+ )?\d{4}"
    r"|\(\d{1,2}\)"
    r")"
)
_WHERE = (
    r"(?:(?:in|during|at|through|via|on|from|before|after|following) (?:a|an|the|his|her|their|its|this|today’s"
    r"|today's|recent) ?(?:[\w’'-]+ ){0,4}?"
    r"(?:statement|letter|speech|interview|address|testimony|conference|call|briefing|meeting|hearing|remarks|release"
    r"|press release"
    r"|announcement|tweet|post|email|e-mail|memo|report|message|op-ed|editorial|article|event|ceremony|occasion"
    r"|discussion|talks|visit|opening|closing|floor|session|resolution|resolutions|tweets|reports|letters|brief"
    r"|filing|complaint)(?! (?:speech|remarks|statement|address|session|ceremony|conference)\b)"
    r"(?: (?:to|on|with|of|at|in|about|by|before|from|held) [^,.:;“\"]{1,70}?(?=[,:]| that\b))?)"
)
_WHEREIN = r"(?:in|at|during) (?:the|an?|its|his|her|their|this) [\w’'-]+(?: [\w’'-]+){0,2}(?= that )"
_TO_WHOM = (
    r"(?:to (?:reporters|the press|the media|journalists|me|him|her|us|them|lawmakers|Congress|the (?:committee|court"
    r"|jury|audience|crowd|gathering|public|House|Senate|nation|people)"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})(?=,? that\b|[,:]| “| \")|to (?:him|her|them|me|us)\b)"
)
_ADVERBIALS = re.compile(spaced(rf"(?:,? (?:{_WHEN}|{_WHERE}|{_WHEREIN}|{_TO_WHOM})(?=[ ,:])(?!..?s ))*,?"))
_THAT = re.compile(r",? *that,? +(?:that +)?(?=\S)")
_TRAILING = " \t\n.,;:!?…-–—#"
_NAME_END = re.compile(
    r"[,.;:!?\"“”«»—–()]"
    r"| (?:in(?! (?:Charge|Chief) )|at(?! Large )|on|during|after|before|when|as|who|which|while|today|yesterday"
    r"|following|regarding|about|upon|that"
    r"|via|late|earlier"
    r"|last|this|by|to|if|because|whose|where|with|released|published|conducted|issued|said|told|wrote|are|is|was"
    r"|were|will|has|have) "
    r"|   | - |$"
)
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Sens?|Reps?|Gov|Dr|Mr|Mrs|Ms|Lt|Col|Gen|Prof|Sgt|Cpl|Pvt|Jr|Sr|St|Hon|Capt|Cmdr|Adm|Maj|Rev"
    r"|Pres|Sec|Asst|Det|Atty|U\.S|Messrs|Cong))$"
)


_PARTNER = re.compile(
    r"(?:, [^,.;:“”\"]{3,90}?)?,? and (?:[A-Z][\w’'-]*\.?(?: |(?=,))){2,6}(?=,|in |on |at |during |after |$)"
)
"""What joins a second person to one with an apposition: ", chairman of X, and Dr. Jane Doe"."""


def adverbials_after(flat: str, position: int, end: int) -> int:
    """Return where the adverbs and adjuncts that follow a cue end ("said in a letter on Monday that" …)."""
    match = _ADVERBIALS.match(flat, position, end)
    return match.end() if match else position


def content_after(flat: str, position: int, end: int) -> tuple[int, bool]:
    """Return where the content after a cue begins, and whether a "that" stands before it."""
    position = adverbials_after(flat, position, end)
    match = _THAT.match(flat, position, end)
    if match:
        return match.end(), True
    while position < end and flat[position] in " ,:":
        position += 1
    return position, False


def trimmed(flat: str, start: int, end: int) -> Span:
    """Return the span without white space and punctuation that belongs to the sentence around it."""
    while start < end and flat[start] in " \t\n,;:.…-–—":
        start += 1
    while end > start and flat[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end)


def unquoted(text: str, span: Span) -> Span:
    """Return the span without a quotation mark at its very ends, where the pair encloses it all."""
    start, end = span
    if end - start > 2 and text[start] in '"“„«' and text[end - 1] in '"”“»':
        return Span(start + 1, end - 1)
    return span


def source_after(flat: str, position: int, end: int) -> Span | None:
    """Return the noun phrase that an inverted cue ("…," said X) has behind it, or None."""
    start = position
    while start < end and flat[start] == " ":
        start += 1
    stop = end
    for match in _NAME_END.finditer(flat, start, end):
        stop = match.start()
        if match.group() == "." and _ABBREVIATION.search(flat, max(start, stop - 8), stop):
            stop = end
            continue
        break
    partner = _PARTNER.match(flat, stop, end)
    if partner is not None:
        stop = partner.end()
    while stop > start and flat[stop - 1] in " ,":
        stop -= 1
    return Span(start, stop) if stop > start else None
