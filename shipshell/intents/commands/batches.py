"""Commands that make parcels or undo them: ship, preview, void, and a person's word on a row in doubt."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner
from shipshell.intents.state import State

COMMANDS: tuple[Command, ...] = (
    Command(
        types.Ship,
        "ship a batch: a file or table, with service, sheet, filter and mode in any order",
        (
            "ship orders.csv",
            "ship march.xlsx sheet Orders 2nd day air",
            "ship all California orders from orders.csv using UPS Ground",
            "ship orders.csv without preview",
            "ship sqlite:///shop.db table orders where weight < 10",
        ),
        Manner.ACT,
        ("SHIP_LINE",),
        starts=("ship",),
    ),
    Command(
        types.Preview,
        "show what would ship and its exact cost, and buy nothing; alone, show the pending preview again",
        ("preview june.csv", "just preview june.csv, no shipping", "dry run orders.xlsx"),
        Manner.READ,
        (
            "PREVIEW_LINE",
            "preview: [SHOW] THE preview|batch|table|summary|overview|list [again] <pending>",
            "preview: [re] preview|refresh|redraw|repeat|requote|rerate [it|THE] [preview|batch|table] <pending>",
            "preview: SHOW [the] preview|batch|table|it|them|that|everything [all] again <pending>",
        ),
        (State.IDLE, State.PREVIEW, State.RECOVERY, State.RESTART_CONFIRM),
        ("preview",),
    ),
    Command(
        types.Void,
        "void shipments: a tracking number, a row of a job, or a whole job",
        ("void row 3 of job 8", "void 1Z4C02K60890017725", "void job 8"),
        Manner.ACT,
        (
            "[MISHAP] [PLEASE] VOID VOIDED / VOID it|this|that {tracking}",
            "[MISHAP] VOID VOIDED [because|as|since] MISHAP",
            "VOID VOIDED BECAUSE",
            "[LABEL] {tracking} MISHAP VOID it|that",
            "refund|cancel [LABEL] [on|of|for|number] {tracking} [and] [void [it]]",
            "cancel LABEL [of|for|on]* ROW {row} [of|in|from|on] JOB {job}",
            "VOID VOIDED [and] VOID it",
            "in|from|on|of JOB {job} VOID [LABEL|of|for]* ROW {row} / in|from|on|of JOB {job} VOID ROW {rows}",
            "MISHAP [on] {tracking} [please] VOID it|that",
        ),
        starts=("void",),
    ),
    Command(
        types.Resolve,
        "say what became of a row in doubt",
        ("row 48 did not ship", "row 48 shipped as 1Z4C02K60890017725"),
        Manner.ACT,
        (
            "ROW_IN_DOUBT NOT_SHIPPED <outcome=not_shipped>",
            """
                ROW_IN_DOUBT SHIPPED [as|under|with|number|its|the|was|is|tracking|it|got|and|label|by|on|no]*
                  {tracking} <outcome=shipped>
            """,
            """
                mark|set|count|treat|call|consider|resolve ROW_IN_DOUBT as|is|to|being not|never|un shipped|sent
                  <outcome=not_shipped>
            """,
            "mark|set|count|treat|resolve ROW_IN_DOUBT as|is|to|being unshipped|unsent <outcome=not_shipped>",
            """
                mark|set|count|treat|resolve ROW_IN_DOUBT as shipped|sent [as|with|under|number|tracking]*
                  {tracking} <outcome=shipped>
            """,
            "tracking|number|label [number] [for|of] ROW_IN_DOUBT is {tracking} <outcome=shipped>",
            "ROW_IN_DOUBT is|has|got|was [tracking|number]* {tracking} <outcome=shipped>",
            """
                {tracking} is|was|belongs [for|to|from|the] [number|tracking]* [for|of|to] ROW_IN_DOUBT
                  <outcome=shipped>
            """,
        ),
        starts=("row",),
    ),
)

#: The phrases of these commands.
PHRASES: dict[str, str] = {
    "ROW_IN_DOUBT": """
        [LOOKED_UP] [the] row|line|order|parcel|package|shipment|number [number|no] {row}
          [of|in|from|on JOB {job}]
        / [LOOKED_UP] [in|of] JOB {job} row {row} / {_denial} [the] row {row} [of|in|from|on JOB {job}]
    """,
    "LOOKED_UP": """
        ups says|said|confirms|confirmed|shows|showed [that]
        / i|we [have|just]* checked|looked|called|confirmed [it|up|with|at|on|ups|and|that]*
    """,
    "NOT_SHIPPED": """
        DID_NOT [actually|ever|really] (ship / go [out|through] / get shipped|sent) [at all]
        / never [actually] shipped|went [out|through] [at all]
        / never got|was|been shipped|sent / was|has|were never [been] shipped|sent|gone [out|through]
        / has|have|was|is not [actually|ever|been|really]* shipped|sent|gone [out|through] [at all]
        / hasnt|havent|wasnt|isnt|not [actually|ever|been|really]* shipped|sent|gone [out|through] [at all]
    """,
    "DID_NOT": "[actually|definitely] (did not / didnt)",
    "SHIPPED": """
        [has|was|is|did|actually|definitely|indeed|been|got|already|it]*
          shipped|ship|sent|went|gone|go|left|out|printed|made|labelled|labeled
          [out|off|already|ok|okay|fine|through|and|it]*
    """,
    "VOID": "void|voiding|refund|annul|invalidate|revoke",
    "LABEL": """
        [the|my|this|that|these|those] label|labels|shipment|shipments|package|parcel|number|tracking|postage
          [number|no]
    """,
    "VOIDED": """
        [LABEL] [on|of|for|number|with]* {tracking}
        / [LABEL|of|for|on|in]* ROW {row} [of|in|from|on] JOB {job}
        / [LABEL|of|for|on|in]* JOB {job} ROW {row} / [LABEL|of|for|on]* row|line|parcel {row}
        / [LABEL|of|for|on|in]* ROW {rows} [of|in|from|on] JOB {job}
        / [LABEL|of|for|on|in]* JOB {job} ROW {rows} / [LABEL|of|for|on]* rows|lines|row {rows}
        / [everything|all|every|each|LABEL|of|for|from|in|whole|the|on|entire]* job {job}
    """,
    "MISHAP": """
        [the|it|is|its|was|has|had|a|my|i|put|used|made|got]*
          wrong|bad|duplicate|incorrect|misprinted|damaged
          address|label|box|item|weight|size|service|name|customer|order|one|parcel|zip [on it]
        / [the] customer|client|buyer [has] cancelled|canceled|refused [the|it|order]*
        / [i|we] made a mistake / oops|sorry|damn / mistake|misprint|duplicate|typo
        / [it] is|was [a] wrong|bad|duplicate|damaged|mistake
    """,
}
