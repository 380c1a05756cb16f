"""Commands that explain: an error, a sentence, the commands themselves."""

from __future__ import annotations

from shipshell.intents import types
from shipshell.intents.command import Command, Manner

COMMANDS: tuple[Command, ...] = (
    Command(
        types.Explain,
        "what an error code means, or how a sentence would be read",
        ("explain E-2004", "explain yes except the last one"),
        Manner.READ,
        (
            "explain {topic:text}",
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
            "teach|tell|show [me] what [i|we] can say|do|type / teach|tell|show [me] how to|do|can [i|we|you]* {topic}",
            "help [me] [with|on|about|to|for] {topic}",
            """
                how do|can|could|should|would|to|does|is|i|we|you|one
                  [do|can|could|should|to|i|we|you|one|it|a|person]* {topic}
            """,
            """
                what [can|could|do|should|may|are|is] [i|you|we|the|this|it|my]
                  [can|could|do|say|type|here|now|options|commands|thing|choices|next|able|to|ask|possible|does|
                  for|are|is|have]*
            """,
            """
                what does|do|is|are|happens|would|will [a|an|the|if|when|i|we|you|say|to]* {topic:command}
                  [{_command}|do|mean|means|for|does|happen|exactly|here|it|the|a]*
            """,
            """
                [im|i|am|new|here|first|time|never|used|this|before|lost|stuck|confused|dont|understand|need|
                  want|some|hi|hello]*
                  how|help|what|lost|stuck|confused
                  [does|do|this|it|is|works|work|can|i|use|you|to|start|with|that|thing|doing|me|here|everything]*
            """,
            """
                [i|am|im|a|bit|so|totally|completely]* lost|stuck|confused / i (dont
                / do not) understand|get [it|this|that]
            """,
            "[SHOW|i|need|want|me|some|the|a|list|of|all]* help|commands|manual|instructions|examples|options",
        ),
        starts=("help",),
    ),
)
