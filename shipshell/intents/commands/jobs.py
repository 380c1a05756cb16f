"""Commands that steer jobs: stop, settle, go on, start over, write again, ask again."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner
from shipshell.intents.state import State

COMMANDS: tuple[Command, ...] = (
    Command(
        types.Stop,
        "finish the row in hand, then halt",
        ("stop", "stop after this one"),
        Manner.ACT,
        (
            "executing: [no|{_clause}] STOP STOP* [WHAT_RUNS] [WHEN_DONE] [BECAUSE / {_pause} EXCUSE]",
            "executing: WHEN_DONE STOP [WHAT_RUNS]",
            "executing: finish|complete THIS_ROW [and|then]* STOP [there|it]",
            "executing: (dont / do not) ship|send|buy|do [any] more|anything|another|others [rows|row|one|labels]",
            "executing: stop|halt|pause JOB {_count}",
            "executing: let THIS_ROW finish [and|then]* STOP / make it|this stop",
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
            "[CALLED_OFF {_pause}] DROP [THE] JOB {job} [BECAUSE]",
            "idle|recovery: DROP [the|this|that|my|our] job|batch|run [altogether|completely]",
            "idle|recovery: DROP ONE_SUCH [old|interrupted|crashed|stuck|halted] job|one|batch|run",
            """
                recovery: [ANSWERED|neither|LEFT / stop it / no more / CALLED_OFF {_pause}]
                  [PLEASE] DROP [it|that|this|all|everything|THE_JOB
                / [ONE_SUCH] job|batch|run] [PLEASE] [BECAUSE]
            """,
            "recovery: DROP [the] rest|remaining [of] [it|them|rows|ones|orders / the job]",
            "recovery: (dont / do not) resume|restart [it] [or restart] ({_pause} / just) DROP [it]",
            "recovery: forget [about] it",
            "recovery: call it off / throw it|THE_JOB away / get rid of it",
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
            """
                recovery: [ANSWERED|NOT_RESTART|I_CHOOSE|GLAD] [PLEASE|just|try|to]* RESUME [and RESUME] [NOT_RESTART]
                  [i say]
            """,
            "recovery: no|ANSWERED NOT_RESTART [just] RESUME",
            "idle|recovery: resume [JOB_OR_IT] [from] [WHERE] [NOT_RESTART]",
            "resume JOB {job} [from] [WHERE]",
            "continue|finish|complete JOB {job}",
            "idle: pick|take|start [it|that|things|back]* up|off|back [again] [from] WHERE_IT_STOPPED",
            "idle: pick [back] up JOB {job} [again] [from] [WHERE]",
            "idle: pick JOB {job} [back] up [again] [from] [WHERE]",
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
            "recovery: [ANSWERED] [NOT_RESUME] RESTART [NOT_RESUME]",
            "recovery: [ANSWERED] RESTART AND_VOID <void>",
            "recovery: [ANSWERED] from [the] [very] beginning|start|top|scratch [again]",
            "recovery: void IT_ALL [and|then]* RESTART <void>",
            "idle|recovery: restart [JOB_OR_IT] [FROM_START]",
            "idle|recovery: restart [JOB_OR_IT] [FROM_START] AND_VOID <void>",
            "restart JOB {job} [FROM_START] / restart JOB {job} [FROM_START] AND_VOID <void>",
            "restart AND_VOID JOB {job} <void>",
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
            "[GLAD] retry [A_JOB|LAST_JOB]",
            "try [again] A_JOB|LAST_JOB again",
            "try A_JOB|WRITE_BACK [again] [JOB_N|LAST_JOB] [again] [once more]",
            "try again [with] A_JOB",
            "try [again] [to] WRITE_BACK again [JOB_N|LAST_JOB]",
            "write back A_JOB",
            "write the [tracking] numbers of|for A_JOB back",
            "write|put|save|copy|fill the [missing] [tracking] numbers of|for A_JOB [back] INTO_THE_FILE [again]",
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
                  [the|rows|row|doubtful|unknown|open|ones|in|doubt|what|is|missing|outcome|outcomes|happened]*
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

#: The phrases of these commands.
PHRASES: dict[str, str] = {
    "STOP": """
        stop|halt|pause|cancel|abort|hold|kill|end|freeze|terminate|interrupt|cease|whoa|stopp|wait|break|
          suspend|stahp
        / hold on|it|up / shut down / shut it down / break off / call it off / pull the plug / thats enough
        / cut it / enough
    """,
    "WHAT_RUNS": """
        it|this|that|everything|all|now|immediately|there|here|shipping|sending|printing|buying|running|
          execution|please|work
        / THE [whole|current|running] batch|job|run|shipping|thing|process|execution|shipment
        / it|this|that|everything|shipping|right now / [for] the rest / the batch|job now / it there|here
    """,
    "WHEN_DONE": """
        (after|once|when / as soon as) [you] [finish|finished|done|complete|completed|doing] [with] THIS_ROW
          [is|ships|goes|are|has] [done|finished|out|complete|through|shipped]
        / as soon as possible / as soon as you can / before the next row|one|label|order|parcel
        / at [the] end of THIS_ROW
        / at THIS_ROW / cleanly|gracefully|safely|here / after THIS_ROW
    """,
    "THIS_ROW": """
        this|that|it
        / [this|the|that] [current|next|one|running] row|one|parcel|label|order|shipment|package
          [in hand / you are on]
    """,
    "DROP": """
        cancel|drop|abort|kill|scrap|settle|close|forget|discard|bin|abandon|delete|ditch|trash|toss|
          scratch|axe
        / give up [on] / throw away / get rid of / call off / cancel out
    """,
    "BECAUSE": """
        because|as|since|{_pause}
          we|i|ill|ive|weve|it|its|they|he|she|customer|client|already|wrong|theyre|this {_reason}|done
        / {_pause} CALLED_OFF|TOLD / we|i|ill|ive|already {_reason}|done / [because] wrong file|batch|one|list
        / no longer needed|wanted|necessary / not needed [anymore]
    """,
    "THE_JOB": """
        ONE_SUCH [old|interrupted|crashed|stuck|halted|whole|entire|failed] job|batch|run|thing|one
        / [the] rest|remaining [of] [it|them|rows|the job|ones]
    """,
    #: What speaks of the one job in question, and not of `all jobs`.
    "ONE_SUCH": "the|this|that|my|our|a|an|its|their|your",
    "JOB_OR_IT": """
        [with] it|this|that|them / [with] [ONE_SUCH] job|batch|run / [with] [JOB] {job} / [with] THE_JOB
        / [with] ONE_SUCH|old|interrupted|crashed|last|previous* job|batch|run
    """,
    "ANSWERED": "YES|OK|PLEASE|{_denial} [PLEASE]",
    "RESUME": """
        resume|continue|finish|complete|proceed [on] [JOB_OR_IT] [from] [WHERE] / continue|resume shipping|sending
        / keep|carry|go|press on|going|shipping|sending [with] [JOB_OR_IT] [from] [WHERE]
        / pick|take|start [it|that|JOB_OR_IT|back|things]* up|off|back [again] [from] WHERE / pick it|up up
        / pick up [JOB_OR_IT] [from] WHERE / pick JOB_OR_IT back up [from] [WHERE] / try again from WHERE_IT_STOPPED
        / continue|resume|restart|start|go [on|again] [JOB_OR_IT] from WHERE_IT_STOPPED
        / finish|ship|send|complete|do|run|process|continue|resume [with|off|up|out]* THE_REST
        / just finish it / finish [it|JOB_OR_IT] [off|up]
    """,
    "WHERE": "[from] [at] WHERE_IT_STOPPED / from|at|with row|line {row}",
    "I_CHOOSE": "i choose|pick|take / ill|i|id choose|pick|take|say|go [with|for] / i vote [for|to]",
    "LEFT": "(leave it / never mind / nevermind / no thanks / no thank you / forget it) {_pause}",
    "WHERE_IT_STOPPED": """
        where|wherever [it|we|you|that|the|job|i|they]*
          left|stopped|crashed|halted|died|broke|quit|failed|was|interrupted|were|ended|got|stood
          [off|down|to|up|interrupted|at|stopped]*
        / there|here / the point [where|of] [it|failure|crash|interruption] [stopped|crashed|failed]*
        / [where] [it] was [interrupted|stopped] / the crash|interruption|failure
    """,
    "THE_REST": """
        [only|just] [the|what|whats|is|all|its]*
          rest|remaining|remainder|left|unfinished|missing|outstanding|unshipped|others
          [of|it|them|that|the|rows|ones|orders|job|parcels|labels|batch|one|{_count}|to|do|go|ship]*
    """,
    "NOT_RESTART": """
        [but|and] (dont / do not / not / no need to / without
        / never) restart|restarting|redo|start|starting|repeat|cancel|cancelling|drop|abort|scrap
          [it|over|again|everything|all|anything|from|scratch|the|beginning]*
    """,
    "NOT_RESUME": "[but|and] (dont / do not / not / no need to / never) resume|continue|continuing [it]",
    "RESTART": """
        restart|redo|rerun [JOB_OR_IT] [all|again|completely|everything]* [over] [FROM_START]
        / start|begin|do|run|ship [it|JOB_OR_IT|everything|all|them]* [all] over|again|afresh|fresh|anew
          FROM_START
        / start|begin over|again|afresh|anew|fresh [with] [JOB_OR_IT] [FROM_START]
        / start|begin|run|do|ship|go [it|JOB_OR_IT|everything|all|them|whole|thing|the]* FROM_START
        / go back to [the] [very] beginning|start|top
        / run|do|ship|start JOB_OR_IT|everything|all [of|the|whole|thing|lot|it|them]* [all] over [again]
        / re run|do|start [JOB_OR_IT] [FROM_START]
        / start|begin|run|do|ship|send [the] whole|entire thing|batch|job|lot again
        / run|do|ship everything|all again / start|begin|run the|this|that job|batch again
        / wipe|scrap it|that|everything and RESTART_PLAIN
    """,
    "RESTART_PLAIN": "start|begin over|again|afresh|fresh / start|begin [it|again] FROM_START / restart [it]",
    "FROM_START": """
        [again|all|right|over|anew|afresh]* from|at [the|row]* [very]
          beginning|start|top|scratch|zero|first|{_one} [row|again]*
    """,
    "AND_VOID": """
        [and|then|but|after|with] [please|first|also]* void|voiding
          [the|all|of|it|them|those|earlier|old|previous|first|shipped|existing|ones|shipments|labels|
          everything|already|bought|so|far]*
    """,
    "IT_ALL": "[the|all|of|it|them|those|earlier|old|previous|shipped|existing|ones|shipments|labels|everything]*",
    "INTO_THE_FILE": "to|into|in the|my|our|its file|source|sheet|spreadsheet|workbook|table",
    "AGAIN_VERB": "retry|redo|repeat|reattempt|rewrite|resync / try again / try / re try",
    "WRITE_BACK": """
        [the|a|failed|missing]* write|writing|save|put|update|copy|push|writeback|fill [back]
          [the|missing|tracking|all|my|failed]* [numbers|tracking|number|ones|writes|write|back]*
          [back|to|into|in|the|file|source|sheet|spreadsheet|csv|table|excel]*
        / [the|failed|missing]* write|writes [back|backs]* / [the] failed writes
        / [the|missing|failed|tracking]* tracking|numbers
    """,
}
