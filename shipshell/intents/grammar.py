"""The one table of commands: what each means, when it makes sense, and every shape in which it may be said.

The parser, the help, the completion and the documentation read it. A shape is a phrase in the language of `patterns`;
`preview|recovery: SHAPE` counts in those states only. The order matters where two commands could be meant by the same words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum

from shipshell.intents import types
from shipshell.intents.types import Intent, State


class Manner(StrEnum):
    """How strictly a command is read."""

    ANSWER = "answer"  # all of the sentence, misspelt words only where nothing else is near
    ACT = "act"  # all of the sentence, with manners around it; never a question
    READ = "read"  # likewise, and it may be a question: nothing comes of it but words


@dataclass(frozen=True, slots=True)
class Command:
    """One intent as a command.

    Attributes:
        intent: its class.
        help: one line.
        examples: sentences that mean it, in the first of `states`.
        manner: how strictly it is read.
        shapes: the phrases in which it is said.
        states: where it makes sense.
        starts: first words to offer while a person types.
    """

    intent: type[Intent]
    help: str
    examples: tuple[str, ...]
    manner: Manner
    shapes: tuple[str, ...]
    states: tuple[State, ...] = tuple(State)
    starts: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The intent's name."""
        return self.intent.name

    @property
    def slots(self) -> tuple[str, ...]:
        """The intent's slots, by their spoken names."""
        return tuple({"first": "from", "last": "to"}.get(slot.name, slot.name) for slot in fields(self.intent))


_QUESTION = (State.PREVIEW, State.RESTART_CONFIRM)
_OPEN = (State.IDLE, State.PREVIEW, State.RECOVERY, State.RESTART_CONFIRM)
_BETWEEN = (State.IDLE, State.RECOVERY)

_ANSWERS = (
    Command(
        types.SetMode,
        "set the session's mode: confirm (preview, then ask) or auto",
        ("set mode auto", "set mode confirm", "stop asking me every time", "always ask before shipping"),
        Manner.ACT,
        ("SET_MODE", "mode [is] [to] MODE_NAME", "auto <mode=auto>"),
        starts=("set mode auto", "set mode confirm"),
    ),
    Command(
        types.ExcludeRows,
        "leave rows out, or the ones that block the batch",
        ("skip row 7", "leave out 3, 5 and 9", "leave out the bad rows"),
        Manner.ACT,
        (
            """
                LEAVE_OUT [THE] [ROW] {rows} [out|off|away|for|from]
                  [this|it|the|now|time|batch|list|shipment|preview]*
            """,
            "take|leave|keep|hold|pull|throw|kick ROW {rows} out|off|back|away [of] [this|it|the|batch|list]*",
            "DONT_SHIP [ROW] {rows}",
            "ROW {rows} SHOULD_NOT_GO [LEAVE_IT_OUT]",
            "ROW {rows} is|are|has|have WRONG LEAVE_IT_OUT",
            "everything|all|rows|orders except ROW {rows} stays",
            "LEAVE_OUT BAD_ONES <bad>",
            "take|leave|keep|throw BAD_ONES out|off|away <bad>",
            "DONT_SHIP BAD_ONES <bad>",
        ),
        (State.PREVIEW, State.RECOVERY),
        ("skip row", "leave out", "leave out the bad rows"),
    ),
    Command(
        types.Quit,
        "leave the shell",
        ("quit", "exit"),
        Manner.ACT,
        (
            "[ok|well|alright|right]* BYE [i|im|am|ill|LEAVING|BYE]*",
            "[ok|well|alright|right|thanks]* LEAVING [LEAVING|BYE]*",
        ),
        starts=("quit",),
    ),
    Command(
        types.Approve,
        "buy exactly what was shown; may change the mode as well",
        ("looks good, just run it", "yes", "approve and switch to auto"),
        Manner.ANSWER,
        ("preview: APPROVAL", "restart_confirm: APPROVAL_AGAIN"),
        _QUESTION,
        ("yes", "approve", "looks good, just run it"),
    ),
    Command(
        types.Reject,
        "drop the preview, or answer no",
        ("no, cancel", "scrap it", "don't ship these"),
        Manner.ACT,
        ("preview|restart_confirm: REFUSAL", "preview: DISCARD THE job"),
        _QUESTION,
        ("no", "cancel"),
    ),
)

