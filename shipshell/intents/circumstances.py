"""What a person tells before an order and what changes nothing about it: `the printer is fixed now, resume`.

Nouns are free, verbs are not: a clause that denies, forbids, doubts or reports what somebody said is none of these.
"""

from __future__ import annotations

CIRCUMSTANCE_RULES: dict[str, str] = {
    "REMARK": "TOLD ([and|but|so] TOLD)* [so / and so] {_pause}",
    "TOLD": """
        A_THING STANDS_NOW [again|now|here|already|since]* / [i|we] [have|just|already|now]* MENDED A_THING
        / ive|weve [just|already|now]* MENDED A_THING / [i|we] [have|just]* changed|swapped|restarted the {_subject}
        / [yes|ok|okay] it was [just|only] the|my|our {_subject} / we|i have SUPPLY back|again|now
        / A_THING HAPPENED [again|now]
    """,
    "A_THING": "[the|my|our|a|an|this|that] {_subject} / row|rows|line|job|batch {_count} / it|that|everything",
    "SUPPLY": "power|electricity|internet|network|wifi|connection|paper|labels|toner|ink|stock",
    "STANDS_NOW": """
        (is|are|was|were|got / has|have been / has|have [now|just] got) BACK_AGAIN / [is|are|has|have] BACK_AGAIN
        / works|work / is|are|got SPOILT
    """,
    "BACK_AGAIN": """
        back|fixed|repaired|mended|closed|corrected|solved|sorted|restored|charged|recharged|replaced|reconnected|
          connected|online|running|working|refilled|reloaded|saved|unlocked|freed [up|out|in|online]
    """,
    "SPOILT": "lost|torn|damaged|smudged|misprinted|unreadable|illegible|wet",
    "MENDED": """
        fixed|repaired|mended|closed|corrected|solved|sorted|restored|charged|replaced|reconnected|refilled|reloaded|
          saved|unlocked|freed|rebooted|plugged [up|out|in]
    """,
    "HAPPENED": """
        jammed|died|crashed|broke|froze|failed|rebooted|hung
        / went|was|is|ran|broke|shut out|down|off|empty / ran out of {_subject} / lost power|connection / came back
        / went out of {_subject}
    """,
    #: Why something is dropped, left out or voided; before an order to ship it would tell against it.
    "CALLED_OFF": """
        [the|my|our|a|this] customer|client|buyer|recipient [has|have] WITHDREW [it|the|order|this|that]*
    """,
    "WITHDREW": "cancelled|canceled|refused / changed his|her|their|the mind",
    #: Before an order to go on or to ship: what nothing but words of a closed list says.
    "GLAD": "{_context} [and|so] {_pause}",
}
