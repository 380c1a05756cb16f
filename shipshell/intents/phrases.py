"""The phrases of the commands about rows, jobs, labels, limits and settings, which the table of commands puts together."""

from __future__ import annotations

_ROWS = {
    "LEAVE_OUT": """
            skip|drop|remove|exclude|omit|delete|ignore|without|discard|unselect|deselect|skipping|leave|minus|
              hold|cut|kick|scratch|bin|cancel|reject
              [out|off|over|back|aside]
            / take|pull|strike|keep|throw|put out|off|away|back|aside / leave|set|put aside / get rid of
    """,
    "DONT_SHIP": "(dont / do not / never) SPEND|include|use|take|put|add|dispatch",
    "SHOULD_NOT_GO": """
            (shouldnt / should not / mustnt / must not / cant / cannot / wont / isnt / is not / dont / does not
            / doesnt
            / do not) [be] go|ship|shipped|sent|included|needed|going|shipping|belong|need|sending
              [out|in|to|here|this|yet|batch|go]*
            / should|must|can|has|have|needs|need to|be|stay|stays [be]
              [out|excluded|skipped|removed|left|dropped|taken|behind|go|come|off]*
            / stays|stay [out|behind|home|here|put]
    """,
    "LEAVE_IT_OUT": """
        LEAVE_OUT it|them|that|those [out|off|away|back|aside|over]
        / take|leave|keep|throw|pull it|them|that|those out|off|away|back
    """,
    "WRONG": "wrong|bad|incorrect|duplicate|duplicates|off|cancelled|broken|test|[a] duplicate|mistake|test",
    "BAD_ONES": """
            [all|every] [the|those|these|any|of] [the] BAD
              [rows|ones|row|lines|orders|addresses|data|stuff|parcels|entries|records]
            / [all|every] [the|those|these|any] [of] [the] rows|ones|row|lines|orders|things|those
              [that|which|with|are|is|have|has|cant|cannot|dont|be|an|a|any|got]* BAD
            / [all] [the|those|these|any] [rows|ones|row|lines|orders|those] that|which cant|cannot|dont|wont
              [be] ship|shipped|go|work|validate|rated|rate|pass
    """,
    "BAD": """
        bad|broken|invalid|failed|failing|faulty|erroneous|wrong|blocked|blocking|error|errors|unrated|problem|
          problematic|incorrect|red|faulty|defective|errored|unshippable
    """,
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
    "ROW_IN_DOUBT": """
        [the] row|line|order|parcel|package|shipment|number [number|no] {row} [of|in|from|on JOB {job}]
        / JOB {job} row {row}
    """,
    "NOT_SHIPPED": """
            (did not / didnt / never / has not / hasnt / was not / wasnt / is not / isnt / not / havent
            / does not / actually did not
            / definitely did not) [actually|ever|been|get|yet|really|go]*
              ship|shipped|sent|go|gone|went|leave|left|shipping|out|through|printed|made|created
              [out|through|at|all|yet|the|building]*
    """,
    "SHIPPED": """
            [has|was|is|did|actually|definitely|indeed|been|got|already|it]*
              shipped|ship|sent|went|gone|go|left|out|printed|made|labelled|labeled
              [out|off|already|ok|okay|fine|through|and|it]*
    """,
}

