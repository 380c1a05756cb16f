"""The vocabulary of the grammar: named classes of words and small phrases that several commands share."""

from __future__ import annotations

RULES: dict[str, str] = {
    # manners
    "PLEASE": """
        please|pls|plz|plis|plss|kindly|cheers|thx|ty|ta|tnx / please to
        / [please] be so kind [as|and] [to]
        / [many|ok] thanks [a lot] / thank you [so|very much]
        / do the needful [and]
    """,
    "WHO": """
        mate|boss|buddy|bro|dude|man|sir|madam|maam|chief|pal|team|folks|friend|dear|captain|
          guys|lads|la|lah|ji|yaar|amigo|amigos|love|doc
    """,
    "FILLER": """
        so|then|now|just|and|also|well|hey|hi|hello|yo|hiya|actually|quickly|first|oh|ah|ok|okay|alright|right|
          sorry|great|good [there|shipshell|computer] / good morning|afternoon|evening
    """,
    "I_AM": "im|were / i am / we are",
    "WISH": """
        i|we want|need|have [you] to / i would like [you] to / id like [you] to / i wanna|need|want / lets / let us
        / time to / we need to
    """,
    "BEFORE": "PLEASE|FILLER|WHO|WISH / go [ahead] and / can|could|would|will you",
    "AFTER": """
        PLEASE|WHO|now|asap|quickly|immediately|then|too|ok|okay|already|again / right now|away / straight away
        / for me|us
    """,
    "ASKING": """
        BEFORE|no|wait|wanna|before / can|could|may i|we [please] [have|get|see]
        / i want|need|like to see|know / let me|us / lemme|gimme / do you|we know / hold|hang on / not yet
        / one moment|sec|second / before i|we ANSWER [it|this|them|yes] / (dont
        / do not) SPEND|go [it|them|these|this|anything] yet / I_AM [just] wondering|asking|curious|looking
        / is|are there [any] / did|do|does|have|has|any
    """,
    "ANSWER": "decide|approve|ship|answer|confirm|say|go|continue|choose|start|send|commit|pay|buy|run [ahead]",
    "ASKED": """
        AFTER|first|instead|though|up|out|here|currently|today|exactly|there|yet / in detail|full|total
        / one more time / once more / before that|shipping|sending|buying
        / before i|we|you ANSWER [it|this|them|yes|anything]
        / real quick / if possible|needed / if you can|could / on [the] screen / right now / at the moment
    """,
    # things
    "THE": "the|this|that|these|those|my|our|a|an|all|every|its|their|any|your",
    "IT": "it|them|em|these|those|this|that|all|everything|things",
    "SHOW": """
        show|display|view|see|list|check|open|read|inspect|examine|expand|print|describe|whats|details|
          detail|info|information
        / show|give|tell|get|bring|find|read me|us / look|looking at|into|through|up / pull|bring up
        / zoom in on / details|detail|info|information of|for|on|about / what|which is|are|was|were
        / whats|what in|on|about|with / what about / see / tell [me|us] about / take|have a look at
        / give|get / go to / jump to / back to
    """,
    "ROW": """
        [THE] row|rows|line|lines|order|orders|record|records|parcel|parcels|package|shipment|nr
          [number|no|nr|num]
    """,
    "JOB": "[THE] job|jobs|batch|run",
    "JOB_N": "[of|in|from|on|for|at|with] JOB {job}",
    "A_JOB": "JOB {job} / {job}",
    "LAST_JOB": """
        [for|of|from|on] it|that|this|them
        / [for|of|from|on] [THE] [last|latest|current|recent|whole] job|batch|run
    """,
}
