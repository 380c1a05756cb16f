"""Commands that look at a pending preview: its warnings and its rows."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner
from shipshell.intents.state import State

COMMANDS: tuple[Command, ...] = (
    Command(
        types.ShowWarnings,
        "show the warnings of the preview",
        ("show warnings", "which rows have warnings"),
        Manner.READ,
        (
            """
                [SHOW] [THE|me|all|of|any|with|only|just|more|rows|row|has|have|a]* WARNING_NAMES
                  [FLAGGED|messages|message|list|details|now]
            """,
            "WHICH_ONES HAVE_ANY [THE|any|some]* WARNING_NAMES",
            "WHICH_ONES HAVE_ANY [a|any|some]* problem|problems|issue|issues|error|errors",
            """
                what|whats are|is [THE|{_count}]* WARNING_NAMES [about|for]
                / SHOW [me] what|whats [is|s] wrong [here|with {_thing}]
            """,
            "WHICH_ONES [HAVE_ANY] [a|the]* BAD [ones|addresses|address|rows|data|row|weights]*",
            "WHICH_ONES [is|are|was|were]* FLAGGED",
            "(whats / what is|are|s) wrong [with|in|here]* [THE] [rows|row|batch|data|it|them|addresses|address]*",
            "SHOW [me]* [THE]* BAD rows|ones|addresses|orders|data|lines",
            "[any|are|is|there|got]* problems|issues|errors [with|in|on|here|rows|the|batch|addresses|address]*",
            "show [me] [THE]* problems|issues|errors / what [are|is] [the] problems|problem|issues|issue|errors",
            "what|which WARNING_NAMES|problems|issues|errors [are|do|did] [there|we|i|you] [have|get|find|see]",
            "why [is|are|do] [there|i|we] [get|have|see] [so] [many|THE|{_count}] WARNING_NAMES",
        ),
        (State.PREVIEW,),
        ("show warnings",),
    ),
    Command(
        types.ShowRows,
        "show some rows, or the next ones",
        ("rows 21-40", "show rows 21-40", "show more"),
        Manner.READ,
        (
            "[SHOW] [me|THE|just|only|everything|from|all|between]* ROW {between} [only]",
            "[SHOW] [me|THE|just|only]* ROW between {first:row} and {last:row}",
            "[SHOW] [me|THE|just|only]* ROW from {between}",
            "SHOW [me|THE|just|only|everything|from|all|between]* {between} [rows|lines]",
            "SHOW [everything] [from] ROW {first:row} [and|to|till|until|through|up|on] [to] [ROW] {last:row}",
            "ROW {first:row} and|to|till|until|through|up|thru [to] [ROW] {last:row}",
            """
                SHOW [me|us|some|a|the|many|lot|few|bit|{_count}]* more
                  [rows|orders|lines|of|them|those|it|please|the|batch|list]* <more>
            """,
            "more [rows|orders|lines|of|them|those|it]* <more>",
            "[SHOW] [me|the]* next [page|rows|lot|ones|bunch|screen|{_count}|few|batch|set]* [rows|orders]* <more>",
            "[SHOW] [me|all|of|the]* rest|remaining [of|the|them|rows|it|ones|orders]* <more>",
            """
                keep|continue showing|listing|scrolling [rows|more]* <more> / scroll [down] <more>
                / page down <more> / expand [the|it|list|table|all]* <more>
            """,
            "SHOW [me] all|every|everything|them|rows|orders [of] [the|rows|row|orders|them|everything]* <more>",
            "WHICH_ONES are|is [in|there]* [more|else|left] <more>",
        ),
        (State.PREVIEW,),
        ("show more", "show rows"),
    ),
    Command(
        types.ShowRow,
        "show one row in full",
        ("show row 12", "show row twelve"),
        Manner.READ,
        (
            "[SHOW] [THE|only|just|more|about|of|in|full|details]* ROW {row}",
            "[SHOW] [me|THE|full|more|all]* details|detail|info for|on|about ROW {row}",
            "SHOW {row} / SHOW [the] {row} row|order|line",
            """
                what|whats [is|are|does|do|did]* [THE]*
                [wrong|up|happening|going|with|on|in|about|for|the|problem|issue|error|matter]* ROW
                  {row} [say|says|look|contain|cost|costs|like|ship|have]*
            """,
            "who|where|what [is|does|are]* [gets|getting|in|on|going]* ROW {row} [going|for|to|go|ship|is]*",
            "how much [is|does|for|will]* ROW {row} [cost|costs|be]*",
            """
                [why] [does|is]* ROW {row}
                [have|has|a|flagged|with|warning|warnings|in|red|so|too|expensive|high|dear|cheap]*
            """,
        ),
        (State.PREVIEW,),
        ("show row",),
    ),
)

#: The phrases of these commands.
PHRASES: dict[str, str] = {
    "WARNING_NAMES": """
        warning|warnings|warn|alerts|alert|caution|cautions|flags|flag|warnings|suggestions|corrections
    """,
    "FLAGGED": """
        flagged|marked|doubtful|suspicious|suspect|dodgy|questionable|bad|wrong|problematic|invalid|off|incorrect
          [rows|row|ones|there|please|here]*
    """,
    "WHICH_ONES": """
        which|what|any|whats|who [of] [the|them|these]
          [rows|row|ones|one|orders|lines|addresses|parcels|address]
    """,
    "HAVE_ANY": "have|has|had|got|with|contain|gave|give|are|is|get|carry|show",
}