_JOBS = {
    "STOP": """
            stop|halt|pause|cancel|abort|hold|kill|end|freeze|terminate|interrupt|cease|whoa|stopp|wait|break|
              suspend|stahp
            / hold on|it|up / shut down / shut it down / break off / call it off / pull the plug / thats enough
            / cut it
    """,
    "WHAT_RUNS": """
            it|this|that|everything|all|now|immediately|there|here|shipping|sending|printing|buying|running|
              execution|please|work
            / THE [whole|current|running] batch|job|run|shipping|thing|process|execution|shipment
            / it|this|that|everything|shipping|right now / [for] the rest / the batch|job now / it there|here
    """,
    "WHEN_DONE": """
            after|once|when|as soon as [you] [finish|finished|done|complete|completed|doing] [with] THIS_ROW
              [is|ships|goes|are|has] [done|finished|out|complete|through|shipped]
            / at [the] end of THIS_ROW / at THIS_ROW / cleanly|gracefully|safely|here / after THIS_ROW
    """,
    "THIS_ROW": """
        this|that|it
        / [this|the|that] [current|next|one|running] row|one|parcel|label|order|shipment|package [in hand|you
          are on]
    """,
    "DROP": """
        cancel|drop|abort|kill|scrap|settle|close|forget|discard|bin|abandon|delete|dismiss|ditch|trash|toss|
          scratch|remove|end|terminate|axe|stop|clear
        / give up [on] / throw away / get rid of / call off / cancel out / never mind
    """,
    "BECAUSE": """
        [because|as|since] we|i|it|its|they|he|she|customer|client|already|wrong|theyre|this {_reason}|done
        / [because] wrong file|batch|one|list / no longer needed|wanted|necessary / not needed [anymore]
    """,
    "THE_JOB": """
        THE [old|interrupted|crashed|stuck|halted|whole|entire|failed] job|batch|run|thing|one
        / [the] rest|remaining [of] [it|them|rows|the job|ones]
    """,
    "JOB_OR_IT": """
        [with] it|this|that|them / [with] THE JOB / [with] [JOB] {job} / [with] THE_JOB
        / [with] THE|old|interrupted|crashed|last|previous* job|batch|run
    """,
    "RESUME": """
            resume|continue|finish|complete|proceed [on] [JOB_OR_IT] [from] [WHERE]
            / keep|carry|go|press on|going|shipping|sending [with] [JOB_OR_IT] [from] [WHERE]
            / pick|take|start [it|that|JOB_OR_IT|back|things]* up|off|back [again] [from] WHERE / pick it|up up
            / pick up [JOB_OR_IT] [from] WHERE
            / continue|resume|restart|start|go [on|again] [JOB_OR_IT] from WHERE_IT_STOPPED
            / finish|ship|send|complete|do|run|process|continue|resume [with|off|up|out]* THE_REST
            / just finish it / finish [it|JOB_OR_IT] [off|up]
    """,
    "WHERE": "[from] [at] WHERE_IT_STOPPED / [from|at|with] row|line {_count}",
    "WHERE_IT_STOPPED": """
            where|wherever [it|we|you|that|the|job|i|they]*
              left|stopped|crashed|halted|died|broke|quit|failed|was|interrupted|were|ended|got|stood
              [off|down|to|up|interrupted|at|stopped]*
            / there|here / the point [where|of] [it|failure|crash|interruption] [stopped|crashed|failed]*
            / [where] [it] was [interrupted|stopped] / the crash|interruption|failure
    """,
    "THE_REST": """
        [only|just] [the|what|whats|all|its]*
          rest|remaining|remainder|left|unfinished|missing|outstanding|unshipped|others
          [of|it|them|that|the|rows|ones|orders|job|parcels|labels|batch|one|{_count}|to|do|go|ship]*
    """,
    "NOT_RESTART": """
        [but|and] (dont / do not / not / no need to / without
        / never) restart|restarting|redo|start|starting|repeat
          [it|over|again|everything|all|anything|from|scratch|the|beginning]*
    """,
    "NOT_RESUME": "[but|and] (dont / do not / not / no need to / never) resume|continue|continuing [it]",
    "RESTART": """
            restart|redo|rerun [JOB_OR_IT] [all|again|completely|everything]* [over] [FROM_START]
            / start|begin|do|run|ship [it|JOB_OR_IT|everything|all|them]* [all] over|again|afresh|fresh|anew
              FROM_START
            / start|begin over|again|afresh|anew|fresh [with] [JOB_OR_IT] [FROM_START]
            / start|begin|run|do|ship|go [it|JOB_OR_IT|everything|all|them|whole|thing|the|back]* FROM_START
            / run|do|ship|start JOB_OR_IT|everything|all [of|the|whole|thing|lot|it|them]* [all] over [again]
            / re run|do|start [JOB_OR_IT] [FROM_START] / wipe|scrap it|that|everything and RESTART_PLAIN
    """,
    "RESTART_PLAIN": "start|begin over|again|afresh|fresh / start|begin [it|again] FROM_START / restart [it]",
    "FROM_START": """
        [again|all|right|over|anew|afresh]* from|at|to [the|row]* [very]
          beginning|start|top|scratch|zero|one|first|1 [row|again]*
    """,
    "AND_VOID": """
        [and|then|but|after] [please|first|also]* void|voiding
          [the|all|of|it|them|those|earlier|old|previous|first|shipped|existing|ones|shipments|labels|
          everything|already|bought]*
    """,
    "IT_ALL": "[the|all|of|it|them|those|earlier|old|previous|shipped|existing|ones|shipments|labels|everything]*",
    "AGAIN_VERB": "retry|redo|repeat|reattempt|rewrite|resync / try again / try / re try",
    "WRITE_BACK": """
            [the|a|failed|missing]* write|writing|save|put|update|copy|push|writeback|fill [back]
              [the|missing|tracking|all|my|failed]* [numbers|tracking|number|ones|writes|write|back]*
              [back|to|into|in|the|file|source|sheet|spreadsheet|csv|table|excel]*
            / [the|failed|missing]* write|writes [back|backs]* / [the] failed writes
            / [the|missing|failed|tracking]* tracking|numbers
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
            / [everything|all|LABEL|of|for|from|in|whole|the|on|entire]* job {job}
    """,
    "MISHAP": """
            [the|it|is|its|was|has|had|a|my|i|put|used|made|got]*
              wrong|bad|duplicate|incorrect|misprinted|damaged
              address|label|box|item|weight|size|service|name|customer|order|one|parcel|zip [on it]
            / [the] customer|client|buyer [has] cancelled|canceled|refused [the|it|order]*
            / [i|we] made a mistake / oops|sorry|damn / mistake|misprint|duplicate|typo
    """,
}

