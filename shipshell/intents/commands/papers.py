"""Commands that bring out what jobs left: labels, exports, reports, logs, and where parcels are."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner

COMMANDS: tuple[Command, ...] = (
    Command(
        types.Labels,
        "write the labels of a job into one file; reprinting never buys",
        ("labels 8 as pdf", "labels 8", "reprint rows 20-40"),
        Manner.READ,
        (
            "[LABEL_VERB] [me]* [THE]* LABEL_NAMES LABEL_OF* ",
            "{job} LABEL_NAMES LABEL_OF*",
            "reprint|print|rerpint [again] LABEL_OF* [again]",
            "LABEL_VERB [me] [THE] {format:label_format} of|with [the] LABEL_NAMES LABEL_OF*",
            "LABEL_VERB [me] [THE] LABEL_FORMAT LABEL_OF*",
            "[LABEL_VERB] [THE] JOB {job} LABEL_NAMES LABEL_OF*",
            "[LABEL_VERB] [me|THE]* {format:label_format} LABEL_NAMES LABEL_OF*",
            "where|wheres|what [is|are|did]* [the|my]* [you]* LABEL_NAMES [go|put|saved|stored|are]* LABEL_OF*",
        ),
        starts=("labels",),
    ),
    Command(
        types.Export,
        "write a job's rows to a file: CSV, Excel or JSON",
        ("export 8", "export job 8 as xlsx", "export job 8 to march.csv"),
        Manner.READ,
        (
            """
                EXPORT [me]
                  [THE|results|result|rows|data|outcome|numbers|tracking|of|from|for|list|report|csv|report]*
                  [A_JOB|LAST_JOB] EXPORT_AS*
            """,
            "EXPORT EXPORT_AS* [of|for|from] [A_JOB|LAST_JOB] EXPORT_AS*",
            """
                [EXPORT|LABEL_VERB] [me|a|an|the]* {format:data_format} [file|version|export|report]*
                  [of|for|from|with] A_JOB|LAST_JOB
            """,
            "[EXPORT|LABEL_VERB] [me] JOB {job} as|to|in|into [a|an]* {format:data_format} [file]",
        ),
        starts=("export",),
    ),
    Command(
        types.Report,
        "the cost and outcome of a job",
        ("report 8", "how much did job 8 cost"),
        Manner.READ,
        (
            """
                [SHOW] [me|THE|a|full|final|cost|short]*
                  report|summary|outcome|result|results|receipt|costs|cost|totals|spend|bill|charges
                  [A_JOB|JOB_N|LAST_JOB]
            """,
            """
                how much [money] [has|did|does|have|was|is|we|i|ups]* A_JOB
                  [cost|costs|spend|spent|charge|charged|paid|pay|so|far|us|me|be|been|in|total]*
            """,
            """
                idle|recovery|executing: how much [money] [has|did|does|was|is]* LAST_JOB
                  [cost|costs|spend|spent|charge|charged|so|far|us|me|be|been|in|total]*
            """,
            """
                how much [money] [has|did|does|have|was|is|we|i|ups]*
                  [cost|costs|spend|spent|charge|charged|paid|pay|so|far|us|me|in|total]* [on|for|in]
                  A_JOB
            """,
            """
                what|whats [did|does|has|is|was|were|the|we|i]* [total|cost|spend|bill|charge|pay]* [of|for|on]*
                  A_JOB [cost|costs|spend|spent|come|to|us|me|so|far]*
            """,
            """
                idle|recovery|executing: what|whats [did|does|has|is|was|the]* [total|cost|spend|charge]* [of|for|on]*
                  LAST_JOB [cost|costs|so|far]*
            """,
            "total|cost|spend|charges|summary [of|for] A_JOB|LAST_JOB",
            "JOB {job} report|summary|cost|costs|total|result|results",
        ),
        starts=("report",),
    ),
    Command(
        types.Log,
        "the audit log",
        ("log", "log 8"),
        Manner.READ,
        (
            """
                [SHOW] [THE|audit|event|events|full]* log|logs|logfile [file|entries|book|trail]*
                  [A_JOB|JOB_N|LAST_JOB]
            """,
            "[SHOW] [THE]* audit [trail|log]* [JOB_N|LAST_JOB] / [SHOW] JOB {job} log|logs|events",
        ),
        starts=("log",),
    ),
    Command(
        types.Track,
        "where a parcel is",
        ("track 1Z4C02K60890017725", "track row 5 of job 8"),
        Manner.READ,
        (
            """
                [TRACK] [TRACK]
                  [me|up|down|THE|on|parcel|package|number|box|shipment|tracking|for|of|with|label|my|is|status|
                  it]*
                  {tracking} [is|now|go|going|at|delivered|arrive|arrived|yet|gone]*
            """,
            """
                TRACK [me|THE|on|parcel|package|shipment|box|for|of|from|number|is|in|up|down]* ROW {row}
                  [[of|in|from] JOB {job}] [is|now|at|go|delivered|yet]*
            """,
            "TRACK [me|THE|on|parcel|package|shipment|box|for|of|from|is]* JOB {job} ROW {row}",
            "has|is|was|did ROW {row} [of|in|from] JOB {job} [been|get|got]* delivered|arrive|arrived|there [yet]",
            "[has|did|was|is]* {tracking} [been|get|got]* delivered|arrive|arrived|there|shipped|yet [yet]",
        ),
        starts=("track",),
    ),
)

#: The phrases of these commands.
PHRASES: dict[str, str] = {
    "LABEL_VERB": """
        print|reprint|rerprint|get|give|show|save|open|export|download|make|create|fetch|see|send|need|want|
          generate|view|find|collect|output|pull|write
          [out|up|again]
    """,
    "LABEL_NAMES": "label|labels|lables",
    "LABEL_FORMAT": "pdf|png|gif|zpl|epl|spl",
    "LABEL_OF": """
        [of|from|for|in] JOB {job} / {job} / [of|from|for] [THE] row|rows|line|lines|parcels|orders {rows}
        / [of|for] THE [last|latest|whole] job|batch|run|one / [of|for] it|them|that|all|everything
        / as|in|to [a|an|one|single] {format:label_format} [format|file|files|please]
        / {format:label_format} [format|file] / again|please|for|now|out
    """,
    "EXPORT": "export|save|download|dump|extract|exporting|write|exprot",
    "EXPORT_AS": """
        as|to|in|into|format|with|like [a|an|the]* {format:data_format} [file|format|sheet|spreadsheet]*
        / {format:data_format} [file] / to|into|as|in|at [the|file|a|path|called|named]* {path:file}
    """,
    "TRACK": """
        any|some|the news|word|update on|of|about
        / track|locate|find|trace|tracking|whereabouts|follow|lookup|status|where|wheres|check|look|show|has|
          whats|what|when|will
          [is|are|did|up|the|me|on|of|status|for|with]*
    """,
}
