"""What a person tells before an order and what changes nothing about it: `the printer is fixed now, resume`.

Nouns are free, verbs are not: a clause that denies, forbids, doubts or reports what somebody said is none of these.
"""

from __future__ import annotations

CIRCUMSTANCE_RULES: dict[str, str] = {
    "REMARK": "TOLD ([and|but|so] TOLD)* {_pause}",
    "TOLD": """
        A_THING STANDS_NOW [again|now|here|already|since]* / [i|we] [have|just|already|now]* MENDED A_THING
        / ive|weve [just|already|now]* MENDED A_THING / [yes|ok|okay] it was [just|only] A_THING
        / we|i have {_subject} back|again|now / A_THING HAPPENED [again|now]
        / [the|my|a] CUSTOMER [has|have] changed his|her|their|the mind|address|order
    """,
    "A_THING": "[the|my|our|a|an|this|that] {_subject} / row|rows|line|job|batch {_count} / it|that|everything",
    "STANDS_NOW": """
        (is|are|was|were|got / has|have been / has|have [now|just] got) BACK_AGAIN / [is|are|has|have] BACK_AGAIN
        / works|work
    """,
    "BACK_AGAIN": """
        back|fixed|repaired|mended|closed|corrected|solved|sorted|restored|charged|recharged|replaced|reconnected|
          connected|online|running|working|refilled|reloaded|saved|unlocked|freed [up|out|in|online]
    """,
    "MENDED": """
        fixed|repaired|mended|closed|corrected|solved|sorted|restored|charged|replaced|reconnected|refilled|reloaded|
          saved|unlocked|freed|rebooted|plugged|lost|changed|updated [up|out|in]
    """,
    "HAPPENED": """
        jammed|died|crashed|broke|froze|failed|rebooted|hung|cancelled|canceled
        / went|was|is|ran|broke|shut out|down|off|empty / ran out of {_subject} / lost power|connection / came back
        / went out of {_subject}
    """,
    "CUSTOMER": "customer|client|buyer|recipient",
    #: Before an order to go on or to ship: what nothing but words of a closed list says.
    "GLAD": "{_context} [and|so] {_pause}",
}
