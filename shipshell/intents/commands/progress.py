"""Commands that ask how things stand: jobs, limits, mode, progress."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner

COMMANDS: tuple[Command, ...] = (
    Command(
        types.ShowJob,
        "one job",
        ("job 22", "show job 22"),
        Manner.READ,
        (
            """
                [SHOW]
                  [me|THE|more|about|on|of|in|full|details|detail|status|state|everything|happened|happens]* JOB
                  {job} [details|status|info|again]*
            """,
            """
                what|whats|how|where|why [is|was|did|does|has|are|about]*
                  [happened|happens|up|going|went|wrong|status|state|on|the|with|to|of|in]* JOB {job}
                  [doing|going|do|fail|failed|stop|stopped|go|get|on|end|about|like]*
            """,
            """
                status|state [of] JOB {job}
                / [did|is|has|was]* JOB {job}
                  [finish|finished|done|complete|completed|ok|okay|fail|failed|running|go|work]*
            """,
        ),
        starts=("job",),
    ),
    Command(
        types.Jobs,
        "the jobs so far",
        ("jobs", "list jobs"),
        Manner.READ,
        (
            """
                [SHOW] [me|THE|list|of|past|previous|old|earlier|all|recent|last|history|job|our]* JOB_NAMES
                  [list|history|so|far|there|we|did|i|ran|have|run|been|from|before|today|yesterday|week|last|
                  this]*
            """,
            "[SHOW] [me|THE|job|batch|shipping|past|full]* history / JOB list|history|overview",
            """
                what|which [jobs|batches|orders|have|did|do|are|is|has|we|i|been|already|you]*
                  shipped|run|ship|ran|done|sent
                  [lately|recently|so|far|today|yesterday|this|last|week|month|already|before]*
            """,
            "what|which JOB_NAMES [have|did|do|are|there|we|i|is|were]* [run|ran|done|exist|shipped|have|there]*",
            "what|which JOB_NAMES are|were|is [still] halted|stopped|open|unfinished|interrupted|running|waiting|left",
            "how many JOB_NAMES [have|did|do|are|there|we|i]* [run|ran|done|exist]*",
        ),
        starts=("jobs",),
    ),
    Command(
        types.ShowLimit,
        "the limits on spending",
        ("show limit", "what's my limit"),
        Manner.READ,
        (
            """
                [SHOW] [me|THE|spending|current|set|day|daily|batch|row|cost|budget]* LIMIT_NAME
                  [set|at|now|is|to|on|per|batch|day|row|in|place|currently|today]*
            """,
            """
                how much [can|may|am|are|is|do|left|i|we|allowed|to|still|have|of]*
                  [spend|limit|buy|left|budget]
                  [today|per|batch|day|a|in|one|of|the|limit|left|budget|each|row]*
            """,
            "is|do|are|have|did there|we|i|any|a|set [have|set|any|a|the]* LIMIT_NAME [set|in|place|on|now]*",
            "what|which [are|is|limit]* LIMIT_NAME [do|did|have|is|are|i|we|set|apply|applies|there]*",
        ),
        starts=("show limit",),
    ),
    Command(
        types.ShowMode,
        "the mode",
        ("mode", "what mode are we in"),
        Manner.READ,
        (
            """
                [SHOW] [me|the|current|my|our|session|this|set]* mode
                  [now|is|are|we|in|i|am|it|set|on|to|at|currently|the|this|session|active]*
            """,
            """
                which|what [the]* mode
                  [is|are|am|do|i|we|you|it|this|set|on|in|currently|now|active|the|session|have|running]*
            """,
            """
                is|are|am [i|we|it|the|this|still|you|mode|set|in|on|to|session]* TO_MODE
                  [mode|on|off|enabled|active|still|now|set|right]*
            """,
            """
                will|do|does|are|would you|it|i|we|shipshell [going|to|still|be|have]*
                  ask|asking|confirm|show|get|approve
                  [ask|asking|going|show|confirm|have|get|going|to|still|be|me|us|a|the|preview|first|before|
                  every|time|shipping|ship|ships|approve|batch|each]*
            """,
            "[is|are|am]* [we|i|you|it]* [in|on] TO_MODE or TO_MODE [mode]",
        ),
        starts=("mode",),
    ),
    Command(
        types.Status,
        "how far the work is",
        ("status", "how far along?"),
        Manner.READ,
        (
            """
                [SHOW] [me|a|the|quick|current|any|job|batch|my]* status|progress
                  [update|report|now|so|far|of|on|the|batch|job|this|it|is|bar|check|please]*
            """,
            "[SHOW] [me|a|an|the|quick|any]* update [on|of|the|this|batch|job|it]*",
            "how far [along|are|is|we|it|you|the|have|has|did|got|gotten|in|into|through|now|done|batch|job|get]*",
            """
                how many
                  [rows|orders|labels|parcels|have|are|is|left|done|to|go|remaining|shipped|been|so|far|remain|
                  more|still|of|them|row|we|printed|packages|shipments]*
            """,
            """
                how much
                  [is|more|left|longer|time|to|go|remains|remaining|of|it|still|the|batch|done|will|take]*
                  [left|longer|remains|remaining|done|go|take]
            """,
            "how long [is|will|it|more|left|to|go|does|until|till|this|take|still|remaining|the|batch|job|its|done]*",
            "when will|is|does it|this|that|the [job|batch|run] [be] done|finished|ready|finish|over|complete",
            """
                hows|how is|it|that|this|the|are|s|we|things|everything|batch|job
                  [it|is|batch|job|going|doing|this|the|everything|coming|along|so|far|getting|on|we|that|
                  looking|run|progress|now|things|shipping]*
                  [WHICH_ROW]
            """,
            "[and|so]* WHICH_ROW",
            """
                [is|are|anything|something|any|what|whats|jobs|job|batch|still|there|it|we|the|you|currently|a|
                  this|shipshell]*
                  running|executing|happening|busy
                  [now|still|there|right|on|at|the|moment|currently|today]*
            """,
            """
                is|are|anything|something|any|what|whats|still [there|it|we|the|you|currently|a|this|shipshell|
                  batch|job|still|is]*
                  shipping|moving|working [now|still|there|right|on|at|the|moment|currently|today]*
            """,
            "where [are|is|we|it|you|were|now|at|the|batch|job|in|on|am|i|has|got|to]*",
            """
                whats|what
                  [is|are|the|going|happening|up|on|state|of|it|you|doing|we|now|there|batch|job|here|left|
                  remaining]*
                  happening|on|up|doing|going|state|now|left|remaining|progress
            """,
            """
                [is|are|has|it|we|you|they|the|all|batch|job|everything]*
                  done|finished|complete|through [yet|now|already|there]* / are we there [yet]
            """,
            "recovery: where [did] [it|that|the] [job|batch] stop|stopped|halt|crash|crashed|get [to]",
            """
                [is] [it] still going|running|shipping|working|busy / still at it / eta / time left|remaining
                / rows left|remaining|done
            """,
        ),
        starts=("status",),
    ),
)

#: The phrases of these commands.
PHRASES: dict[str, str] = {
    "JOB_NAMES": "jobs|batches|runs",
    "WHICH_ROW": """
        [at|on] which|what row|order|one|line|parcel|number
          [is|are|it|we|you|now|at|on|currently|being|shipped|up|to]*
        / what number [are|is|we|it|you|now|at|on]*
    """,
    "TO_MODE": "auto|automatic|autopilot|confirm|confirmation|manual|preview|previews|confirmations",
}
