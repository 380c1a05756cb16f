"""The closed grammar of yes: a sentence approves only if every word of it is accounted for.

An approval is made of parts. Some say yes by themselves (`yes`, `ship it`, `looks good`), some support a yes but are
none (`checked it twice`; see `support.py`), and a rider may change the mode. One of the first kind is needed, and
nothing else may be there.
"""

from __future__ import annotations

_YES = {
    #: What leads to a part of the answer, and what may hang on to one.
    "LINK": """
        and|so|just|well|hey|also|hell|heck|damn|ugh|very|now|then|FOREIGN_YES / go on and / hurry up|it [and]
    """,
    "TAG": """
        now|then|PLEASE|WHO / comma|period / full stop / exclamation mark|point / enough talk / right now|away
    """,
    "FOREIGN_YES": "ja|jup|jep|jawohl|si|oui|da|hai|haan",
    "YES": """
        PLAIN_YES|DECIDED / of course / all right / sounds good|great|fine|perfect|right
        / by all means / green light [FOR_ME / from me]
        / thumbs up / sure thing / for sure / damn|quite|too right / you bet / aye aye
        / please|pls|plz do [so] / permission granted
        / you|youve have|got|ve [got] my [full] approval|blessing|ok|okay|permission
        / you have [got] my go ahead
    """,
    "PLAIN_YES": """
        yes|yep|yeah|yup|ya|yea|yeh|ye|yah|aye|sure|absolutely|definitely|certainly|y|affirmative|roger|agreed|
          yessir|fine|perfect|indeed|agree|👍|👌|✅|✔|🆗|💯
    """,
    #: Alone it says yes; with thanks or a vocative it may only say that the person is still there.
    "OK": "ok|okay|okey|k|kk|okie|alright / okie dokie",
    "DECIDED": "approve|approved|authorized|authorised|confirm|confirmed|lgtm|accepted|greenlight|okayed",
}

