"""How people ask for a mode: `set mode auto`, `stop asking me`, `never ship without my say so`."""

from __future__ import annotations

_TO_AUTO = (
    "SWITCH|back [OBJECT] [over|back]* INTO TO_AUTO|TO_CONFIRM|TO_CAUTION [mode] [on]",
    "SET [OBJECT] [over|back|the]* TO_AUTO|TO_CONFIRM [mode] [on]",
    "go TO_AUTO",
    "go manual <mode=confirm>",
    "[SWITCH] [the|my] mode [back|over|to|on|into|in|is|be]* MODE_NAME [mode]",
    "TO_AUTO mode|on / TO_AUTO mode on",
    "NO_MORE [with] [the|all|my|any|those|these] ASKS WHEN* <mode=auto>",
    "no ASKS LASTING <mode=auto>",
    "turn|switch|set|put|flip [the|all|my|these|those] ASKS off <mode=auto>",
    "DONT_ASK ASK_ME|ASK_US WHEN* <mode=auto>",
    "i|we DONT WISH_FOR [see] [the|any|more|a]* ASKS WHEN* <mode=auto>",
    "i|we DONT WISH_FOR (be asked / CONFIRM_IT EVERY [BATCHES]) WHEN* <mode=auto>",
    "UNASKED LASTING",
    "LASTING [just] UNASKED",
    "[just|always] SPEND [things|batches|stuff|orders] without UNASKED_FOR <mode=auto>",
)

_TO_CONFIRM = (
    "TO_CONFIRM mode|on / TO_CONFIRM mode on / TO_CAUTION mode",
    "OFF [with|of] [the] auto|automatic|autopilot [mode] <mode=confirm>",
    "[turn|switch|set|put] [the] auto|automatic|autopilot [mode] off <mode=confirm>",
    "no [more] auto|automatic [mode] <mode=confirm>",
    "ALWAYS ASK_US|ASK_ME|CONFIRM_IT WHEN* <mode=confirm>",
    "ASK_FOR WHEN WHEN* <mode=confirm>",
    "ask me|us <mode=confirm>",
    "ask BEFORE_SHIPPING <mode=confirm>",
    "i|we|id [would] WISH_FOR TO_CONFIRM mode",
    "show|give me|us [a|the] ASKS [first] EVERY|LASTING|BEFORE_SHIPPING WHEN* <mode=confirm>",
    "ASK_ME EVERY [BATCHES] WHEN* <mode=confirm>",
    "i|we|id [would] WISH_FOR CONFIRM_IT EVERY [BATCHES] WHEN* <mode=confirm>",
    "i|we|id [would] WISH_FOR [see] [a|the] ASKS EVERY|again|back [BATCHES|on] WHEN* <mode=confirm>",
    "dont|never SPEND [anything|IT|things|a] [BATCHES] [again] without PERMISSION <mode=confirm>",
    "do not [ever] SPEND [anything|IT|things] without PERMISSION <mode=confirm>",
    "nothing ships|goes|leaves [out] without PERMISSION <mode=confirm>",
    "SET|SWITCH_ON [the|all|my] [the] ASKS [back|on] [on|again] <mode=confirm>",
    "the|my ASKS back [on] <mode=confirm>",
)

