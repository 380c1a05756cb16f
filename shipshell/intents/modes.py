"""How people ask for a mode: `set mode auto`, `stop asking me`, `never ship without my say so`."""

from __future__ import annotations

_TO_AUTO = (
    "SWITCH [me|us|it|things|everything] [over|back] [to|in|into|on] [the|full|fully] TO_AUTO [mode]",
    "[SWITCH] [the] mode [back|over] [to|on|into|in|is|be] [be] MODE_NAME [mode]",
    "TO_AUTO mode",
    "TO_AUTO [mode] on",
    "turn|switch|put|set|make [the] TO_AUTO [mode] on",
    "OFF [with] [the|all|my|those|these] ASKS <mode=auto>",
    "turn|switch|set|put|flip [the|all|my|these|those] ASKS off <mode=auto>",
    """
        stop|quit ASK_ME [EACH BATCHES] [before|for|about|to|with] [confirm|approve|THE]
          [SHIPPING|approval|permission|ASKS|BATCHES] <mode=auto>
    """,
    "dont|never [need|have|bother] [to] ASK_ME [again|anymore] [EACH BATCHES] [before SHIPPING] <mode=auto>",
    "do not ASK_ME [again|anymore] [EACH BATCHES] [before SHIPPING] <mode=auto>",
    "no need to ASK_ME [EACH BATCHES] [before SHIPPING] <mode=auto>",
    "UNASKED LASTING",
    "LASTING [just] UNASKED",
    "[just|always] SPEND [things|batches|stuff|orders] without UNASKED_FOR <mode=auto>",
)

_TO_CONFIRM = (
    "SWITCH [me|us|it|things|everything] [over|back] [to|in|into|on] [the] TO_CONFIRM [mode]",
    "TO_CONFIRM mode",
    "TO_CONFIRM [mode] on",
    "turn|switch|put|set|make [the] TO_CONFIRM [mode] on",
    "OFF [with|of] [the] auto|automatic|autopilot [mode] <mode=confirm>",
    "turn|switch|set|put [the] auto|automatic|autopilot [mode] off <mode=confirm>",
    "auto [mode] off <mode=confirm>",
    "no [more] auto|automatic [mode] <mode=confirm>",
    "ALWAYS ASK_ME [first] [TIME] [EACH [BATCHES]] [before|for|about] [EACH] [SHIPPING|BATCHES] <mode=confirm>",
    "[ALWAYS] ASK_ME [first] EACH [BATCHES] [before SHIPPING|EACH] <mode=confirm>",
    "[ALWAYS] ask|check|confirm [with] me|us [first] [before SHIPPING] [TIME] <mode=confirm>",
    "start asking|confirming|checking [with] [me|us] [again] [before SHIPPING|EACH [BATCHES]] <mode=confirm>",
    "ALWAYS show me|us [a|the] ASKS [first] [before SHIPPING] [EACH [BATCHES]] <mode=confirm>",
    "show me|us [a|the] ASKS [first] EACH BATCHES <mode=confirm>",
    "show me|us [a|the] ASKS [first] before SHIPPING <mode=confirm>",
    "i want|like|need|prefer to CONFIRM_IT EACH [BATCHES] [first|myself] [before SHIPPING] <mode=confirm>",
    "i would like|prefer to CONFIRM_IT EACH [BATCHES] [first|myself] [before SHIPPING] <mode=confirm>",
    "id like|prefer to CONFIRM_IT EACH [BATCHES] [first|myself] [before SHIPPING] <mode=confirm>",
    "never|dont SPEND [anything|IT|things|a] [BATCHES] [again] without PERMISSION <mode=confirm>",
    "do not [ever] SPEND [anything|IT|things] without PERMISSION <mode=confirm>",
    "nothing ships|goes|leaves [out] without PERMISSION <mode=confirm>",
    "SWITCH [on|the|all|my] [the] ASKS [back|on] [on|again] <mode=confirm>",
    "[i] [want|need] [the|my] ASKS back [on] <mode=confirm>",
    "i want to see [a|the] ASKS EACH [BATCHES] <mode=confirm>",
)

