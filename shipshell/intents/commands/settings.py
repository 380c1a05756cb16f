"""Commands that settle how things are read and what may be spent: columns, parcels, limits, set-up."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner
from shipshell.intents.state import State

COMMANDS: tuple[Command, ...] = (
    Command(
        types.Columns,
        "how the source's columns were matched to fields",
        ("columns", "how did you match my columns"),
        Manner.READ,
        (
            """
                [SHOW] [me|THE|how|is|matched|current|you|our|of]* COLUMN_NAMES
                  [matching|mapping|mapped|matched|are|map|match|is|used|names|you|found|read|list|did|to]*
            """,
            """
                how|which|what|where [did|do|have|are|is|was|were|does|you|we|it|the|my|has|of|columns]*
                  map|match|matched|mapped|read|use|used|using|understand|find|found|pick|interpret|take|picked|
                  assign|assigned
                  [the|my|our|of|to|what|up|as]* [COLUMN_NAMES|headers|fields|file|sheet|field|{field}]
                  [to|fields|for|as|is|the|what]* [{_field}]
            """,
            """
                how|which|what are|is|were|was [the|my|our]* COLUMN_NAMES
                  [matched|mapped|used|read|being|to|matching|mapping|for|as|the|is]* [{_field}]
            """,
            """
                what|which COLUMN_NAMES
                  [is|are|did|do|does|you|it|the|used|for|as|use|have|there|being|was|we|i|goes|to|holds|in|
                  contains|my]*
                  [{_field}]
            """,
        ),
        starts=("columns",),
    ),
    Command(
        types.Map,
        "read a column of the source as a field",
        ('map "Zip Code" to postal_code', "use column Qty as weight"),
        Manner.ACT,
        (
            """
                map|match|assign|link|connect|bind|set [the|my]* [column] {column} [column]
                  to|as|onto|into|with|is [the]* [field] {field} [field]
            """,
            """
                use|take|treat|read|count [the|my]* [column] {column} [column] as|for|like [the]* [field]
                  {field} [field]
            """,
            "use|take|read [column] {column} [column] for [the] {field}",
            "use|take|read|get [the|my]* {field} [out] from|in|of [the|my]* column {column}",
            "[the]* {field} is [in|under] [the]* {column:quoted}",
            """
                [the|my] column {column} is|as|means|holds|contains|has|goes|maps|should [be|to|into|as]* [the]*
                  [field] {field}
            """,
            "{column:bare} is [the] {field}",
            "[the]* {column} column is|means|holds|contains|has|goes|maps|should [be|to|into|as]* [the]* {field}",
            "[the]* {field} is|comes|should [be] [in|from|the|under]* column {column}",
            "[the]* {field} is|comes [in|from|under]* [the]* {column} column",
            "{column:quoted} is|means|holds|goes|maps|as [to|the|into]* {field}",
            "map [the|my]* [column] {column} [column] to|as|onto|into [the]* [field] {field:no_field}",
        ),
        starts=("map",),
    ),
    Command(
        types.Parcels,
        "where rows repeat an order: a parcel for each row, or one together",
        ("a parcel each", "one parcel per order"),
        Manner.ACT,
        (
            """
                [ship|send|use|make|as|its|theyre|they|are|i|want|do|put|with]*
                  a|one|own|its|their|separate|individual|different|1|single [own|separate|single] PARCEL
                  each|apiece|per|for|every [row|line|item|rows|each|every|one|a]* <how=each>
            """,
            """
                each|every [row|one|line|item|of|them|in]* [is|gets|goes|as|in|to|should|be|needs|has]*
                  [a|its|an]* own|separate|individual|single|parcel|package|box [PARCEL] <how=each>
            """,
            """
                [ship|send|keep|pack|as|in|make|them|it|they|are|theyre|into|use]*
                  separately|separate|individually|individual|apart [PARCEL] <how=each>
                / split [them|it|up|into|separate]* [PARCEL] <how=each>
            """,
            """
                each on its own <how=each> / each <how=each> / [one] PARCEL each <how=each>
                / PARCEL together <how=together>
            """,
            """
                [ship|send|use|make|as|its|all|do|put|them|everything|it|pack|in|into|to|combine|merge|join]*
                  one|a|single|1|same|the [single|same] PARCEL per|for|each|in
                  [order|all|the|every|whole|customer|each|of|them|everything]* <how=together>
            """,
            """
                [ship|send|keep|pack|put|them|it|all|combine|merge|join|group|everything|bundle|these|those|go|
                  they|box]*
                  together|combined|merged [in|as|into|one|a|single|the|same|PARCEL]* <how=together>
            """,
            """
                combine|merge|join|bundle|consolidate|group
                  [them|it|all|the|these|those|rows|items|orders|into|in|to|one|a|single]* [PARCEL]
                  <how=together>
            """,
            """
                [put|ship|send|pack|them|it|all|everything|these|each|every|order|in|into]* one|a|same [single|same]
                PARCEL
                  [together] <how=together>
            """,
        ),
        (State.IDLE, State.PREVIEW),
        ("a parcel each", "one parcel per order"),
    ),
    Command(
        types.SetLimit,
        "limit what may be spent, per batch if not said otherwise; can only lower what is configured",
        ("set limit $500", "limit $50 per row", "limit $2000 a day"),
        Manner.ACT,
        (
            """
                LIMIT_VERB [a|the|my|us|it|new|our|spending|hard]* [PER_NAME] LIMIT_NAME
                  [of|to|at|is|on|be|for|as|it]* [THE]* [PER_NAME] [to|at|of|is]* {amount} DOLLARS [PER|TODAY]
            """,
            """
                LIMIT_NAME
                  [of|to|at|is|us|it|me|the|spending|this|on|shipping|batch|everything|costs|cost|spend]*
                  [PER_NAME] [to|at|is]* {amount} DOLLARS [PER|TODAY]
            """,
            "[spend|pay|use]* at most|max|maximum {amount} DOLLARS [PER|TODAY]",
            "limit|cap PER [to|at] {amount} DOLLARS",
            "[spend] [no|not] [more|over|above] than {amount} DOLLARS [PER|TODAY]",
            """
                (dont / never
                / do not) [let|me|us|it|you]* [spend|go|buy|pay|charge]
                  [more|over|above|anything|past|beyond|labels|a|batch]* [than] {amount} DOLLARS [PER|TODAY]
            """,
            "(no batch|job|order <per=batch> / no row|label|parcel <per=row>) over|above|beyond {amount} DOLLARS",
            "stop|halt at|after|over|past {amount} DOLLARS [PER|TODAY]",
            "{amount} DOLLARS limit|max|cap|maximum [PER|TODAY]",
            "[PER_NAME] LIMIT_NAME {amount} DOLLARS",
        ),
        starts=("set limit",),
    ),
    Command(
        types.Setup,
        "enter account, shipper and defaults",
        ("setup",),
        Manner.READ,
        (
            """
                [run|start|open|do|the]* setup|configure|settings|config|configuration|preferences|options
                  [wizard|again|it|shipshell|my|account|page|the|everything|screen]*
            """,
            """
                set up|my [up|the|a]*
                  [my|the|account|shipshell|credentials|address|shipper|ups|everything|it|things|key|keys|new|
                  return|printer]*
            """,
            """
                change|edit|enter|update|set|add|configure|SHOW [my|the|a|our|new|ups]*
                  settings|credentials|account|shipper|configuration|config|preferences|login
                  [details|number|address|settings]*
            """,
        ),
        starts=("setup",),
    ),
    Command(
        types.Doctor,
        "check that everything needed is in order",
        ("doctor",),
        Manner.READ,
        (
            """
                [run|start|do|a|the|call]* doctor|selfcheck|diagnostics|diagnose|diagnosis|healthcheck
                  [yourself|it|please|check]*
            """,
            "[run|do|start|a|the]* self|health|system|sanity [test] check|test",
            """
                check|test [the|my|your|ups|if|is|our]*
                  connection|setup|configuration|everything|credentials|health|yourself|system|itself|install|
                  installation|settings|ups
                  [works|working|ok|okay|in|order|is]*
            """,
            """
                idle|recovery|executing: is|are everything|ups|the|my [ups|connection|account|credentials|up|is]*
                  [set|correctly|working|connected|reachable|healthy|ok|okay|alright|online|up|fine|properly|
                  configured|right|down]*
            """,
        ),
        starts=("doctor",),
    ),
)

#: The phrases of these commands.
PHRASES: dict[str, str] = {
    "COLUMN_NAMES": "column|columns|mapping|mappings|header|headers|fields|colums",
    "PARCEL": "parcel|parcels|package|packages|box|boxes|label|labels|shipment|shipments",
    "LIMIT_VERB": """
        set|put|make|lower|reduce|change|raise|increase|use|add|place|impose|have|give|drop|bring|enforce|want
    """,
    "LIMIT_NAME": "limit|limits|cap|caps|ceiling|budget|maximum|max / spending limit|cap",
    "PER_NAME": "daily|day <per=day> / row|label|parcel|shipment|package <per=row> / batch|job <per=batch>",
    "PER": """
        [for|on] per|a|each|every|any|single|one|the|this|in*
          row|label|parcel|shipment|package|order|line|piece <per=row>
        / [for|on] per|a|each|every|any|one|the|this|in* day <per=day> / daily <per=day>
        / [for|on] per|a|each|every|any|one|the|this|in|my* batch|batches|job|run <per=batch>
    """,
    "TODAY": """
        today <per=day> / total|max|maximum|tops|altogether|please|only / in total / at most
        / for shipping|labels / on shipping|labels
    """,
    "DOLLARS": "[dollars|dollar|bucks|usd|us]*",
}
