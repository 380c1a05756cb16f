"""Commands that answer a question or end the session: the mode, yes, no, what stays out, leaving."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner
from shipshell.intents.state import State

COMMANDS: tuple[Command, ...] = (
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
                [CALLED_OFF {_pause} [PLEASE]] LEAVE_OUT [THE] [ROW] {rows} [out|off|away|for|from]
                  [this|it|the|now|time|batch|list|shipment|preview]* [BECAUSE]
            """,
            "take|leave|keep|hold|pull|throw|kick|set|put [ROW] {rows} OUT [of] [this|it|the|batch|list]*",
            "keep|hold [ROW] {rows} back",
            "not ROW {rows}",
            "ROW {rows} out",
            "DONT_SHIP [ROW] {rows}",
            "preview: ROW {rows} SHOULD_NOT_GO [LEAVE_IT_OUT]",
            "ROW {rows} WRONG|{_excuse} [so|and] LEAVE_IT_OUT",
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
            "idle: thats|that [is] all|it [folks|thanks|bye]",
        ),
        starts=("quit",),
    ),
    Command(
        types.Approve,
        "buy exactly what was shown; may change the mode as well",
        ("looks good, just run it", "yes", "approve and switch to auto"),
        Manner.ANSWER,
        ("preview: APPROVAL", "restart_confirm: APPROVAL_AGAIN"),
        (State.PREVIEW, State.RESTART_CONFIRM),
        ("yes", "approve", "looks good, just run it"),
    ),
    Command(
        types.Reject,
        "drop the preview, or answer no",
        ("no, cancel", "scrap it", "don't ship these"),
        Manner.ACT,
        ("preview|restart_confirm: REFUSAL", "preview: DISCARD THE job"),
        (State.PREVIEW, State.RESTART_CONFIRM),
        ("no", "cancel"),
    ),
)

#: The phrases of these commands.
PHRASES: dict[str, str] = {
    "LEAVE_OUT": """
        skip|drop|remove|exclude|omit|delete|ignore|without|discard|unselect|deselect|skipping|minus|
          hold|cut|kick|scratch|bin
          [out|off|over|aside]
        / take|pull|strike|keep|throw|put|leave|set out|off|away|aside / hold|keep back / leave behind / get rid of
    """,
    "DONT_SHIP": "(dont / do not / never) SPEND|include|use|take|put|add|dispatch",
    "SHOULD_NOT_GO": """
        (shouldnt / should not / mustnt / must not / cant / cannot / wont / isnt / is not / dont / does not
        / doesnt
        / do not) [be] go|ship|shipped|sent|included|needed|going|shipping|belong|need|sending
          [out|in|to|here|this|yet|batch|go]*
        / should|must|can|has|have|needs|need to|be|stay|stays [be]
          [out|excluded|skipped|removed|left|dropped|taken|behind|go|come|off|here|home]*
        / stays|stay [out|behind|home|here|put]
    """,
    "LEAVE_IT_OUT": """
        LEAVE_OUT it|them|that|those [out|off|away|back|aside|over]
        / take|leave|keep|throw|pull it|them|that|those out|off|away / keep|hold it|them|that|those back
    """,
    "OUT": "out|off|away|aside|behind",
    "WRONG": """
        is|are|has|have|was|were|looks|look [already|all|a|the|an]*
          wrong|bad|incorrect|duplicate|duplicates|off|cancelled|broken|test|gone|shipped|sent|delivered|done|mistake
    """,
    "BAD_ONES": """
        [all|every] [the|those|these|any|of] [the] BAD
          [rows|ones|row|lines|orders|addresses|data|stuff|parcels|entries|records]
        / everything|anything with|that [has|have] [a|an|any]* BAD
        / [all|every] [the|those|these|any] [of] [the] rows|ones|row|lines|orders|things|those
          [that|which|with|are|is|have|has|cant|cannot|dont|be|an|a|any|got]* BAD
        / [all] [the|those|these|any] [rows|ones|row|lines|orders|those] that|which cant|cannot|dont|wont
          [be] ship|shipped|go|work|validate|rated|rate|pass
    """,
    "BAD": """
        bad|broken|invalid|failed|failing|faulty|erroneous|wrong|blocked|blocking|error|errors|unrated|problem|problems|issues|
          problematic|incorrect|red|faulty|defective|errored|unshippable
    """,
    "BYE": """
        quit|exit|bye|goodbye|goodnight|logout|logoff|q|leave|ciao|adios|cya|farewell
          [shipshell|the|shell|program|app|now|please|everyone|all|bye|session]*
        / log me|us out|off / log|sign out|off / good bye|night / see you|ya [later|tomorrow]*
        / shut|close|stop|end|leave [it|this|the]* shell|shipshell|program|down|app|up / cu later / i quit / close
    """,
    "LEAVING": """
        i|im|ill|we|were|am|be going|off|leaving|heading|done|out|finished
          [home|for|today|now|here|the|day|to|bed|lunch|off|of]*
        / [i] am|will [be] going|off|leaving|heading|done|finished
          [home|for|today|now|here|the|day|to|bed|lunch|off|of]*
        / thats|that [is] all|it for today|now / time to go [home|now] / end|close [the|this|my]* session
        / [lets] call it a day
        / done|finished for [the] day|today|now / going home
    """,
}