_PAPERS = {
    "LABEL_VERB": """
        print|reprint|rerprint|get|give|show|save|open|export|download|make|create|fetch|see|send|need|want|
          generate|view|find|collect|output|pull|write
          [out|up|again]
    """,
    "LABEL_NAMES": "label|labels|lables",
    "LABEL_FORMAT": "pdf|png|gif|zpl|epl",
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
        track|locate|find|trace|tracking|whereabouts|follow|lookup|status|where|wheres|check|look|show|has|
          whats|what|when|will
          [is|are|up|the|me|on|of|status|for|with]*
    """,
    "JOB_NAMES": "jobs|batches|runs",
    "WHICH_ROW": """
        [at|on] which|what row|order|one|line|parcel|number
          [is|are|it|we|you|now|at|on|currently|being|shipped|up|to]*
        / what number [are|is|we|it|you|now|at|on]*
    """,
}

_SETTINGS = {
    "LIMIT_NAME": "limit|limits|cap|caps|ceiling|budget|maximum|max / spending limit|cap",
    "LIMIT_VERB": """
        set|put|make|lower|reduce|change|raise|increase|use|add|place|impose|have|give|drop|bring|enforce|want
    """,
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
    "TO_MODE": "auto|automatic|autopilot|confirm|confirmation|manual|preview|previews|confirmations",
    "COLUMN_NAMES": "column|columns|mapping|mappings|header|headers|fields|colums",
    "PARCEL": "parcel|parcels|package|packages|box|boxes|label|labels|shipment|shipments",
    "BYE": """
        quit|exit|bye|goodbye|logout|logoff|q|leave|close|ciao|adios|cya|farewell|x
          [shipshell|the|shell|program|app|it|now|please|this|out|everyone|all|bye|session]*
        / log me|us out|off / log|sign out|off / good bye|night / see you|ya [later|tomorrow]*
        / shut|close [it|this|the|shell|shipshell|program|down|app|up]* / cu later / i quit
    """,
    "LEAVING": """
        i|im|ill|we|were|am|be going|off|leaving|heading|done|out|finished
          [home|for|today|now|here|the|day|to|bed|lunch|off|of]*
        / [i] am|will [be] going|off|leaving|heading|done|finished
          [home|for|today|now|here|the|day|to|bed|lunch|off|of]*
        / thats|that [is] all|it [for] [today|now] / [lets] call it a day
        / done|finished for [the] day|today|now / going home
    """,
}

PHRASES: dict[str, str] = {**_ROWS, **_JOBS, **_PAPERS, **_SETTINGS}