_ACT = {
    "PARCELS": "orders|parcels|packages|shipments|shipment|labels|boxes|batch|batches|lot|thing|job",
    "LISTED": "rows|file|list|ones|items",
    "THINGS": "PARCELS|LISTED",
    #: A number of things is all of them only where it says so; which number that is, what was shown must bear out.
    "COUNTED": "(all [of] [THE] / THE) {count}",
    "BOTH": "both [of] [THE] <count=2>",
    "ALL_THINGS": "[all] [of] [THE] [whole|entire|full|complete] THINGS / COUNTED|BOTH THINGS",
    "ALL_PARCELS": "[all] [of] [THE] [whole|entire|full|complete] PARCELS / COUNTED|BOTH PARCELS",
    "THOSE": """
        [all] [of] it|them|em|these|those|this|that / it|them|em|these|those|this|that all / the same
        / all|everything / both [of them|these|those] <count=2> / the lot
        / ALL_COUNTED
        / every|each [single|last] one|row|order|parcel|package|shipment|label|box
    """,
    "ALL_COUNTED": "all [of] [the] {count} [of them|these|those]",
    "WHOLE": "THOSE|ALL_THINGS",
    #: What goes with a verb that can mean more than to ship: `run the list` may look through it.
    "GOODS": "THOSE|ALL_PARCELS",
    "DO": """
        ship|send|run|execute|process|release|dispatch|submit|fire|launch|start|begin|approve|confirm|
          accept|push|buy|purchase|finalize|finalise|authorize|authorise|commit
    """,
    "DONE": """
        DO [GOODS] / ship|process|approve|confirm|accept|buy WHOLE / send [all] [the|these|those|my|our] rows|ones|items
        / approve|confirm|accept [the|this] preview / complete|book THOSE|THE_ORDER / order it
        / buy|purchase [the] postage
        / order the|these|those|my|our labels|shipments
    """,
    "THE_ORDER": "[the|this|my|our] order|batch|shipment|shipments|purchase|job",
    "THROUGH": "ship|send|process|release|dispatch|submit|push|buy|put",
    "SO": """
        now|immediately|asap|already|anyway|anyways|anyhow|regardless|then|PLEASE|WHO
        / right|straight away|now / at once / this minute|instant / as [it|they] is|are|shown|planned
        / as it stands / for me|us / right ahead
    """,
    "LEAD": """
        just|simply|now|then|so|and|PLEASE|WHO|do|hereby|formally|officially / go [on|ahead] and / go
        / you|u can|may [now] / we can [now] / i|we want to / i|we|id|wed [would] like to
        / [i am|have] happy|pleased|glad to
        / i want you to / lets / let us / happy|good to
    """,
    "ACT": """
        LEAD* do GOODS SO* / LEAD* DONE [off|out] SO* / LEAD* DO off|out GOODS SO*
        / LEAD* THROUGH [GOODS] through SO* / LEAD* THROUGH through GOODS SO*
        / LEAD* go|proceed|continue|engage|roll [ahead] SO* / LEAD* go ahead with WHOLE SO*
        / LEAD* proceed|continue [on|ahead] to DONE SO*
        / LEAD* proceed|continue|go [ahead] with|to|for [the] WHOLE|shipping|ship|shipment|payment|purchase SO*
        / LEAD* make|create|generate|buy|purchase THE_LABELS SO*
        / LEAD* start|begin shipping|sending WHOLE* SO* / LEAD* DO the shipping|sending|shipments SO*
        / LEAD* get WHOLE out|moving|going|shipped|done [the] [door] SO* / LEAD* get WHOLE over with SO*
        / LEAD* roll WHOLE [out] SO* / LEAD* run|go with it|them|this|these|that SO*
        / LEAD* print THE_LABELS and DONE SO*
        / LEAD* go ahead and print [all] [the|my] labels SO* / LEAD* post|mail WHOLE [out] SO*
        / LEAD* pay for WHOLE [and DONE] SO* / LEAD* pay and DONE SO* / LEAD* get shipping|cracking SO*
        / charge it|me SO* / charge my|our|the account|card [and DONE] SO*
        / [its] time to DONE / punch it
        / go for it / go on [then|ahead]
        / carry on / send|ship|push|launch away / make it so|happen / fire away / shipit|sendit SO* / have at it
        / off|away|out you|we|they|it go|goes / let [it|them|er|her|em|this|him] rip|fly|roll|run
        / let [it|them|this] go out
        / hit it|send|go / crack on / pull the trigger / full steam|speed ahead / all systems go
        / [PLEASE|just|now|and]* get going SO*
        / LEAD* get going|on with it / get it|them done SO* / [youre / you are] good|free|clear to go|ship|proceed
        / go for launch|liftoff|takeoff
        / LEAD* submit|place|complete|confirm|authorize|authorise [the|this|my|our] order SO*
        / LEAD* make|do the shipment|shipping|shipments SO* / LEAD* confirm|approve shipping|shipment SO*
        / i|we want WHOLE shipped|sent [out] SO* / LEAD* have THOSE shipped|sent [out] SO*
        / hit|press|push the [big] [green|red] button SO*
        / i|we [hereby|formally|officially|do|fully] approve|accept|confirm|authorize|authorise [WHOLE]
        / i give [you] my [full|complete]* approval|ok|okay|blessing [to DO WHOLE]
        / consider it|this|them approved|done
    """,
    "THE_LABELS": "[all] [the|my|these|those] labels|shipments / COUNTED labels|shipments",
}

_PRAISE = {
    "SUBJECT": """
        it|its|this|these|those|they|theyre|everything|everythings|all|alls|ALL_THINGS|ALL_COUNTED
        / [and] all of it|them|this|these|those / it all / this|these|those|they all / both [of them]
        / [the|this] preview|overview|summary|table|plan|whole / everything here
    """,
    "LOOKS": "looks|look|looking|is|are|sounds|reads|seems|seem [to be]",
    "VERY": "all|very|really|so|just|perfectly|totally|absolutely|exactly|completely|super|now|entirely",
    "GOOD": """
        good|fine|great|right|correct|perfect|ok|okay|alright|excellent|clean|solid|awesome|lovely|accurate|
          splendid|brilliant|wonderful|amazing|fantastic|beautiful|ace|tidy|neat|sound|dandy|grand
        / gud|gr8|gd / clear to go|ship / in order / as [i] expected|planned|wanted / as it should [be] / spot on
        / good|ready|set to go|ship|proceed / all set|right / a ok / just|exactly fine|right|great
    """,
    "FOR_ME": "to|for|by|with me|us / from here / from|on|at my|our|this side|end",
    "PLEASED": "[very|quite|fully] happy|satisfied|pleased|fine|good|ok|okay",
    "PRAISE": """
        SUBJECT [LOOKS] VERY* GOOD [FOR_ME|here] / looks|looking|sounds VERY* GOOD [FOR_ME|here]
        / is [very] good|fine|ok|okay FOR_ME / VERY* GOOD FOR_ME
        / that|thats [is|looks] VERY* good|fine|ok|okay|great|perfect|alright|right|correct [FOR_ME]
        / [that|this|it] works [for me|us] / we have a go / thats|its a go / it|that is a go
        / [it] [all] checks out / SUBJECT checks|adds out|up
        / [were / we are] good|ready|set to go|ship / all clear / I_AM good|ready|set to ship
        / ready|set to go|ship|send|roll / I_AM PLEASED with WHOLE|SEEN
        / [very|quite] happy|satisfied|pleased with WHOLE|SEEN
    """,
}