MODE_RULES: dict[str, str] = {
    "MODE": " / ".join((*_TO_AUTO, *_TO_CONFIRM)),
    "SET_MODE": "[TIME] MODE TIME*",
    "MODE_NAME": "TO_AUTO / TO_CONFIRM / TO_CAUTION",
    "TO_AUTO": """
        auto|automatic|automatically|autopilot|unattended|handsfree|automode <mode=auto>
        / hands free <mode=auto>
    """,
    "TO_CONFIRM": """
        confirm|confirmation|confirming|manual|manually|preview|previewing <mode=confirm>
    """,
    "TO_CAUTION": "safe|review|approval|asking|ask <mode=confirm>",
    "OBJECT": "me|us|it|things|everything",
    # verbs
    "SET": """
        set|switch|change|turn|put|flip|toggle|use|enable|activate|make|keep|engage|bring|restore|enter|start / set up
        / SWITCH_ON
    """,
    "SWITCH_ON": "turn|switch on",
    "SWITCH": "SET|go|move|run|work|shift|stay|be",
    "INTO": "to|in|into|on [the|full|fully]*",
    "NO_MORE": """
        disable|deactivate|remove|skip|stop|lose|hide / turn|switch|shut off / no more / get rid of / do away
    """,
    "OFF": """
        disable|deactivate|kill|remove|skip|stop|leave|quit|exit|lose|drop|end|cancel / turn|switch|shut off
        / no more / get rid of / get|switch|go out of / turn|switch|go away from / do away
    """,
    "DONT": "dont / do not",
    "DONT_ASK": """
        DONT|never|stop|quit [need|have|bother] [to] / no need to
        / you DONT|neednt [need|have] [to] / you can|may stop
    """,
    "WISH_FOR": "want|need|like|prefer|wish [to]",
    "SPEND": "ship|send|buy|run|execute|process|purchase|print",
    "CONFIRM_IT": "approve|confirm|review|check|preview|ok|see|okay|authorize|authorise",
    "ASKING_ME": """
        ask|asking|check|checking|confirm|confirming|prompt|prompting|bother|bothering|bug|bugging|nag|nagging
    """,
    "ASK_ME": """
        ask|asking|confirm|confirming|prompt|prompting
          [with] [me|us] [for|a|the|with|any|my]* [approval|permission|ok|ASKS] [again|first]
        / ASKING_ME [with] me|us [for|a|the|with|any]* [approval|permission|ok|ASKS] [again|first]
    """,
    "ASK_US": "show|showing|give|giving [me|us] [the|a|any|more] ASKS / wait|waiting for my PERMITTING",
    "ASK_FOR": """
        ask|check|confirm|asking|checking|confirming [with] me|us [for|a|the|my]* [approval|permission|ok|ASKS]
        / ask|asking|wait|waiting for my PERMITTING / start ASK_ME
    """,
    "ALWAYS": """
        always / from now on [out] [always] / from here on [out] [always] / i want you to [always]
        / you must|should always / make sure to|you [always]
    """,
    # what is asked
    "ASK_NAME": """
        confirmation|confirmations|confirm|preview|previews|prompt|prompts|questions|approval|
          approvals|review|reviews
    """,
    "ASKS": "ASK_NAME / ASK_NAME step|steps|mode|screen|screens|prompt|prompts|stage|question|questions / asking",
    "UNASKED": """
        [just] SPEND automatically <mode=auto>
        / [just] SPEND [IT|things|batches|stuff] without UNASKED_FOR <mode=auto>
        / [just] SPEND IT|things|batches|everything automatically <mode=auto> / without UNASKED_FOR <mode=auto>
    """,
    "UNASKED_FOR": "ASKS|asking|checking|confirming [me|us]",
    "PERMITTING": "say|saying|ok|okay|approval|yes|confirmation|permission|consent|word|go|blessing [so|ahead]",
    "PERMISSION": """
        asking|confirmation|confirming|approval|permission|checking|preview|previewing|telling [with]
          [me|us] [first|before]
        / my|our|me PERMITTING|approving|confirming [it|first] / my explicit|express approval|consent|ok|permission
        / a preview|confirmation|yes [first] / showing me [first|the|a] [preview]
    """,
    # when
    "WHEN": "first|again|back|it|them|BATCHES|TIME|EVERY|BEFORE_SHIPPING / any more",
    "BEFORE_SHIPPING": "before|about|for [THE|EVERY] SHIPPING|BATCHES",
    "SHIPPING": """
        shipping|sending|buying|running|purchasing|spending|executing [IT|anything|labels|stuff|things|a]
          [batch]
        / SPEND [IT|anything|stuff|things|labels|a] [batch]
        / you|we SPEND [IT|anything|stuff|things|labels|a] [batch] / it ships|goes|runs [out]
        / they ship|go [out] / anything ships|goes [out]
        / any shipping|purchase|money|label [is] [bought|spent]
    """,
    "EVERY": "every|each|any|all [single] / before|for|at|on|about|with every|each|any|all [single]",
    "BATCHES": """
        batch|batches|time|times|order|orders|shipment|shipments|file|job|jobs|label|labels|purchase|one|run|of|
          them
    """,
    "LASTING": """
        always|forever|anymore / from now|here|on|onwards|onward [out] / from now|here on [out]
        / from this point [on] / next time / every time / going forward / in [the] future / for good
        / for all|every [batches|batch] / for the rest|others|following|next [ones|batches]
    """,
    "TIME": """
        LASTING|after|afterwards|afterward|again|now|next|too|today / after this|that|it [one|batch]
        / from now|here forward / this session|day|week / for the rest|others|next|following [one|batch|time|orders]
        / for THE batch|batches|session|orders|others|rest|day / once [its|thats|this|it] [is] done
    """,
}