_BATCHES = (
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
            "preview: [SHOW] THE|it preview|batch|table|it|summary|overview|that|list [again]",
            "preview: [re] preview|refresh|redraw|reprint|repeat|requote|rerate [it|THE] [preview|batch|table]",
            "preview: SHOW the preview|batch|table|it|them|everything again",
        ),
        _OPEN,
        ("preview",),
    ),
    Command(
        types.Void,
        "void shipments: a tracking number, a row of a job, or a whole job",
        ("void row 3 of job 8", "void 1Z4C02K60890017725", "void job 8"),
        Manner.ACT,
        (
            "[MISHAP] VOID VOIDED",
            "[MISHAP] VOID VOIDED [because|as|since] MISHAP",
            "refund|cancel [LABEL] [on|of|for|number] {tracking} [and] [void [it]]",
            "cancel LABEL [of|for|on]* ROW {row} [of|in|from|on] JOB {job}",
            "VOID VOIDED [and] VOID it",
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

_JOBS = (
    Command(
        types.Stop,
        "finish the row in hand, then halt",
        ("stop", "stop after this one"),
        Manner.ACT,
        (
            "executing: [no] STOP STOP* [WHAT_RUNS] [WHEN_DONE]",
            "executing: WHEN_DONE STOP [WHAT_RUNS]",
            "executing: finish|complete THIS_ROW [and|then]* STOP [there|it]",
            """
                executing: (dont
                / do not) ship|send|buy|do [any] [more|anything|another|others|the rest] [rows|row|one]
            """,
            "executing: no more [rows|labels|shipments|orders]",
            "executing: thats|that enough / enough",
        ),
        (State.EXECUTING,),
        ("stop",),
    ),
    Command(
        types.CancelJob,
        "settle an interrupted job: what shipped stays shipped, the rest is dropped",
        ("cancel", "cancel job 14", "drop that job"),
        Manner.ACT,
        (
            "DROP [THE] JOB {job} [BECAUSE]",
            "idle|recovery: DROP THE|JOB JOB [altogether|completely]",
            "idle|recovery: DROP THE [old|interrupted|crashed|stuck|halted] job|one|batch|run",
            "recovery: [YES|no] DROP [it|that|this|all|everything|THE_JOB]",
            "recovery: DROP [the] rest|remaining [of] [it|them|rows|the job]",
            "recovery: (dont / do not) resume|restart [it] [or restart] DROP [it]",
            "recovery: never mind [it|that] / forget [about] it / let it go / leave it [there|as it is]",
            "recovery: call it off / throw it away / get rid of it",
        ),
        (State.RECOVERY, State.IDLE, State.EXECUTING),
        ("cancel", "cancel job"),
    ),
    Command(
        types.Resume,
        "go on with an interrupted job where it stopped",
        ("resume", "resume job 4", "pick up where it left off"),
        Manner.ACT,
        (
            "recovery: [YES] [NOT_RESTART] RESUME [NOT_RESTART]",
            "recovery: [no] NOT_RESTART [just] RESUME",
            "resume [JOB_OR_IT] [from] [WHERE] [NOT_RESTART]",
            "continue|finish|complete JOB {job}",
            "idle: pick|take|start [it|that|things|back]* up|off|back [again] [from] WHERE_IT_STOPPED",
            "idle: continue|go|keep|carry [on|going] [with] JOB {job} [from] [WHERE]",
            "idle: finish|ship|send|continue THE_REST [of|from] JOB {job}",
        ),
        (State.RECOVERY, State.IDLE),
        ("resume",),
    ),
    Command(
        types.Restart,
        "ship a job again from its first row; `restart and void` voids the earlier shipments first",
        ("restart", "restart job 5", "restart and void"),
        Manner.ACT,
        (
            "recovery: [YES] [NOT_RESUME] RESTART [NOT_RESUME]",
            "recovery: [YES] RESTART AND_VOID <void>",
            "recovery: void IT_ALL [and|then]* RESTART <void>",
            "restart [JOB_OR_IT] [FROM_START]",
            "restart [JOB_OR_IT] [FROM_START] AND_VOID <void>",
            "idle: redo|rerun|start|begin|run JOB {job} [over|again] [FROM_START]",
            "idle: start|begin over|again [with] JOB {job}",
            "idle: void [and|then]* restart JOB {job} <void>",
        ),
        (State.RECOVERY, State.IDLE, State.RESTART_CONFIRM),
        ("restart", "restart and void"),
    ),
    Command(
        types.Retry,
        "write into the source the tracking numbers that are missing there",
        ("retry 8", "try the write-back again"),
        Manner.ACT,
        (
            "AGAIN_VERB [to] WRITE_BACK [again] [JOB_N|LAST_JOB]",
            "AGAIN_VERB [A_JOB|LAST_JOB]",
            "try [again] A_JOB|LAST_JOB again",
            "try A_JOB|WRITE_BACK [again] [JOB_N|LAST_JOB] [again] [once more]",
            "try again [with] A_JOB",
            "try [again] [to] WRITE_BACK again [JOB_N|LAST_JOB]",
            "WRITE_BACK again|anew|missing [JOB_N|LAST_JOB]",
            """
                write|put|save|update|fill [in] [back] the missing numbers|tracking
                  [numbers|back|in|to|into|the|file|source|sheet]* [JOB_N|LAST_JOB]
            """,
        ),
        starts=("retry",),
    ),
    Command(
        types.Reconcile,
        "ask UPS again for what ended without an answer",
        ("reconcile", "reconcile job 8"),
        Manner.ACT,
        (
            "reconcile [A_JOB|LAST_JOB|everything|it] [with ups]",
            """
                ask|check|query [with] ups [again] [for|about|on|with]
                  [the|rows|row|doubtful|unknown|open|ones|in|doubt|what|is|missing|outcome|outcomes]*
                  [JOB_N|LAST_JOB]
            """,
            """
                check|look|ask [up] [the] doubtful|unknown|open [rows|row|ones|outcomes] [again] [with|at] [ups]
                  [JOB_N]
            """,
        ),
        starts=("reconcile",),
    ),
)

_LOOKS = (
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
            "WHICH_ONES [HAVE_ANY] [a|the]* BAD [ones|addresses|address|rows|data|row|weights]*",
            "WHICH_ONES [is|are|was|were]* FLAGGED",
            "what|whats is|are wrong [with|in|here]* [THE] [rows|row|batch|data|it|them|addresses|address]*",
            "SHOW [me]* [THE]* BAD rows|ones|addresses|orders|data|lines",
            "[any|are|is|there|got]* problems|issues [with|in|on|here|rows|the|batch|addresses|address]*",
            "show [me] problems|issues|errors / what [are|is] [the] problems|problem|issues|issue|errors",
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
            "SHOW [me|THE|just|only|everything|from|all|between]* {between} [rows|lines]",
            "SHOW [everything] [from] ROW {first:row} [and|to|till|until|through|up|on] [to] [ROW] {last:row}",
            "ROW {first:row} and|to|till|until|through|up|thru [to] [ROW] {last:row}",
            """
                SHOW [me|us|some|a|the|many|lot|few|bit]* more
                  [rows|orders|lines|of|them|those|it|please|the|batch|list]* <more>
            """,
            "more [rows|orders|lines|of|them|those|it]* <more>",
            "[SHOW] [me|the]* next [page|rows|lot|ones|bunch|screen|{_count}|few|batch|set]* [rows|orders]* <more>",
            "[SHOW] [me|all|of|the]* rest|remaining [of|the|them|rows|it|ones|orders]* <more>",
            """
                keep|continue showing|listing|scrolling [rows|more]* <more> / scroll [down] <more>
                / page down <more> / expand [the|it|list|table|all]* <more>
            """,
            "SHOW [me] [all|every] [of] [the|rows|row|orders|them|everything] [rows|orders] <more>",
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
            "SHOW {row} / SHOW [the] {row} row|order|line",
            """
                what|whats [is|are|does|do|did]* [THE]* [wrong|up|happening|going|with|on|in|about|for]* ROW
                  {row} [say|says|look|contain|cost|costs|like|ship|have]*
            """,
            "who|where|what [is|does|are]* [gets|getting|in|on|going]* ROW {row} [going|for|to|go|ship|is]*",
            "how much [is|does|for|will]* ROW {row} [cost|costs|be]*",
            "[why] [does|is]* ROW {row} [have|has|a|flagged|with|warning|warnings|in|red]*",
        ),
        (State.PREVIEW,),
        ("show row",),
    ),
    Command(
        types.Labels,
        "write the labels of a job into one file; reprinting never buys",
        ("labels 8 as pdf", "labels 8", "reprint rows 20-40"),
        Manner.READ,
        (
            "[LABEL_VERB] [me]* [THE]* LABEL_NAMES LABEL_OF* ",
            "{job} LABEL_NAMES LABEL_OF*",
            "reprint|print|rerpint [again] LABEL_OF* [again]",
            "LABEL_VERB [me] [THE] LABEL_FORMAT LABEL_OF*",
            "[LABEL_VERB] [THE] JOB {job} LABEL_NAMES LABEL_OF*",
            "[LABEL_VERB] [me|THE]* LABEL_FORMAT LABEL_NAMES LABEL_OF*",
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
            "JOB {job} as|to|in|into [a|an]* {format:data_format} [file]",
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
                how much [money] [has|did|does|have|was|is|will|we|i|ups]* [A_JOB|LAST_JOB]
                  [cost|costs|spend|spent|charge|charged|paid|pay|so|far|us|me|be|been|in|total]*
            """,
            """
                how much [money] [has|did|does|have|was|is|we|i|ups]*
                  [cost|costs|spend|spent|charge|charged|paid|pay|so|far|us|me|in|total]* [on|for|in]
                  A_JOB|LAST_JOB
            """,
            """
                what|whats [did|does|has|is|was|were|the]* [total|cost|spend|bill|charge]* [of|for]*
                  A_JOB|LAST_JOB [cost|costs|spend|spent|come|to|us|me|so|far]*
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
            "[has|did|was|is]* {tracking} [been|get|got]* delivered|arrive|arrived|there|shipped|yet [yet]",
        ),
        starts=("track",),
    ),
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
                what|how|where|why [is|was|did|does|has|are|about]*
                  [happened|happens|up|going|wrong|status|state|on|the|with|to|of]* JOB {job}
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
            "[SHOW] [me|THE|job|batch|shipping|past|full]* history",
            """
                what|which [jobs|batches|orders|have|did|do|are|is|has|we|i|been|already|you]*
                  shipped|run|ship|ran|done|sent [so|far|today|yesterday|this|last|week|month|already|before]*
            """,
            "what|which JOB_NAMES [have|did|do|are|there|we|i|is|were]* [run|ran|done|exist|shipped|have|there]*",
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
                will|do|does|are|would you|it|i|we|shipshell [going|to|still|be]*
                  ask|asking|confirm|show|get|have
                  [ask|asking|going|show|confirm|have|get|going|to|still|be|me|us|a|the|preview|first|before|
                  every|time|shipping|ship|ships|approve|batch|each]*
            """,
            "[is|are|am]* [we|i|you|it]* in [auto] or [confirm] [mode]",
            "auto or confirm / confirm or auto",
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
                  running|executing|happening|shipping|moving|working|busy
                  [now|still|there|right|on|at|the|moment|currently|today]*
            """,
            "where [are|is|we|it|you|were|now|at|the|batch|job|in|on|am|i|has|got|to]*",
            """
                whats|what
                  [is|are|the|going|happening|up|on|state|of|it|you|doing|we|now|there|batch|job|here|left|
                  remaining]*
                  [happening|on|up|doing|going|state|now|left|remaining|progress|it]
            """,
            """
                [is|are|has|it|we|you|they|the|all|batch|job|everything]*
                  done|finished|complete|there|through|ready [yet|now|already|there]*
            """,
            "eta / time left|remaining / rows left|remaining|done",
        ),
        starts=("status",),
    ),
)

