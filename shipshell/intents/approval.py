"""The closed grammar of yes and no: a sentence approves only if every word of it is accounted for.

An approval is made of parts. Some say yes by themselves (`yes`, `ship it`, `looks good`), some support a yes but are
none (`checked it twice`, `totals match my sheet`), and a rider may change the mode. One of the first kind is needed,
and nothing else may be there. A refusal needs less care: a plain no, and whatever explains it without turning it round.
"""

from __future__ import annotations

_YES = {
    "GLUE": "and|so|then|now|just|well|hey|oh|also|PLEASE|WHO / go on and",
    "YES": """
        yes|yep|yeah|yup|ya|yea|yeh|ye|yah|aye|sure|ok|okay|okey|k|kk|okie|alright|absolutely|definitely|
          certainly|y|affirmative|roger|agreed|yessir|fine|perfect|indeed|👍|👌|✅|🆗|💯|DECIDED
        / of course / all right / sounds good|great|fine|perfect|right / by all means / green light
        / thumbs up / sure thing / for sure / you bet / aye aye / okie dokie
    """,
    "DECIDED": "approve|approved|confirm|confirmed|lgtm|accepted|greenlight|okayed",
}

_ACT = {
    "THINGS": """
        rows|orders|parcels|packages|shipments|labels|boxes|batch|batches|lot|thing|file|list|job|ones|items
    """,
    "ALL_THINGS": "[all|both] [of] [THE] [whole|entire|full|complete] [{_count}] THINGS / all {_count}",
    "WHOLE": """
        [all] [of] it|them|em|these|those|this|that / it|them|em|these|those|this|that all
        / all|everything|both|ALL_THINGS / the lot
        / every|each [single|last] one|row|order|parcel|package|shipment|label|box
    """,
    "DO": """
        ship|send|run|execute|process|release|dispatch|submit|fire|launch|start|begin|approve|confirm|
          accept|push|buy|purchase|finalize|finalise|authorize|authorise|complete|commit|order|book
    """,
    "SO": """
        now|immediately|asap|already|anyway|anyways|anyhow|regardless|then|PLEASE|WHO
        / right|straight away|now / at once / this minute|instant / as [it|they] is|are|shown|planned
        / as it stands / for me|us / right ahead
    """,
    "LEAD": """
        just|simply|now|then|so|and|PLEASE|WHO|do / go [on|ahead] and / go / you can|may [now]
        / i want you to / lets / let us / happy|good to
    """,
    "ACT": """
        LEAD* do WHOLE SO* / LEAD* DO [WHOLE] [off|out|through] SO* / LEAD* DO off|out|through WHOLE SO*
        / LEAD* go|proceed|continue|engage|roll [ahead] SO* / LEAD* go ahead with WHOLE SO*
        / LEAD* proceed|continue with|to WHOLE|shipping|ship|shipment|payment SO*
        / LEAD* start|begin shipping|sending WHOLE* SO* / LEAD* DO the shipping|sending|shipments SO*
        / LEAD* get WHOLE out|moving|going|shipped [the] [door] SO* / go for it / go on [then|ahead]
        / carry on / send|ship|push|launch away / make it so|happen / fire away / have at it
        / off you|we|they go / away you|we|they go / let [it|them|er|her|em|this|him] rip|fly|roll|run
        / hit it|send|go / crack on / pull the trigger / full steam|speed ahead / all systems go
        / get going|on with it / get it|them done SO* / good|free|clear to go|ship|proceed
        / you have my approval|blessing|ok|okay|permission / you have my go ahead
        / i approve|accept|confirm|authorize|authorise [WHOLE] / i give my approval|ok|okay
        / consider it|this|them approved|done
    """,
}

_PRAISE = {
    "SUBJECT": """
        it|its|this|these|those|they|theyre|everything|everythings|all|alls|ALL_THINGS
        / [and] all of it|them|this|these|those / it all / this|these|they all
        / the|this preview|overview|summary|table|plan|whole / everything here
    """,
    "LOOKS": "looks|look|looking|is|are|sounds|reads [to be]",
    "VERY": "all|very|really|so|just|perfectly|totally|absolutely|exactly|completely|super|now|entirely",
    "GOOD": """
        good|fine|great|right|correct|perfect|ok|okay|alright|excellent|clean|solid|awesome|lovely|accurate|
          splendid|brilliant|wonderful|amazing|fantastic|beautiful|ace|tidy|neat|nice|sound|dandy|grand
        / in order / as [i] expected|planned|wanted / as it should [be] / spot on
        / good|ready|set to go|ship|proceed / all set|right / a ok / just|exactly fine|right|great
    """,
    "FOR_ME": "to|for|by|with me|us / from here / from|on|at my|our|this side|end / here",
    "PRAISE": """
        SUBJECT LOOKS VERY* GOOD [FOR_ME] / looks|looking|sounds VERY* GOOD [FOR_ME]
        / SUBJECT VERY* GOOD [FOR_ME] / is [very] good|fine|ok|okay FOR_ME / VERY* GOOD FOR_ME
        / that|thats [is|looks] VERY* good|fine|ok|okay|great|perfect|alright [FOR_ME]
        / [that|this|it] works for me|us / [it] [all] checks out / SUBJECT checks|adds out|up
        / I_AM good|ready|set to go|ship / I_AM [very] happy|satisfied|pleased|fine|good|ok|okay with WHOLE
    """,
}

