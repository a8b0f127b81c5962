"""The words by which pages tell the days of elections, votes, inaugurations, deadlines and ends.

In every pattern `thing` names what has the day, and the text ends or goes on where the day stands.
"""

import re
from typing import Final

from harmattan.resolve.dateforms import DAYS, MONTH

_MONTH: Final = MONTH.replace("?P<month>", "?:")
_WEEKDAY: Final = rf"(?:{'|'.join(DAYS)})"
# The days that a page can tell of something to come, as they are written.
DAY: Final = re.compile(
    rf"\b(?:(?:{_WEEKDAY},? (?:the )?)?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd"
    rf"|rd|th)?"
    rf"(?!\d))(?:,? (?:19|20)\d\d\b)?|{_MONTH}(?: (?:19|20)\d\d\b)?|\d{{4}}-\d\d-\d\d|(?:next |this "
    rf"|last )?{_WEEKDAY}"
    r"|(?:next|this|last) (?:week|month|year)|tomorrow|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_KINDS_OF_ELECTION: Final = (
    r"(?:presidential|parliamentary|legislative|general|local|municipal|regional|provincial|gubernatorial"
    r"|mayoral|snap"
    r"|early|fresh|new|repeat|mid-?term|senate|national|federal|assembly|council|state|district|primary|run-?off|and"
    r"|constituent|lower-house|first-ever|long-delayed|delayed|crucial|key|upcoming|next|twice-delayed"
    r"|[Mm]ulti-?party)"
)
ELECTION: Final = (
    rf"(?!and )(?:{_KINDS_OF_ELECTION} )*(?:(?:by-?)?elections?|(?<!opinion )polls|run-?off)(?! (?:commission|authority"
    rf"|board|law|code))"
    r"|(?:first|second) round(?: of (?:the |[\w’']+ )?(?:[a-z]+ )?(?:election|vote|voting|polls)s?|(?! of\b))"
    r"|(?:polling|election|voting) day"
)
REFERENDUM: Final = r"(?:(?:constitutional|national|independence|new) )*(?:referendum|plebiscite)"
VOTE: Final = r"(?:(?:no-confidence|confidence|runoff|presidential|parliamentary|final|rerun) )*(?:vote|ballot)"
INAUGURATION: Final = r"inauguration|swearing-in(?: ceremony)?"
DEADLINE: Final = (
    r"(?:(?<![’'])[a-z]+ )?deadline(?: (?:for|to|of) [^,;:.]{3,80}?)?|(?:nominations?|candidate registration"
    r"|voter registration)"
)
EXPIRY: Final = (
    r"(?:presidential|parliamentary|president[’']s|government[’']s|parliament[’']s) term"
    r"|(?:(?:arms|weapons|oil|trade|UN|peacekeeping|transitional|presidential|interim|five-year|six-month|current) )*"
    r"(?:mandate|term (?:of|in) office|term of (?:the |its )?(?:president|parliament|government|council)"
    r"|embargo(?! on (?:this|the) (?:news|release|report|story))"
    r"|sanctions(?: regime)?|ceasefire|cease-fire|truce|agreement|accord"
    r"|treaty|pact|waiver|state of emergency|transition(?: period)?|curfew|moratorium|exemption)"
)
KINDS: Final = {
    "election": ELECTION,
    "referendum": REFERENDUM,
    "vote": VOTE,
    "inauguration": INAUGURATION,
    "deadline": DEADLINE,
    "expiry": EXPIRY,
}
# Nothing of another clause stands between a thing and its day.
_SAME: Final = (
    r"(?:(?! (?:and|but|which|who|that|where|when|after|before|since|said|says|because|while) )[^;:.“”\"()]){0,60}?"
)
# "in Kenya", "for parliament", "of a new president"
_OF: Final = r"(?:,? (?:in|of|for|to|on|across|between|with|over) (?:(?!on |held )[\w’'-]+ ){0,6}?[\w’'-]+)?"
_ON: Final = r"(?:on|in|for|by|before|no later than)(?: (?:or before|or about|the|early|late|mid|the end of))*"
_IS: Final = r"(?:is|are|was|were|remains?|has been|have been|had been)(?: (?:now|still|currently|provisionally|all))?"
_TO_BE_HELD: Final = (
    r"be (?:held|staged|conducted|organised|organized|repeated)|take place|go ahead|begin|start|open|happen"
)
_SET: Final = r"scheduled|set|slated|due|planned|expected|fixed|called|announced|to"
_HELD_BY: Final = (
    r"(?:will|is to|are to|is due to|are due to|is set to|are set to|is scheduled to|are scheduled to|plans? to"
    r"|prepares? to|is preparing to|agreed to|would|shall)"
)
_POLITICAL: Final = rf"(?P<thing>{ELECTION}|{REFERENDUM}|{VOTE}|{INAUGURATION})"
# What stands from the begin of a sentence to a day that is set for a thing.
SET: Final = tuple(
    re.compile(rf"{pattern} $", re.IGNORECASE)
    for pattern in (
        rf"\b{_POLITICAL}{_OF},? (?:(?:will|shall|would)(?: now| also| then)?|(?:{_IS} )?(?:{_SET})(?: to)?)"
        rf" (?:{_TO_BE_HELD}){_SAME} {_ON}",
        rf"\b{_POLITICAL}{_OF},? (?:takes? place|(?:begins?|starts?)){_SAME} {_ON}",
        rf"\b{_POLITICAL}{_OF},? (?:(?:which|that) )?(?:{_IS} )?(?:scheduled|set|slated|due|planned|expected"
        rf"|fixed|called)"
        rf"(?: to (?:{_TO_BE_HELD}))?{_OF}(?: tentatively)? {_ON}",
        rf"\b{_POLITICAL}{_OF} (?:is|are|falls|will be)(?: (?:on|in))?",
        rf"\b{_HELD_BY} (?:hold|stage|organi[sz]e|conduct|have|see|repeat) (?:(?:a|an|its|the|their|his|her)"
        rf" )?(?:[\w’'-]+ ){{0,3}}?{_POLITICAL}{_SAME} {_ON}",
        rf"\b(?:called|calls|set|sets|announced|scheduled|fixed) (?:(?:a|an|its|the|their) )?(?:[\w’'-]+ ){{0,2}}?"
        rf"{_POLITICAL}{_OF} for",
        r"\b(?:will|would|are to|is to|are due to|is due to|is set to|are set to|is expected to|are expected to) "
        rf"(?:(?P<voting>vote|elect)|go to the (?P<thing>polls)|head to the (?P<polls>polls)"
        rf"|choose a new (?:president"
        rf"|parliament))"
        rf"{_SAME} on",
        r"\b(?:go|goes|head|heads) to the (?P<thing>polls)(?: again)? (?:on|in)",
        rf"\b(?:ahead of|before|in the run-up to|preparations? for|preparing for|campaign for|candidates? in|contest)"
        rf" (?:the |a |its |their )?(?:[\w’'-]+ ){{0,2}}?{_POLITICAL}{_OF} (?:on|in|of|set for|scheduled for|due on)",
        r"\b(?:president|prime minister|leader|head of state|government|[A-Z][\w’'-]+)[^,;:.]{0,40} (?:will be"
        r"|is to be"
        r"|is due to be|is scheduled to be|be) (?P<thing>sworn in|inaugurated) (?:as [^,;:.]{3,40} )?(?:on|in)",
        rf"\b(?P<thing>{DEADLINE}){_OF} (?:{_IS} )?(?:(?:set|fixed|extended) (?:for|to|at)|expires?|closes?"
        rf"|ends?|falls?"
        r"|passes|is|are|will (?:close|expire|end))(?: (?:on|at|in|now))?",
        rf"\b(?P<thing>{EXPIRY}){_OF}(?:,? (?:which|that))? (?:(?:is|are) (?:due|set|scheduled) to |will |would )?"
        r"(?:expires?|lapses?|ends?|runs? out|runs? until|runs? to|is valid until"
        r"|remains? in force until)(?: (?:on|in|at))?"
        r"(?: (?:the end of|midnight on|midnight))?",
    )
)
# "set 14 March for the election", "the 14 March election", "12 May was named as the date of the vote".
BEHIND: Final = re.compile(
    rf" (?:as (?:the|a) (?:new )?date )?(?:for|of) (?:the |a |its |their )?(?:[\w’'-]+ ){{0,2}}?{_POLITICAL}\b",
    re.IGNORECASE,
)
NAMED: Final = re.compile(r"\b(?:sets?|fixe[sd]|named|chose|announced|picked|declared) (?:the )?$", re.IGNORECASE)
COMPOUND: Final = re.compile(rf" {_POLITICAL}\b", re.IGNORECASE)
AHEAD_OF: Final = re.compile(
    r"\b(?:ahead of|before|run-up to|preparations? for|preparing for|campaign for|in|until) (?:the|its|their|a"
    r"|[A-Z][\w’']+) $"
)
# Between a thing and its day: it is still to be held, or was not.
NOT_YET: Final = re.compile(r"\b(?:will|would|shall|should|could|can|cannot|may|might|must|not|never|to be)\b")
STILL_OPEN: Final = re.compile(rf"{NOT_YET.pattern}|\b(?:expected|due|planned|ahead of|before|whoever|if)\b")
# A thing whose day is told as past.
HELD: Final = tuple(
    re.compile(rf"{pattern}(?: (?:on|in|as planned on|as scheduled on|peacefully on|last))? ?(?:the )?$", re.IGNORECASE)
    for pattern in (
        rf"\b{_POLITICAL}{_OF},? (?:(?:was|were|which was|which were) )?(?:held|conducted|staged){_SAME}",
        rf"\b{_POLITICAL}{_OF},? (?:took place|went ahead|began|passed off){_SAME}",
        rf"\b(?:held|staged|conducted) (?:(?:a|an|its|the|their) )?(?:[\w’'-]+ ){{0,3}}?{_POLITICAL}{_OF}",
        rf"\b(?:(?P<voted>voted)|(?:went|flocked|headed|trooped) to the (?P<thing>polls)"
        rf"|cast (?:their )?(?P<votes>ballots"
        rf"|votes)){_SAME}",
        rf"\b(?:won|lost|winner of|results? of|turnout in) (?:the|a|an|[\w’']+’s"
        rf"|[\w’']+'s) {_POLITICAL}{_OF}(?:,? held)?",
        r"\b(?:was|were) (?P<thing>sworn in|inaugurated)(?: as [^,;:.]{3,40})?",
    )
)
# "the results of Sunday's election", "after Sunday's vote": what stands before and behind a day that is past.
OUTCOME_OF: Final = re.compile(
    r"\b(?:won|lost|winners? of|results? (?:of|from|in)|outcome of|victory in|defeat in|turnout (?:in|for|at)"
    r"|fraud in|count(?:ing)? (?:of|after)|following|after) (?:(?:the|its|their|[A-Z][\w’'-]+[’']s?) )?$"
)
OF_A_DAY: Final = re.compile(rf"(?:[’']s?)? {_POLITICAL}\b", re.IGNORECASE)
_OFF: Final = r"postpon\w+|put off|pushed back|delayed|deferred|rescheduled|moved"
# What is annulled has been held: its day tells of no plan.
_CALLED: Final = r"called off|cancel+ed|scrapped|suspended"
OFF: Final = re.compile(
    rf"\b(?P<off>{_OFF}|{_CALLED}|(?:will|would) not (?:be held|take place|go ahead)|(?:postpon|cancel)\w+ of)\b",
    re.IGNORECASE,
)
CALLED_OFF: Final = re.compile(rf"{_CALLED}|not (?:be held|take place|go ahead)|cancel", re.IGNORECASE)
# Of a thing put off: its old day, and its new one.
OLD_DAY: Final = re.compile(
    r"\b(?:(?:set|scheduled|due|planned|slated|expected|initially|originally)(?: to (?:be held"
    r"|take place))?(?: (?:for|on|in))?"
    rf"|from|(?:elections?|polls|vote|referendum|round|inauguration|ceremony){_OF} (?:on|of|in)) (?:the )?$",
    re.IGNORECASE,
)
# "Due on Sunday": the weekday is of the thing, and not of what was done about it.
ITS_DAY: Final = re.compile(
    r"\b(?:set|scheduled|due|planned|slated|expected|from)(?: to (?:be held|take place))?(?: (?:for|on))? (?:the )?$",
    re.IGNORECASE,
)
NEW_DAY: Final = re.compile(
    r"\b(?:to|until|till|for|be held on|take place on|new date of|held on) (?:the )?$", re.IGNORECASE
)
# Something that only might be, that somebody wants, or that is denied.
DOUBTFUL: Final = re.compile(
    r"\b(?:if|whether|could|might|(?-i:may)(?! \d)|should|must|ought|cannot|can|propos\w+|suggest\w*|wants?|wanted"
    r"|demand\w*|urg\w+|called (?:on|for)|calls? (?:on|for)|calling for|ask(?:s|ed)|hop(?:es?|ed|ing)|likely|possibly"
    r"|perhaps|rumou?r\w*|den(?:y|ies|ied)|reject\w*|dismiss\w*|oppos(?:e[sd]?|ing)|threaten\w*|speculat\w+"
    r"|reported(?:ly)?|unclear"
    r"|not|never|no(?!-)|without|request\w*|recommend\w*|(?:warned|fears?) (?:that )?|failed to|unless"
    r"|(?:talk|claims?|reports?|calls?|ideas?|posts?) (?:that|of|to))\b",
    re.IGNORECASE,
)
FALSE: Final = re.compile(r"\b(?:false|falsely|untrue|fake|hoax|misleading|invented)\b", re.IGNORECASE)
# "would" is a plan in the words of somebody who says so, and else a mere thought.
WOULD: Final = re.compile(r"\bwould\b")
SAID: Final = re.compile(
    r"\b(?:said|says|announced?s?|confirmed|declared|decreed|told|pledged|promised|ruled|decided|reiterated"
    r"|stated|agreed|added"
    r"|according to|insisted|read)\b"
)
CONDITION: Final = re.compile(
    r"^\W*(?:If|Should|Unless|Were|Had)\b|, if\b|\b(?:only|even) if\b|\bif (?!necessary)|\bprovided that\b"
)
# Days of clubs, firms, shows and schools are no days of a state.
OTHERS: Final = re.compile(
    r"\b(?:clubs?|leagues?|cups?|match(?:es)?|players?|coach(?:es)?|fans|national team|FIFA|UEFA|NBA|NFL|Olympics?"
    r"|championships?|tournaments?|albums?|awards?|songs?|chess|football|cricket|rugby|tennis|shareholders?"
    r"|investors?"
    r"|annual general meeting|AGM|board of directors|stud(?:ent|io)s?|beauty|Oscars?|Eurovision|films?|qualifiers?"
    r"|world title|homeowners?|tenants?|subscri\w+|tickets?|discounts?|tax(?:payers?)?|applications?|applicants?"
    r"|scholarships?"
    r"|jur(?:y|ies|ors?)|prizes?|apartments?|warrant(?:y|ies)|whether to (?:go on )?strike(?=\W*$|[,.;]| over\b)"
    r"|as (?:an? )?(?:[\w.]+ )?citizens?"
    r"|election of (?:(?:an?|the|its|their) )?(?:new )?(?:abbot|(?:arch)?bishop|captain|dean|mufti|patriarch|rector)s?"
    r"|submissions?|(?:union|board) elections?|union members|guild|alumni|popes?|papal|bestseller|streaming)\b",
    re.IGNORECASE,
)
# Without one of these words a sentence tells of nothing here; asked first, since it is asked of every sentence.
ANY: Final = re.compile(
    r"\b(?:elect|poll|vote|voting|ballot|referend|plebiscit|run-?off|second round|first round|by-?election"
    r"|inaugurat|sworn"
    r"|swearing|deadline|nominations?|registration|mandate|term\b|embargo|sanctions|cease-?fire|truce|agreement"
    r"|accord"
    r"|treaty|pact|waiver|state of emergency|transition|curfew|moratorium|exemption|choose a new)",
    re.IGNORECASE,
)
# Whose vote is none of the voters'.
CHAMBER: Final = re.compile(
    r"\b(?:parliament|lawmakers?|MPs?|senat(?:e|ors?)|assembly|councils?|committee|deputies|court|members"
    r"|congress|cabinet"
    r"|commissioners|bundestag|knesset|duma|house)\b",
    re.IGNORECASE,
)
WORLD: Final = re.compile(
    r"\b(?:Security Council|General Assembly|Human Rights Council|UN|United Nations|European (?:Parliament"
    r"|Commission|Council)|EU|IMF|World Bank|African Union|NATO|ECOWAS|OPEC)\b"
)
# "Polls conducted in May show": a survey is no election.
SURVEY: Final = re.compile(
    r"[^;:.]{0,30}\b(?:show(?:s|ed|n)?|suggest(?:s|ed)?|indicate[sd]?|found|finds?|predict\w*|put|forecast\w*)\b"
)
# What is opened with a ceremony, and who takes office with one: the first of them in a sentence is inaugurated.
# "President Park" and "center-left" are no sites.
OPENED: Final = re.compile(
    r"(?<!-)\b(?:(?P<office>(?i:president|prime minister|premier|chancellor|government|parliament|assembly|cabinet"
    r"|leader|governor|mayor|senator|king|he|she))\b|(?P<site>(?i:airport|bridge|building|canal|cathedral|cent(?:er|re)|church"
    r"|consulate|dam|embassy|factory|highway|hospital|hotel|laboratory|library|memorial|mine|monument|mosque|museum"
    r"|pipeline|power station|railway|refinery|reservoir|road|school|stadium|statue|synagogue|temple|terminal|tunnel"
    r"|university)e?s?|(?:park|plant|port|station)s?)\b(?!-))"
)