_SETTINGS = (
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
                  [map|match|matched|mapped|read|use|used|using|understand|find|found|pick|interpret|take|
                  picked|assign|assigned]
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
            "column {column} is|as|means|holds|contains|has|goes|maps|should [be|to|into|as]* [the]* [field] {field}",
            "[the]* {column} column is|means|holds|contains|has|goes|maps|should [be|to|into|as]* [the]* {field}",
            "[the]* {field} is|comes|should [be] [in|from|the|under]* column {column}",
            "[the]* {field} is|comes [in|from|under]* [the]* {column} column",
            "{column:quoted} is|means|holds|goes|maps|as [to|the|into]* {field}",
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
            "each <how=each> / [one] PARCEL each <how=each>",
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
                [put|ship|send|pack|them|it|all|everything|these|in|into]* one|a|same [single|same] PARCEL
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
            "[spend] [no|not] [more|over|above] than {amount} DOLLARS [PER|TODAY]",
            """
                (dont / never
                / do not) [let|me|us|it|you]* [spend|go|buy|pay|charge]
                  [more|over|above|anything|past|beyond|labels|a|batch]* [than] {amount} DOLLARS [PER|TODAY]
            """,
            "stop|halt at|after|over|past {amount} DOLLARS [PER|TODAY]",
            "{amount} DOLLARS [limit|max|cap|maximum] [PER|TODAY]",
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
                  [connection|setup|configuration|everything|credentials|health|yourself|system|itself|install|
                  installation|settings|works|working|account|ok|okay|in|order|is]*
            """,
            """
                is|are everything|ups|it|the|my|you [ups|connection|account|credentials|up|is]*
                  [set|correctly|working|connected|reachable|healthy|ok|okay|alright|online|up|fine|properly|
                  configured|right|down]*
            """,
        ),
        starts=("doctor",),
    ),
)

_SHELL = (
    Command(
        types.Explain,
        "what an error code means, or how a sentence would be read",
        ("explain E-2004", "explain yes except the last one"),
        Manner.READ,
        (
            "explain {topic}",
            "what|whats [is|does|s|about|the|error|code]* {topic:code} [mean|means|about|is|say]*",
            "[error] [code] {topic:code}",
            "SHOW [the|error|code]* {topic:code}",
        ),
        starts=("explain",),
    ),
    Command(
        types.Help,
        "the commands, or one of them",
        ("help", "help void", "how do I cancel a job"),
        Manner.READ,
        (
            "help|commands|manual|usage|instructions [me|please]* / man",
            "help [me] [with|on|about|to|for] {topic}",
            "help {topic}",
            """
                how do|can|could|should|would|to|does|is|i|we|you|one
                  [do|can|could|should|to|i|we|you|one|it|a|person]* {topic}
            """,
            """
                what [can|could|do|should|may|are|is] [i|you|we|the|this|it|my]
                  [can|could|do|say|type|here|now|options|commands|thing|choices|next|able|to|ask|possible|does|
                  for|are|is|have]*
            """,
            "what does|do|is|are|happens|would|will {topic} [do|mean|for|does|happen]*",
            """
                [im|i|am|new|here|first|time|never|used|this|before|lost|stuck|confused|dont|understand|need|
                  want|some|hi|hello]*
                  how|help|what|lost|stuck|confused
                  [does|do|this|it|is|works|work|can|i|use|you|to|start|with|that|thing|doing|me|here|everything]*
            """,
            "[i|am|im|a|bit|so|totally|completely]* lost|stuck|confused",
            "[SHOW|i|need|want|me|some|the|a|list|of|all]* help|commands|manual|instructions|examples|options",
        ),
        starts=("help",),
    ),
)

COMMANDS: tuple[Command, ...] = (*_ANSWERS, *_BATCHES, *_JOBS, *_LOOKS, *_SETTINGS, *_SHELL)