_SUPPORT = {
    "DETAIL_NAME": """
        total|totals|price|prices|pricing|cost|costs|number|numbers|count|counts|figures|address|addresses|
          name|names|weight|weights|rate|rates|service|services|quantity|quantities|zip|zips|amount|amounts|
          math|maths|sheet|warnings|details|data|recipients|sizes|dimensions|postage|THINGS
    """,
    "DETAIL": "[all|both] [THE] [{_count}] DETAIL_NAME [[and] [the] DETAIL_NAME]",
    "CHECKED": """
        checked|verified|reviewed|validated|inspected|read|compared|counted|rechecked|seen|scanned|matched|
          corrected
        / looked|gone|went at|over|through / double|triple checked
    """,
    "HAVE": "i|we|ive|weve|just|already / i|we have|just|already|ve",
    "TWICE": """
        twice|again|thoroughly|carefully|already|myself|ourselves|closely / two|three|couple times
        / line by line / one by one / row by row
    """,
    "HAVE_CHECKED": """
        HAVE* CHECKED [WHOLE|DETAIL] [TWICE] [against|with|to {_thing}]
        / WHOLE|DETAIL CHECKED [TWICE] [against|with {_thing}] / all WHOLE|DETAIL CHECKED
    """,
    "WARNED": """
        ignore|disregard|forget [about] THE_WARNINGS / never mind THE_WARNINGS
        / i know|saw|understand|accept|read|seen [about] THE_WARNINGS
        / THE_WARNINGS is|are fine|ok|okay|expected|harmless|known|nothing
        / THE_WARNINGS noted|accepted|understood / dont|not (mind / worry|care about) THE_WARNINGS
        / despite THE_WARNINGS
    """,
    "THE_WARNINGS": "[all] [the|those|these|that|any] warnings|warning|risk|risks",
    "NOTHING": """
        no|zero [more|further|other]
          changes|issues|complaints|problems|problem|objections|questions|edits|corrections|errors|mistakes|
          worries|remarks|comments
          [FOR_ME|needed|from me]
        / nothing [else|more|left] to change|add|fix|correct|edit / nothing wrong|missing [here]
        / i see|have|found no issues|problems|errors|mistakes|objections|complaints / (dont / do not
        / no need to) wait|ask|stop|hesitate [for] [me|us|again] / no need to check|confirm [again|further]
    """,
    "SIGNED": """
        [{_thing}] signed|approved|okayed|cleared|authorized|authorised [WHOLE] [off] [WHOLE]
        / signed off [on] [WHOLE] [by {_thing}]
    """,
    "CHEERFUL": """
        good|fine|great|correct|perfect|excellent|awesome|lovely|brilliant|wonderful|amazing|fantastic|nice|neat
    """,
    "CHEER": """
        cool|super|sweet|yay|finally|bingo|CHEERFUL / nice|good|great one|work|job|stuff / well done
        / no problem|problems / good to know
    """,
    "SUPPORT": """
        HAVE_CHECKED|WARNED|NOTHING|SIGNED|CHEER / VERY* CHEERFUL / DETAIL LOOKS VERY* GOOD [FOR_ME]
        / seems|is VERY* GOOD [FOR_ME] / DETAIL VERY* GOOD [FOR_ME]
        / DETAIL|SUBJECT match|matches|agree|agrees|tally|tallies [up] [with|to] [{_thing}]
        / DETAIL add|adds up / thats|that|this|it|its [is|looks] right|correct
        / thats|that|this|it|its [is] the right|correct one|batch|list|file|THINGS
        / [SUBJECT] all there|done|set|here|accounted [for]
        / I_AM [all] ready|done|set|sure|certain|happy [now] / i know|understand|agree [it|that|this]
    """,
}

_APPROVAL = {
    "LEADING": "GLUE|SUPPORT|YES",
    "CORE": "ACT|PRAISE|DECIDED",
    "FOLLOWING": "LEADING|CORE|RIDER",
    "RIDER": "SET_MODE",
    #: A mode asked for after a mere `ok` is no approval; after `yes` it takes an `and`.
    "APPROVAL": "[right] (LEADING* CORE FOLLOWING* / LEADING* YES (GLUE|SUPPORT|YES)* [and|also RIDER_AFTER_YES])",
    "RIDER_AFTER_YES": "[then|also|please] SET_MODE",
}

