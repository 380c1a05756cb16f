"""How people say no: a plain no, or words that drop the batch, and whatever explains it without turning it round."""

from __future__ import annotations

REFUSAL_RULES: dict[str, str] = {
    "NO": """
        no|n|nope|nah|nay|nop|never|negative|denied|nein|👎 / no way|thanks|thank|chance|sir|more|go|deal|need
        / not again / not a chance
        / hell|heck|god no / absolutely|certainly|definitely|please not|no / of course not / not at all
        / not happening
        / [i|id|would|had|better|rather]* rather|better not [DO|SPEND|restart|do|proceed|continue] [REFUSED]
        / none of REFUSED|THINGS / not this|these|that|those|it [batch|one|file|list|ones|orders|time]
        / thumbs down / on no account
    """,
    "DISCARD": """
        cancel|scrap|abort|discard|reject|bin|kill|toss|trash|ditch|dump|drop|forget|delete|nix|decline|
          stop|scratch|scrub|nvm|declined|axe|chuck|junk|nuke|refuse|withdraw|halt|
          rejected|cancelled|canceled|dismiss|deny|
          abandon|shred|skip|erase|pull|close|undo
        / get rid of / call off / back out of
    """,
    "REFUSED": """
        it|them|em|these|those|this|that|all|everything|one / all of it|them|this|these|those
        / THE [whole|entire] REFUSED_NAME / [the] lot / it all / this|that one / about it|this|them
    """,
    "REFUSED_NAME": "THINGS|preview|run|plan|upload|request|approval|order|shipment|restart",
    "DISCARDED": """
        [lets|i|we] [want|wanna|would] [like] [to] DISCARD [REFUSED]
          [off|out|away|altogether|completely|entirely|all]
        / throw|toss|chuck|bin|call REFUSED away|out|off / throw|toss|chuck away|out REFUSED / never mind
        / nevermind / pull the plug [on REFUSED] / back out / [i] [have] changed my mind
        / wrong file|batch|list|one|sheet|orders|month|week|day
        / remove THE batch|file|list|preview / lets not [do|SPEND] [REFUSED] / take it|them back / leave it
        / clear REFUSED
    """,
    "CANNOT": "dont|never|cannot|cant|wont / do|will|must not / not",
    "FORBID": """
        [i|we] CANNOT SPEND|go|proceed|continue|approve|do|start|release|restart|dispatch [ahead] [any|with]
          [of] [REFUSED|anything]
        / none of REFUSED should|can|must|may|is|are [be] go|ship|going|shipped|sent [out]
        / [i|we] (dont / do not) want|need [to] [ship|send|approve|buy|pay|proceed|do|restart] [for] [REFUSED]
          [today|now|anymore / any more]
        / [I_AM] not shipping|sending|approving|buying|paying|doing|approved [for] [REFUSED]
        / [I_AM] cancelling|canceling|scrapping|discarding|dropping|rejecting REFUSED / no ship|send|go|restart
        / i|we disapprove|refuse|decline
    """,
    "NO_GLUE": """
        ok|okay|oh|ah|actually|sorry|well|so|um|argh|ugh|oops|damn|and|then|now|all|again|PLEASE|WHO
        / on second thought|thoughts
    """,
    "NO_PART": "NO_GLUE|NO|DISCARDED|FORBID",
    #: What is said before plain words that drop the batch does not weaken them.
    "BEFORE_DROPPING": """
        PLAIN_YES|OK|NO_PART / no good
        / wait|hang|hold [on|it|everything|a] [sec|second|minute|moment]
    """,
    "REFUSAL": """
        NO_PART* NO|DISCARDED|FORBID NO_PART* [EXCUSE] / BEFORE_DROPPING* DISCARDED NO_PART* [EXCUSE]
        / NO_GLUE* dont [please|bother] / {_reason} DISCARDED NO_PART* / {_clause}|NOT_RIGHT DISCARDED|FORBID NO_PART*
    """,
    "EXCUSE": "{_excuse}|NOT_RIGHT",
    "NOT_RIGHT": """
        [this|that|these|it|its|thats|is|are]* (not / isnt / arent) [the|a|an|my|our]* right|good|correct|proper
          [one|sheet|THINGS]
    """,
}
