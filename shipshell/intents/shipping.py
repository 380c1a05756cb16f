"""How people ask for a batch: a verb, a source, and in any order what, how, which sheet and in which mode."""

from __future__ import annotations

SHIP_RULES: dict[str, str] = {
    "SOURCE": """
        {source:sql}|{source:file}|{source:name} / the|my|our {source:file} file|sheet|spreadsheet|workbook
        / [the|my|this|our|todays|yesterdays|tomorrows] file|spreadsheet|list|workbook|csv|table|database
          [called|named|at|in|from] {source:file}|{source:sql}|{source:name}
        / [the|my|this|our] file|spreadsheet|workbook [called|named] {source:bare}
    """,
    "FROM": "from|in|of|inside|at|on|for / out of / that are|is in",
    "SHIP_VERB": """
        ship|send|run|process|dispatch|mail|post|start|launch|submit|execute|release [out|off|up|through]
        / push / kick|fire|send|knock off
        / buy|create|make|generate|purchase|get [the|all|me|some|ups]* [{service}] labels|postage|shipments for
        / start|begin shipping|sending|running / put through
    """,
    "ORDERS": """
        all|everything [of] [the|my|our|these|those] [KIND|lines|batch|stuff]
        / the|my|our|these|those KIND|lines|batch|stuff / everything|all|it|them [of]
        / every order|row|parcel|one|line
        / the whole|entire|full file|thing|batch|list|lot
    """,
    "KIND": "orders|order|ones|parcels|shipments|rows|packages|customers|boxes|addresses|deliveries",
    "MANY": "orders|ones|parcels|shipments|rows|packages|customers|boxes|addresses|deliveries",
    "WHICH": """
        [only|just] all|the|my|every|any|only|just [of] [the|my|our] {filter:place} KIND [only]
        / {filter:place} orders|parcels|shipments|packages|customers [only]
        / [but|and] only|just [the|those|all] [KIND] [for|to|in|going|from|of] [to] [the] {filter:place} [KIND]
        / [KIND] [for|to|in|going] [to] [the] {filter:place} only
        / [KIND] to|heading|going [to] {filter:place} / [KIND] to|for [the|all]* KIND in|from {filter:place}
        / [the] KIND for [the] {filter:place}
        / only|just MANY|those [that|with|where|whose] {filter} / only|just [where] {filter}
        / [only|just|the]* [MANY|those|everything] [that|where|whose|of|with|weighing] {filter:told} [only|KIND]
        / [only] [KIND|those] where|whose {filter} / [KIND] {filter:exception}
        / [only|just|the]* {filter:span} [only] / that|which go|goes|ship|ships to [the] {filter:place}
    """,
    "SERVICE": """
        [and|but] [use|using|via|by|with|as|on|through|at|service|make|do|go] [it|them|everything] [the|a]
          [ups] [service] {service} [service|shipping|delivery] [for|on]
          [all|everything|them|it|these|those|each] [of] [them|it|these|those]
        / [the|use] [ups] service [is] {service}
        / [use|using|via|by|with] [ups] service code|number {service:service_code}
    """,
    "SHEET": """
        [and|the|use|using] [on|from|in|of] [the] sheet|tab|worksheet|sheets [named|called|number|no]
          {sheet}
        / [on|from|in|use|using] [the|its] {sheet:sheet_before} sheet|tab|worksheet
    """,
    "SKIPPING": """
        [with] without|no|skip|skipping|bypass [asking|any|the|showing|a|me|need] [for|me] [a|the|any]
          ASKS|asking|approval|checking|questions [first|asked|please|step|me|us]
        / (dont / do not
        / no need to) ASKING_ME|show|showing [me|us] [for|a|the] [ASKS] [first|again|anything] / [i] (dont
        / do not / no) need|want|bother [with] [to] [see] [a|the|any] ASKS
        / no ASKS [is] needed|required|necessary|wanted
    """,
    "BATCH_MODE": """
        [in|on|with|using|and|as] [full|fully] auto|automatic|automatically|autopilot|unattended [mode]
          <mode=auto>
        / [but|and] SKIPPING [[and] just SHIP_VERB|go [ahead] [it|them|everything|all]] <mode=auto>
        / mode auto <mode=auto>
        / [but|and|please] ask|check|confirm [with] [me|us] [first|before] [SPEND|SHIPPING] <mode=confirm>
        / [but|and] [please] show|give [me|us] [a|the|it] [preview] first <mode=confirm>
        / [but|and] [with] [a|the] preview first <mode=confirm>
        / [but|and] with [a|the] preview|confirmation <mode=confirm>
        / [in|with|using] confirm|manual|confirmation|preview mode <mode=confirm>
        / [but|and] let me see|check|approve|look|review|confirm [it|them|that|everything] first <mode=confirm>
        / mode confirm <mode=confirm> / [but|and] preview [it] first <mode=confirm>
        / confirm first <mode=confirm>
        / [but|and] i want to see|check|approve [it|them / a preview] first <mode=confirm>
    """,
    "INCLUDING": """
        including|include|incl [the] [KIND|those] [that|which|were|are|have|was|been]* [already]
          shipped [already|before] [KIND|too|again] <including_shipped>
        / even|also|plus|and|with [the] KIND|those [that|which] [were|are|have|was|been]* [already]
          shipped [already|before] [too|again] <including_shipped>
        / even|also|plus|and|with [the|those] [already] shipped [already|before] KIND [too|again] <including_shipped>
        / even|also|plus [the|those] already shipped [too|again] <including_shipped>
        / [KIND] [again] including shipped <including_shipped>
    """,
    "ANYWAY": """
        anyway|anyways|regardless <anyway>
        / even if|though its|it|the [is|file] [is|still] open [in] [excel|libreoffice|calc|another]
          [program] <anyway>
        / although [it|its] [is] open [in] [excel] <anyway>
    """,
    "MANNER": """
        PLEASE|WHO|and|now|asap|immediately|then|too|ok|again|ups|today|instead|all|also|next / right now|away
        / straight away / at once / by|via|with|through|using ups
        / for me|us / if you please
    """,
    "SHIP_PART": """
        ORDERS|WHICH|SERVICE|SHEET|BATCH_MODE|INCLUDING|ANYWAY|MANNER / [FROM] SOURCE
        / [FROM] [the|my] KIND FROM SOURCE
    """,
    "SHIP_LEAD": """
        BEFORE|BATCH_MODE|SERVICE / [from|take|load|open|read|import|upload|use] SOURCE [and|then] / lets get
        / next|another [file|one|batch|list] / GLAD
    """,
    "SHIP_LINE": """
        SHIP_LEAD* [SERVICE to] SHIP_VERB SHIP_PART*
        / SHIP_LEAD* do SOURCE SHIP_PART*
        / SHIP_LEAD* get|have [ORDERS|WHICH] [FROM] SOURCE SHIP_PART* GONE SHIP_PART*
        / SHIP_LEAD* i|we want|need [to get] [ORDERS|WHICH] [FROM] SOURCE GONE SHIP_PART*
    """,
    "GONE": "shipped|sent|dispatched [out] / out [the door] / moving|going",
    # shown only
    "NOT_SHIPPING": """
        [but|and] (dont / do not / never
        / not) ship|send|buy|run|purchase [it|them|anything|any|yet|these] [labels|yet]
        / [but|and] no|without|not shipping|buying|sending|purchase|purchases|purchasing|labels
          [yet|anything|it|them]
        / [but|and] nothing bought|shipped|else
        / [just|only] [a] preview|looking|checking|quote|estimate [only] / as [a] preview|test|dry [run]
        / dry run [only] / test run
    """,
    "PREVIEW_VERB": """
        preview|previewing|quote|rate|price|estimate|validate|simulate|test|dryrun|check|calculate
          [out|for|of|up]
        / dry|test|trial run [of|for|on|with]
        / [do|give|make|show|get|run|i|want|need] [me|us|want|need] [a|an|the]
          preview|quote|estimate|prices|costs|price|cost|simulation|total [of|for|on|to]
          [ship|send|shipping|sending]
        / [do|run|make] [a|the] dry|test|trial run [of|for|on|with]
        / SHOW what|how [much] [[it] would|will|does [it] [cost] [to] [ship|send]]
        / how much to ship|send / (whats
        / what is|are) the [exact|full|total|shipping]* total|cost|costs|price|postage for|of|on
        / how much|many would|will|does|do|is|it [it] [would] [cost|be|costs] [me|us] [to] [ship|send|for]
        / what would|will|does|do [it|be] [cost|the] [cost] [to|of] [ship|send|shipping] / only preview
        / show [me|us] / see / look at|into|through
    """,
    "COSTING": "cost|costs|total|be|take / would|will cost|be|come [to]",
    "PREVIEW_LEAD": """
        BEFORE|NOT_SHIPPING|SERVICE / can|could i|we [get|have|see] / let me|us see|preview|check / ASKING
    """,
    "PREVIEW_LINE": """
        PREVIEW_LEAD* PREVIEW_VERB [only SOURCE] (SHIP_PART|NOT_SHIPPING|COSTING|ASKED)* [only]
        / SHIP_LEAD* SHIP_VERB SHIP_PART* NOT_SHIPPING SHIP_PART*
        / [i] [only|just] want to PREVIEW_VERB (SHIP_PART|NOT_SHIPPING)*
        / (dont / do not) ship|send|buy|run SHIP_PART* [just|only|but|instead|please|first]* PREVIEW_VERB
          [it|them|that|first|instead|only|please]*
    """,
}