_APPROVAL = {
    "LEADING": "LINK|TAG|SUPPORT|CONCEDED|YES",
    "CORE": "ACT|PRAISE|DECIDED",
    "FOLLOWING": "LINK* TAG|SUPPORT|YES|CORE|RIDER",
    "RIDER": """
        SET_MODE / LASTING TO_AUTO / TO_AUTO LASTING [please]
        / [but|and] keep asking [me|us]|on TIME* <mode=confirm>
        / [but|and] stay|remain in confirm|preview|manual mode <mode=confirm>
    """,
    #: A mode asked for after a mere `ok` is no approval; after `yes` it takes an `and`.
    "APPROVAL": """
        [right] LEADING* CORE FOLLOWING* / oh just|please|and|yes|yeah|well|ok|okay LEADING* ACT|DECIDED FOLLOWING*
        / oh DO THOSE SO* / oh go on [then] TAG* / oh yes|yeah|yep|yup TAG*
        / [right] LEADING* YES (LINK* TAG|ASSENT|YES|OK|ALL_OF_IT)* [and|also|then RIDER_AFTER_YES]
        / [right] OK OK* [please|pls|plz]
    """,
    "ALL_OF_IT": """
        everything|all / all of it|them|these|those / [all] [of] the|these|those|my|our [whole|entire] PARCELS / the lot
        / all {count}
    """,
    "RIDER_AFTER_YES": "[and|then|also|please]* RIDER",
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
        [please] create|make|allow [it|them]
        / [please] create|make|allow|accept|buy|want|ship [the|those|these|some] [new] duplicate|duplicates
          [shipments|labels|ones]
        / [the] duplicates|duplicate [shipments|labels] are|is fine|ok|okay|wanted|intended
        / duplicates please / i [really|do] want|mean that|it|this|THE_DUPLICATES
        / i want to restart [it|WHOLE]
        / i (dont / do not) care|mind [about] [it|that|THE_DUPLICATES]
        / thats|its fine|ok|okay|alright / that|it is fine|ok|okay|alright
        / thats|that|this|it|its [is] [exactly] what i [want|wanted|need|mean|meant]
        / i know|understand|accept [about] [it|that|this|THE_DUPLICATES|THE_WARNINGS] / understood|noted
        / I_AM aware of THE_DUPLICATES|it|that / I_AM aware
        / I_AM sure|aware|certain [of it|that] / WARNED / ship|send|buy WHOLE again [please]
        / ship|send|buy WHOLE twice / twice|again is fine|ok
    """,
    "THE_DUPLICATES": "[the|those|these|some] duplicates|duplicate [shipments|labels]",
    "AGAIN_PART": "LINK|TAG|SURE|DUPLICATED|RESTARTED|NOTHING",
    "APPROVAL_AGAIN": "AGAIN_PART* YES|OK|ACT|SURE (AGAIN_PART|YES|OK|ACT)*",
    "SURE": """
        i|we do / I_AM sure|certain [of THE_DUPLICATES|it|that] / i know what i am doing
        / i know [that] it|they|this|these|those ARE_DUPLICATES
    """,
    "ARE_DUPLICATES": "[will|would] are|is|be|make|makes|create|creates [a|some] THE_DUPLICATES",
}

ANSWER_RULES: dict[str, str] = {**_YES, **_ACT, **_PRAISE, **_APPROVAL, **_AGAIN}