_AGAIN = {
    "RESTARTED": """
        [please|and] restart|redo|rerun|reship|resend|repeat [WHOLE] [again|anyway] [from the [very]
          top|start|beginning]
        / start [over|again|fresh] from the [very] top|start|beginning
        / start|restart over|again [from scratch] / [restart] from the top|start|beginning
        / [restart] from scratch
    """,
    "DUPLICATED": """
        [please] create|make|allow|accept|buy|want|ship [the|those|these|some] [new] duplicate|duplicates
          [shipments|labels|ones]
        / [the] duplicates|duplicate [shipments|labels] are|is fine|ok|okay|wanted|intended
        / duplicates please / i [really|do] want|mean that|it|this|THE_DUPLICATES
        / i want to restart [it|WHOLE]
        / i (dont / do not) care|mind [about] [it|that|THE_DUPLICATES]
        / thats|that|this|it|its [is] [exactly] what i [want|wanted|need|mean|meant]
        / i know|understand|accept [about] [it|that|this|THE_DUPLICATES|THE_WARNINGS]
        / I_AM sure|aware|certain [of it|that] / WARNED / ship|send|buy WHOLE again [please]
        / ship|send|buy WHOLE twice / twice|again is fine|ok
    """,
    "THE_DUPLICATES": "[the|those|these|some] duplicates|duplicate [shipments|labels]",
    "AGAIN_PART": "GLUE|DUPLICATED|RESTARTED|NOTHING",
    "APPROVAL_AGAIN": "AGAIN_PART* YES|ACT (AGAIN_PART|YES|ACT)*",
}

_NO = {
    "NO": """
        no|n|nope|nah|nay|nop|never|negative|👎 / no way|thanks|thank|chance|sir / not a chance
        / hell|heck|god no / absolutely|certainly|definitely|please not|no / of course not / not at all
        / not happening / rather not / not this|these|that|those|it [batch|one|file|list|ones|orders|time]
        / thumbs down / on no account
    """,
    "DISCARD": """
        cancel|scrap|abort|discard|reject|bin|kill|toss|trash|ditch|dump|drop|forget|delete|nix|decline|
          stop|scratch|axe|chuck|junk|nuke|refuse|withdraw|halt|rejected|cancelled|canceled|dismiss|deny|
          abandon|shred|skip|erase
        / get rid of / call off / back out of / pull the plug on
    """,
    "REFUSED": """
        it|them|em|these|those|this|that|all|everything|one / all of it|them|this|these|those
        / THE [whole|entire] REFUSED_NAME / [the] lot / it all / this|that one / about it|this|them
    """,
    "REFUSED_NAME": "THINGS|preview|run|plan|upload|request|approval|order|shipment",
    "DISCARDED": """
        [lets|i|we] [want|wanna|would] [like] [to] DISCARD [REFUSED]
          [off|out|away|altogether|completely|entirely|all]
        / throw|toss|chuck|bin|call REFUSED away|out|off / throw|toss|chuck away|out REFUSED / never mind
        / nevermind / back out / [i] changed my mind / wrong file|batch|list|one|sheet|orders|month|week|day
        / lets not [do] [REFUSED] / take it|them back / leave it
    """,
    "DONT": "dont|never|cannot|cant|wont / do|will|must not / not",
    "FORBID": """
        [i|we] DONT SPEND|go|proceed|continue|approve|do|start|release|restart|dispatch [ahead] [any|with]
          [of] [REFUSED|anything]
        / none of REFUSED should|can|must|may|is|are [be] go|ship|going|shipped|sent [out]
        / [i|we] dont want [to] [ship|send|approve|buy|pay|proceed|do|restart] [for] [REFUSED]
        / [I_AM] not shipping|sending|approving|buying|paying|doing|approved [for] [REFUSED]
        / i|we disapprove|refuse|decline
    """,
    "NO_GLUE": """
        ok|okay|oh|ah|actually|sorry|well|so|um|argh|ugh|oops|damn|and|then|now|all|again|PLEASE|WHO
        / on second thought|thoughts
    """,
    "NO_PART": "NO_GLUE|NO|DISCARDED|FORBID",
    "REFUSAL": "NO_PART* NO|DISCARDED|FORBID NO_PART* [{_excuse}] / {_reason} DISCARDED NO_PART*",
}

ANSWER_RULES: dict[str, str] = {**_YES, **_ACT, **_PRAISE, **_SUPPORT, **_APPROVAL, **_AGAIN, **_NO}
