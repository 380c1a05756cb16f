"""What supports an approval and is none: what was checked, who agreed, how things stand.

Only nouns are free here, and none that turns a sentence, orders something or tells a part from the whole.
"""

from __future__ import annotations

SUPPORT_RULES: dict[str, str] = {
    "DETAIL_NAME": """
        total|totals|price|prices|pricing|cost|costs|number|numbers|count|counts|figures|address|addresses|
          name|names|weight|weights|rate|rates|service|services|quantity|quantities|zip|zips|amount|amounts|
          math|maths|sheet|warnings|details|data|recipients|sizes|dimensions|postage|THINGS
    """,
    "DETAIL": """
        [all] [of] [THE] DETAIL_NAME [[and] [the] DETAIL_NAME] / both [THE] DETAIL_NAME and [the] DETAIL_NAME
        / COUNTED|BOTH DETAIL_NAME
    """,
    "SEEN": "[all] the|this|these preview|overview|summary|table|result|results|DETAIL_NAME",
    # checked
    "CHECKED": """
        checked|verified|reviewed|validated|inspected|compared|counted|rechecked|seen|scanned|matched|
          corrected|proofread
        / looked|gone|went|been|ran|walked at|over|through / double|triple|spot checked
    """,
    "HAVE": "i|we|ive|weve|just|already / i|we have|just|already|ve",
    "TWICE": """
        twice|again|thoroughly|carefully|already|myself|ourselves|closely / two|three|couple times
        / line by line / one by one / row by row
    """,
    "CHECKED_WHAT": "WHOLE|SEEN|DETAIL / every|each row|line|order|one|address|detail",
    "HAVE_CHECKED": """
        HAVE HAVE* read|check|verify [CHECKED_WHAT] [TWICE] / HAVE HAVE* run over|through CHECKED_WHAT
        / HAVE* CHECKED [CHECKED_WHAT] [TWICE] [against|with {_thing}]
        / HAVE* looked WHOLE over|through
        / WHOLE|DETAIL CHECKED [TWICE] [against|with {_thing}] / all WHOLE|DETAIL CHECKED
        / HAVE* read CHECKED_WHAT [TWICE] / HAVE* had|taken|took a [good|quick|close|last|second]* look [at WHOLE|SEEN]
        / done|finished checking|reviewing|reading|looking
    """,
    # warned
    "THE_WARNINGS": "[all] [the|those|these|that|any] warnings|warning|risk|risks",
    "WARNED": """
        ignore|disregard|forget [about] THE_WARNINGS / never mind THE_WARNINGS / despite THE_WARNINGS
        / THE_WARNINGS is|are fine|ok|okay|expected|harmless|known|nothing
        / THE_WARNINGS dont|doesnt matter / THE_WARNINGS do|does not matter
        / THE_WARNINGS noted|accepted|understood / dont|not (mind / worry|care about) THE_WARNINGS
    """,
    "NOTHING": """
        [i|we have] no|zero [more|further|other] objection / [i|we have] no|zero [more|further|other]
          changes|issues|complaints|problems|problem|objections|questions|edits|corrections|errors|mistakes|
          worries|remarks|comments|notes|warnings|warning
          [FOR_ME / needed|here / from me]
        / nothing [else|more|left] to change|add|fix|correct|edit
        / [i|we] (cant / dont / can|do not) see|find|spot (anything wrong|missing|bad|off / any TROUBLE) [here]
        / nothing wrong|missing [here|with [it|them|this|these|that]]
        / i see|have|found no issues|problems|errors|mistakes|objections|complaints
        / (dont / do not / no need to) wait|ask|stop|hesitate [for] [me|us|again]
        / no need to check|confirm|change|add|fix|edit [anything|WHOLE] [again|further|more]
    """,
    "TROUBLE": "problem|problems|issue|issues|error|errors|mistake|mistakes",
    # agreed
    "SIGNED": """
        [PERSON] [has|have] APPROVED [WHOLE|SEEN] [off] [WHOLE]
        / approval|permission given|granted / signed off [on] [WHOLE|SEEN] [by PERSON]
        / PERSON SAYS yes|ok|okay|go|fine|STANDING / PERSON SAYS go ahead / PERSON SAYS SUBJECT LOOKS VERY* GOOD
        / PERSON is|are PLEASED|good [with WHOLE|SEEN] / PERSON agrees|agreed|approves [with|to] [WHOLE]
        / PERSON gave|has|have given [it|us|me] [his|her|their|the|an] ok|okay|approval|blessing|green
          [light|ahead]
    """,
    "SAYS": "said|says|confirms|confirmed [that|me|its]",
    "APPROVED": "signed|approved|okayed|cleared|authorized|authorised|confirmed|accepted|released|passed",
    # standing
    "STANDING": """
        the|my|our {_subject} STANDS VERY* GOOD|READY [and READY] [FROM_WHERE]
        / SUBJECT|DETAIL [STANDS] VERY* READY [and READY] [FROM_WHERE]
        / PERSON [has|have] paid|agreed / DETAIL|SUBJECT is|are within|under|inside|below [the|my|our] budget|limit
        / DETAIL|SUBJECT is|are [exactly] what i|we want|wanted|expected|need|needed
    """,
    "FROM_WHERE": "FOR_ME|by {_who} / on|in|at|for|with|to {_subject}",
    #: Lucy; the boss; Maria in accounts
    "PERSON": "{_who} [in|from|at {_who}]",
    "STANDS": "is|are|looks|look|seems|seem|got / has|have been",
    "READY": """
        packed|ready|complete|completed|paid|printed|confirmed|checked|verified|approved|closed|sorted|loaded|
          weighed|boxed|taped|full|here|waiting|set|fair|reasonable|acceptable|done|updated|cleaned|prepared|
          finalised|finalized / in stock / up to date
    """,
    #: A complaint that its own `but` takes back.
    "CONCEDED": """
        [it|its|thats|this|that|theyre|prices|the] [price|cost|total|postage] [is|are|looks|seems]
          [a|little|bit|quite|rather|very|so|too|pretty]* expensive|pricey|pricy|costly|steep|high|dear but
        / thats|its a lot|much but / that|it is a lot|much but / not cheap but
    """,
    "CHEERFUL": """
        good|fine|great|correct|perfect|excellent|awesome|lovely|brilliant|wonderful|amazing|fantastic|nice|neat|
          beautiful|splendid|ace|fab|fabulous|superb|terrific|marvellous|grand
    """,
    "CHEER": """
        yay|bingo / nice|good|great one|work|job|stuff / spot|bang on / top|smashing / good enough / well done
        / no problem|problems / good to know / not bad / righty ho / righto / lets get going / lovely jubbly
        / rock and roll / here we go|goes
        / here goes
    """,
    #: What leaves a mere `yes` a yes.
    "ASSENT": """
        HAVE_CHECKED|WARNED|NOTHING|SIGNED / VERY* CHEERFUL / cool|super|sweet|finally / sure|yeah why not
        / seems|is VERY* GOOD [FOR_ME] / DETAIL [LOOKS] VERY* GOOD [FOR_ME]
        / all|every [one] of it|them|these|those / thats|[that is] the one / ready when you are
        / [I_AM] [all] sure|certain|happy|satisfied|convinced [now] / i agree [with it|that|this]
        / all|everything is well / for me [it] is ok|okay|fine|good
        / DETAIL|SUBJECT|that [all] match|matches|agree|agrees|tally|tallies [up] [with|to|THE {_thing}]
        / DETAIL [all] add|adds|check|checks up|out / thats|that|this|it|its [is|looks] right|correct
    """,
    #: What needs an order to ship beside it.
    "SUPPORT": """
        ASSENT|STANDING|CHEER|OK|{_context} / COUNTED THINGS
        / SUBJECT LOOKS VERY* nice|clear / match|matches with|to|THE {_thing}
        / thats|that|this|it|its [is] the right|correct one|batch|list|file|THINGS
        / i [already] said yes|go|ok / as shown|planned|discussed|agreed|is / these|those|they are the [right] ones
        / thats them / [SUBJECT] all there|done|set|here|accounted [for] / [I_AM] [all] ready|done|set [now]
        / i know|understand|see [it|that|this] / i know|saw|understand|accept|read|seen [about] THE_WARNINGS
        / thats|that is|will everything|all|it|do / thatll do / thats|that [is] the lot
        / thats|that|this [is] [exactly] what i|we want|wanted|need|needed|ordered|expected
    """,
}
