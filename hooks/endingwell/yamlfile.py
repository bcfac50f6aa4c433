"""Read YAML that people write: every value with its line, every fault with a remedy."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from endingwell.problem import Problem

# What a file may hold: `Data` is what YAML makes of it, keyed paths lead to lines.
KeyPath = tuple[str | int, ...]

_MAX_DEPTH = 12
# How many parsed files, and findings of rules in one file, are kept: more than the largest site has pages.
KEPT = 1 << 15
# libyaml, ten times as fast, where PyYAML was built with it (its wheels are).
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A value in double quotes that does not end on its line: the parser complains lines later, where the next quote is.
_OPEN_QUOTE = re.compile(r"""[^#'"]*[:\[{,-]\s*"(?:[^"\\]|\\.)*$""")


@dataclass(eq=False)
class YamlFile:
    """The content of one YAML file; `lines` maps the path of each key or item to its line. Nothing changes it later."""

    path: str
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, *key: str | int) -> int:
        """The line of a key or item, or of the nearest thing that holds it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


# Kept for the next reading: a preview reads everything again at every change, and nearly all of it is as it was.
@lru_cache(maxsize=KEPT)
def parse_yaml(text: str, path: str, first_line: int = 1, tags: bool = False) -> YamlFile:
    """Parse `text` into plain data with lines; faults end up in `problems`, nothing is raised.

    Anchors, aliases and tags are refused (a translator needs none, and aliases can grow without
    bound); so are duplicate keys, which PyYAML would take silently. `first_line` is the line of the
    file at which `text` begins, for front matter. With `tags` (mkdocs.yml) a tagged list counts as its last
    item, the default of `!ENV [A, default]`, and any other tagged value as nothing.
    """
    file = YamlFile(path)
    shift = first_line - 1

    def fault(line: int, what: str, remedy: str) -> None:
        file.problems.append(Problem(path, line + shift, what, remedy))

    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if (
                isinstance(event, yaml.AliasEvent)
                or getattr(event, "anchor", None)
                or (not tags and getattr(event, "tag", None))
            ):
                fault(
                    line,
                    "an anchor (&), alias (*) or tag (!) is used.",
                    "Write the value out, in quotes if it begins with one of these signs.",
                )
                return file
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                fault(line, "lists or keys are nested too deep.", f"Use at most {_MAX_DEPTH} levels.")
                return file
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.line + 1 if mark else 1
        for number, written in enumerate(text.split("\n")[:at], 1):
            if _OPEN_QUOTE.match(written):
                fault(number, "the quotation that begins here does not end.", 'Write " at the end of its words.')
                return file
        fault(
            at,
            f"this is not valid YAML: {error.problem or error.context}.",
            "Check quotes, colons and indentation on this line and the one before.",
        )
        return file
    except (yaml.YAMLError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        fault(1, f"this is not valid YAML: {first}.", "Save the file as plain UTF-8 text and check its form.")
        return file

    constructor = yaml.SafeLoader("")

    def build(node: yaml.Node, key: KeyPath) -> Any:
        line = node.start_mark.line + 1
        file.lines.setdefault(key, line + shift)
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key_line = key_node.start_mark.line + 1
                name = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
                if name is None:
                    fault(key_line, "a key is a list or a group.", "Write one word as the key.")
                    continue
                if name in mapping:
                    fault(key_line, f'the key "{name}" stands here twice.', "Keep one of the two.")
                    continue
                file.lines[(*key, name)] = key_line + shift
                mapping[name] = build(value_node, (*key, name))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            items = [build(item, (*key, i)) for i, item in enumerate(node.value)]
            return items[-1] if items and node.tag.startswith("!") else items
        if node.tag.startswith(("!", "tag:yaml.org,2002:python")):
            return None
        try:
            return constructor.construct_object(node)
        except (yaml.YAMLError, ValueError, ArithmeticError):
            fault(line, f'the value "{node.value[:60]}" cannot be read.', "Put it in quotes.")
            return None

    if node is not None:
        file.data = build(node, ())
    return file