MODE_RULES: dict[str, str] = {
    "UNASKED": """
        [just] SPEND [IT|things|batches|stuff] without UNASKED_FOR <mode=auto>
        / [just] SPEND IT|things|batches|everything automatically <mode=auto> / without UNASKED_FOR <mode=auto>
    """,
    "UNASKED_FOR": "ASKS|asking|checking|confirming [me|us]",
    "LASTING": """
        always|forever|anymore / from now|here on|onwards|onward [out] / from this point [on] / next time / every time
        / going forward / in [the] future / for good / for all|every [batches|batch]
        / for the rest|others|following|next [ones|batches]
    """,
    "TIME": """
        after|afterwards|afterward|again|always|forever|anymore|now|next|too
        / after this|that|it [one|batch] / from now|here on|onwards|onward|forward [out] / from now
        / from this point [on] / next time / going forward / in [the] future
        / for the rest|others|next|following [ones|one|batch|batches|time] / for good / for all [batches]
        / every time / for THE batch|batches|session|orders|others|rest|day / today
        / once [its|thats|this|it] [is] done
    """,
    "TO_AUTO": """
        auto|automatic|automatically|autopilot|unattended|handsfree|automode <mode=auto>
        / hands free <mode=auto>
    """,
    "TO_CONFIRM": """
        confirm|confirmation|confirming|manual|manually|preview|previewing|safe|review|approval|asking|ask
          <mode=confirm>
    """,
    "MODE_NAME": "TO_AUTO / TO_CONFIRM",
    "SWITCH": """
        set|switch|change|turn|go|put|flip|move|toggle|use|enable|activate|make|keep|run|work|start|shift|
          engage|bring|restore
        / turn|switch on / go|switch|change back|over / set up
    """,
    "OFF": """
        disable|deactivate|kill|remove|skip|stop|leave|quit|exit|lose|drop|end|cancel / turn|switch|shut off
        / no more / get rid of / get|switch|go out of / turn|switch|go away from / do away
    """,
    "ASK_NAME": """
        confirmation|confirmations|confirm|preview|previews|prompt|prompts|question|questions|approval|
          approvals|review|reviews
    """,
    "ASKS": "ASK_NAME / ASK_NAME step|steps|mode|screen|screens|prompt|prompts|stage|question|questions / asking",
    "SPEND": "ship|send|buy|run|execute|process|purchase|print",
    "SHIPPING": """
        shipping|sending|buying|running|purchasing|spending|executing [IT|anything|labels|stuff|things|a]
          [batch]
        / SPEND [IT|anything|stuff|things|labels|a] [batch]
        / you|we SPEND [IT|anything|stuff|things|labels|a] [batch] / it ships|goes|runs [out]
        / they ship|go [out] / anything ships|goes [out]
        / any shipping|purchase|money|label [is] [bought|spent]
    """,
    "ASKING_ME": """
        ask|asking|check|checking|confirm|confirming|prompt|prompting|bother|bothering|bug|bugging|nag|nagging
    """,
    "ASK_ME": """
        ASKING_ME [with] [me|us] [for|a|the] [confirmation|approval|permission|preview|previews|questions|ok]
          [again|first]
    """,
    "EACH": """
        every|each|any|all|before|THE / every|each single
        / before|for|at|on|about|with every|each|any|all|THE [single]
    """,
    "BATCHES": """
        batch|batches|time|times|order|orders|shipment|shipments|file|job|jobs|label|labels|purchase|one|run|of|
          them
    """,
    "ALWAYS": """
        always / from now on [out] [always] / from here on [out] [always] / i want you to [always]
        / you must|should always / make sure to|you [always]
    """,
    "CONFIRM_IT": "approve|confirm|review|check|preview|ok|see|okay|authorize|authorise",
    "PERMISSION": """
        asking|confirmation|confirming|approval|permission|checking|preview|previewing|telling [with]
          [me|us] [first|before]
        / my|our|me
          say|saying|ok|okay|approval|yes|confirmation|permission|consent|word|go|blessing|approving|
          confirming
          [so|ahead|it|first]
        / my explicit|express approval|consent|ok|permission / a preview|confirmation|yes [first]
        / showing me [first|the|a] [preview]
    """,
    "MODE": " / ".join((*_TO_AUTO, *_TO_CONFIRM)),
    "SET_MODE": "[TIME] MODE TIME*",
}
